import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { judgeStates, MACHINE_TYPE, type MachineView } from "../../sfn/judging";

/** A task waits for an answer that got lost until the execution ends, after a year; express workflows end after five minutes anyway. */
export const sfnTasksTimed = defineRule({
    id: "sfn-tasks-timed",
    displayName: "Tasks have a timeout",
    description: "Every task of a standard state machine has a timeout.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("REL05-BP05")],
    remediationSteps: "Set TimeoutSeconds to somewhat more than the task takes at most.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#sfn-stuck-execution",
    examples: {
        aws: `new aws.sfn.StateMachine("fulfil", {
    roleArn: role.arn,
    definition: pulumi.jsonStringify({
        StartAt: "Charge",
        States: {
            Charge: {
                Type: "Task",
                Resource: handler.arn,
                TimeoutSeconds: 30,
                Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 2 }],
                End: true,
            },
        },
    }),
});`,
    },
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        judgeStates(machine, judge, ({ name, body, express, timed }) => {
            if (body.Type !== "Task" || express || timed) return undefined;
            if (body.TimeoutSeconds !== undefined || body.TimeoutSecondsPath !== undefined) return undefined;
            return machine.props.type === "EXPRESS" ? undefined : `Task ${name} of '${machine.name}' has no timeout.`;
        });
    },
});
