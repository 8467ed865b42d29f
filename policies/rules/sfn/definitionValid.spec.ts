import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnDefinitionValid } from "./definitionValid";

const done = { Type: "Succeed" };

describeRule(sfnDefinitionValid, {
    passes: {
        "states that lead to each other": machine({
            Choose: { Type: "Choice", Choices: [{ Next: "Wait" }], Default: "Done" },
            Wait: { Type: "Wait", Seconds: 1, Next: "Done" },
            Done: done,
        }),
        "nested states": machine({
            Each: { Type: "Map", End: true, ItemProcessor: workflow({ One: { Type: "Pass", End: true } }) },
        }),
    },
    violates: {
        "text that is no JSON": [machineBy("StartAt: Done"), "definition"],
        "JSON that is no machine": [machineBy("[]"), "definition"],
        "a beginning that does not exist": [
            machineBy(JSON.stringify({ StartAt: "Gone", States: { Done: done } })),
            "StartAt::the machine",
        ],
        "a way to nowhere": [machine({ Try: { Type: "Pass", Next: "Gone" }, Done: done }), "State::Try"],
        "a catcher to nowhere": [
            machine({ Try: { Type: "Task", End: true, Catch: [{ Next: "Gone" }] } }),
            "State::Try",
        ],
        "a state that stops in the middle": [machine({ Try: { Type: "Pass" } }), "State::Try"],
        "an unknown type in a branch that leads out of it": [
            machine({
                All: { Type: "Parallel", Next: "Done", Branches: [workflow({ One: { Type: "Pass", Next: "Done" } })] },
                Done: { Type: "Success" },
            }),
            "State::One",
            "State::Done",
        ],
    },
    missing: [machineBy(undefined), "definition"],
    undecided: { "an unknown definition": [machineBy(UNKNOWN), "definition"] },
});
