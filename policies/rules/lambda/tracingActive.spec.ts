import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaTracingActive } from "./tracingActive";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaTracingActive, {
    passes: {
        "an actively traced function": lambda({ tracingConfig: { mode: "Active" } }),
        "one whose other properties are unknown": lambda({ role: UNKNOWN, tracingConfig: { mode: "Active" } }),
    },
    violates: { "mode PassThrough": [lambda({ tracingConfig: { mode: "PassThrough" } }), "tracingConfig.mode"] },
    missing: [lambda({}), "tracingConfig.mode"],
    undecided: {
        "an unknown mode": [lambda({ tracingConfig: { mode: UNKNOWN } }), "tracingConfig.mode"],
        "an unknown block": [lambda({ tracingConfig: UNKNOWN }), "tracingConfig.mode"],
    },
});
