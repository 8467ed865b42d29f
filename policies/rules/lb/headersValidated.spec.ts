import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lbHeadersValidated } from "./headersValidated";

const balancer = subjectsOf("aws:lb/loadBalancer:LoadBalancer");
const older = subjectsOf("aws:alb/loadBalancer:LoadBalancer");

describeRule(lbHeadersValidated, {
    passes: {
        "headers dropped": balancer({ dropInvalidHeaderFields: true }),
        "a network load balancer": balancer({ loadBalancerType: "network" }),
    },
    violates: {
        "headers passed on": [balancer({ dropInvalidHeaderFields: false }), "dropInvalidHeaderFields"],
        "the older name": [older({ loadBalancerType: "application" }), "dropInvalidHeaderFields"],
    },
    missing: [balancer({}), "dropInvalidHeaderFields"],
    undecided: { "an unknown setting": [balancer({ dropInvalidHeaderFields: UNKNOWN }), "dropInvalidHeaderFields"] },
});
