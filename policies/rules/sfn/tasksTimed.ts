import { judgeStates, MACHINE_TYPE, type MachineView } from "../../aws/sfn/judging";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/**
 * A task that waits for somebody waits until the execution ends, after a year; express workflows end after five minutes anyway. What
 * only makes a request goes on at the response, and a function ends by its own timeout:
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export const sfnTasksTimed = defineRule({
    id: "sfn-tasks-timed",
    displayName: "Step Functions tasks that wait have TimeoutSeconds",
    description:
        "Tasks of standard state machines that wait for a job, a callback or an activity's worker have a timeout.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("REL05-BP05")],
    remediationSteps: "Set TimeoutSeconds to somewhat more than the task takes at most.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#sfn-stuck-execution",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        judgeStates(machine, judge, ({ name, body, express, timed }) => {
            if (body.Type !== "Task" || express || timed || answersByItself(body.Resource)) return undefined;
            if (body.TimeoutSeconds !== undefined || body.TimeoutSecondsPath !== undefined) return undefined;
            return machine.props.type === "EXPRESS"
                ? undefined
                : `Task ${name} of '${machine.name}' waits ${waitOf(body.Resource)} and has no timeout.`;
        });
    },
});

/** Whether a task goes on by itself: it makes one request of a service, calls a function, or an HTTP endpoint for a minute at most. */
function answersByItself(resource = ""): boolean {
    return /^arn:[^:]+:(lambda:[^:]*:\d*:function:.+|states:[^:]*:\d*:(?!activity:)[^.]+)$/.test(resource);
}

/** For what a task waits that does not. */
function waitOf(resource = ""): string {
    if (resource.endsWith(".waitForTaskToken")) return "for a callback";
    if (/\.sync(:\d+)?$/.test(resource)) return "for a job";
    return /:activity:/.test(resource) ? "for a worker of its activity" : `for '${resource}'`;
}
