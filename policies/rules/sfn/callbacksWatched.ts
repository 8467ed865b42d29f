import { judgeStates, MACHINE_TYPE, type MachineView } from "../../aws/sfn/judging";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** Whoever holds the token may be gone; without heartbeat nobody notices before the task's timeout. */
export const sfnCallbacksWatched = defineRule({
    id: "sfn-callbacks-watched",
    displayName: "Step Functions callbacks have HeartbeatSeconds",
    description: "Tasks that wait for a token or for an activity's worker have a heartbeat.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("REL05-BP05")],
    remediationSteps: "Set HeartbeatSeconds below the task's timeout, and let the worker send heartbeats.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        judgeStates(machine, judge, ({ name, body }) => {
            const waits = /\.waitForTaskToken$|^arn:[^:]+:states:[^:]+:\d{12}:activity:/.test(body.Resource ?? "");
            return !waits || body.HeartbeatSeconds !== undefined || body.HeartbeatSecondsPath !== undefined
                ? undefined
                : `Task ${name} of '${machine.name}' waits for an answer without a heartbeat.`;
        });
    },
});
