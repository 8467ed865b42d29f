import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnTasksRecovered } from "./tasksRecovered";

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }] };

describeRule(sfnTasksRecovered, {
    passes: {
        "a task that is tried again": machine({ Charge: { ...task, Retry: [{ ErrorEquals: ["States.ALL"] }] } }),
        "a task whose errors are caught": machine({ Charge: { ...task, ...caught }, Failed: { Type: "Fail" } }),
        "tasks in a Parallel that catches": machine({
            All: {
                Type: "Parallel",
                End: true,
                ...caught,
                Branches: [workflow({ Charge: task }), workflow({ Ship: task })],
            },
            Failed: { Type: "Fail" },
        }),
        "tasks in a Map within a Map that retries": machine({
            Each: {
                Type: "Map",
                End: true,
                Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }],
                Iterator: workflow({ Inner: { Type: "Map", End: true, ItemProcessor: workflow({ Charge: task }) } }),
            },
        }),
        "tasks in a Map that bears the failure of all items": machine({
            Each: {
                Type: "Map",
                End: true,
                ToleratedFailurePercentage: 100,
                ItemProcessor: workflow({ Charge: task }),
            },
        }),
        "states that do nothing": machine({ Wait: { Type: "Wait", Seconds: 1, End: true } }),
    },
    violates: {
        "what is no machine": [machineBy("no JSON"), "definition"],
        "one task of two": [
            machine({ Charge: { ...task, End: undefined, Next: "Ship" }, Ship: { ...task, ...caught } }),
            "State::Charge",
        ],
        "a retry that never happens": [
            machine({ Charge: { ...task, Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }] } }),
            "State::Charge",
        ],
        "tasks in a branch and in a processor": [
            machine({
                All: {
                    Type: "Parallel",
                    End: true,
                    Branches: [
                        workflow({ Charge: task }),
                        workflow({ Each: { Type: "Map", End: true, ItemProcessor: workflow({ Ship: task }) } }),
                    ],
                },
            }),
            "State::Charge",
            "State::Ship",
        ],
    },
    missing: [machine({ Charge: { ...task, Retry: [], Catch: [] } }), "State::Charge"],
    undecided: { "an unknown definition": [machineBy(UNKNOWN), "definition"] },
});
