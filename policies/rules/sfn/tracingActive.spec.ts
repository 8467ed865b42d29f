import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sfnTracingActive } from "./tracingActive";

const machine = subjectsOf("aws:sfn/stateMachine:StateMachine", { definition: "{}" });
const ENABLED = "tracingConfiguration.enabled";

describeRule(sfnTracingActive, {
    passes: {
        "a traced machine, whatever its definition": machine({
            definition: UNKNOWN,
            tracingConfiguration: { enabled: true },
        }),
    },
    violates: { "tracing switched off": [machine({ tracingConfiguration: { enabled: false } }), ENABLED] },
    missing: [machine({}), ENABLED],
    undecided: { "an unknown block": [machine({ tracingConfiguration: UNKNOWN }), ENABLED] },
});
