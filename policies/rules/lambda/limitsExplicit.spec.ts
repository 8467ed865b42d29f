import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaLimitsExplicit } from "./limitsExplicit";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaLimitsExplicit, {
    passes: { "both set, even to the defaults": lambda({ memorySize: 128, timeout: 3 }) },
    violates: { "memory only, still unknown timeout": [lambda({ timeout: UNKNOWN }), "memorySize"] },
    missing: [lambda({}), "memorySize", "timeout"],
    undecided: { "an unknown timeout": [lambda({ memorySize: 512, timeout: UNKNOWN }), "timeout"] },
});
