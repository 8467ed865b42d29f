import { recovers } from "../../aws/sfn/definition";
import { judgeStates, MACHINE_TYPE, type MachineView } from "../../aws/sfn/judging";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** A task that fails without Retry or Catch fails the whole execution, and what was done before stays half done. */
export const sfnTasksRecovered = defineRule({
    id: "sfn-tasks-recovered",
    displayName: "Step Functions tasks have Retry or Catch",
    description: "Every task of a state machine has Retry or Catch, or stands in a Parallel or Map that has.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("REL05-BP03"), serverlessLens("REL 2")],
    remediationSteps:
        'Add Retry for what passes by itself and Catch for the rest, for example Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 3, BackoffRate: 2, JitterStrategy: "FULL" }].',
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        judgeStates(machine, judge, ({ name, body, guarded }) =>
            body.Type !== "Task" || guarded || recovers(body)
                ? undefined
                : `Task ${name} of '${machine.name}' has neither Retry nor Catch.`,
        );
    },
});
