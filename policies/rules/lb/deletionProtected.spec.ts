import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lbDeletionProtected } from "./deletionProtected";

const balancer = subjectsOf("aws:lb/loadBalancer:LoadBalancer");
const older = subjectsOf("aws:alb/loadBalancer:LoadBalancer");

describeRule(lbDeletionProtected, {
    passes: { "a protected one": balancer({ enableDeletionProtection: true }) },
    violates: { "protection switched off": [older({ enableDeletionProtection: false }), "enableDeletionProtection"] },
    missing: [balancer({}), "enableDeletionProtection"],
    undecided: { "an unknown setting": [balancer({ enableDeletionProtection: UNKNOWN }), "enableDeletionProtection"] },
});
