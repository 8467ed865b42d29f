import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnStatesReachable } from "./statesReachable";

const done = { Type: "Succeed" };

describeRule(sfnStatesReachable, {
    passes: {
        "states that a choice, a default and a catcher lead to": machine({
            Choose: { Type: "Choice", Choices: [{ Next: "Try" }], Default: "Done" },
            Try: { Type: "Task", Next: "Done", Catch: [{ Next: "Failed" }] },
            Done: done,
            Failed: { Type: "Fail" },
        }),
        "a loop": machine({
            Wait: { Type: "Wait", Next: "Again" },
            Again: { Type: "Choice", Choices: [{ Next: "Wait" }] },
        }),
    },
    violates: {
        "a state behind one that cannot be reached": [
            machine({ Done: done, Lost: { Type: "Pass", Next: "Too" }, Too: done }),
            "State::Lost",
            "State::Too",
        ],
        "a state in a branch, which the outside cannot lead to": [
            machine({
                All: { Type: "Parallel", Next: "Lost", Branches: [workflow({ One: done, Hidden: done })] },
                Lost: done,
            }),
            "State::Hidden",
        ],
    },
    missing: [machineBy(JSON.stringify({ States: { Done: done } })), "State::Done"],
    undecided: { "an unknown definition": [machineBy(UNKNOWN), "definition"] },
});
