import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnTasksTimed } from "./tasksTimed";

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };

describeRule(sfnTasksTimed, {
    passes: {
        "a task with a timeout, whatever the type": machine(
            { Charge: { ...task, TimeoutSeconds: 30 } },
            { type: UNKNOWN },
        ),
        "a timeout from the input": machine({ Charge: { ...task, TimeoutSecondsPath: "$.timeout" } }),
        "a timeout as an expression": machine({ Charge: { ...task, TimeoutSeconds: "{% $limit %}" } }),
        "an express machine": machine({ Charge: task }, { type: "EXPRESS" }),
        "express children of a Map": machine({
            Each: {
                Type: "Map",
                End: true,
                ItemProcessor: {
                    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
                    ...workflow({ Charge: task }),
                },
            },
        }),
        "a timeout for the machine": machineBy(
            JSON.stringify({
                ...workflow({
                    Charge: { ...task, End: undefined, Next: "All" },
                    All: { Type: "Parallel", End: true, Branches: [workflow({ Ship: task })] },
                }),
                TimeoutSeconds: 60,
            }),
        ),
        "a wait": machine({ Wait: { Type: "Wait", Seconds: 1, End: true } }),
    },
    violates: {
        "a task of a standard machine": [machine({ Charge: task }, { type: "STANDARD" }), "State::Charge"],
        "a task in a branch": [
            machine({ All: { Type: "Parallel", End: true, Branches: [workflow({ Charge: task })] } }),
            "State::Charge",
        ],
    },
    missing: [machine({ Charge: task }), "State::Charge"],
    undecided: {
        "an unknown definition": [machineBy(UNKNOWN), "definition"],
        "an unknown type of machine": [machine({ Charge: task }, { type: UNKNOWN }), "State::Charge"],
    },
});
