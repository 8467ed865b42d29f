import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lbAccessLogged } from "./accessLogged";

const balancer = subjectsOf("aws:lb/loadBalancer:LoadBalancer");
const older = subjectsOf("aws:alb/loadBalancer:LoadBalancer");

describeRule(lbAccessLogged, {
    passes: {
        logs: balancer({ accessLogs: { bucket: "logs", enabled: true } }),
        "logs in a bucket that is not known": older({ accessLogs: { bucket: UNKNOWN, enabled: true } }),
        "a gateway load balancer": balancer({ loadBalancerType: "gateway" }),
    },
    violates: {
        "a bucket alone": [balancer({ accessLogs: { bucket: "logs" } }), "accessLogs.enabled"],
        "logs switched off": [balancer({ accessLogs: { bucket: "logs", enabled: false } }), "accessLogs.enabled"],
    },
    missing: [balancer({}), "accessLogs.enabled"],
    undecided: { "an unknown setting": [balancer({ accessLogs: UNKNOWN }), "accessLogs.enabled"] },
});
