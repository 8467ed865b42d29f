import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnTasksTimed } from "./tasksTimed";

const taskOf = (Resource: string) => ({ Type: "Task", Resource, End: true });
const task = taskOf("arn:aws:states:::ecs:runTask.sync");

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
        "requests that end at the response": machine({
            Invoke: taskOf("arn:aws:states:::lambda:invoke"),
            Function: taskOf("arn:aws:lambda:eu-west-1:111122223333:function:charge:live"),
            Put: taskOf("arn:aws-cn:states:::aws-sdk:dynamodb:putItem"),
            Start: taskOf("arn:aws:states:::states:startExecution"),
            Call: taskOf("arn:aws:states:::http:invoke"),
        }),
        "a wait": machine({ Wait: { Type: "Wait", Seconds: 1, End: true } }),
    },
    violates: {
        "a task of a standard machine": [machine({ Charge: task }, { type: "STANDARD" }), "State::Charge"],
        "whatever waits for somebody": [
            machine({
                Call: taskOf("arn:aws:states:::lambda:invoke.waitForTaskToken"),
                Nest: taskOf("arn:aws:states:::states:startExecution.sync:2"),
                Work: taskOf("arn:aws:states:eu-west-1:111122223333:activity:pack"),
            }),
            "State::Call",
            "State::Nest",
            "State::Work",
        ],
        "a task of no resource that is known": [machine({ Charge: taskOf("charge") }), "State::Charge"],
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
