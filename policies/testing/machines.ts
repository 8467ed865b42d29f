import { subjectsOf, type Subject } from "./harness";

const machineOf = subjectsOf("aws:sfn/stateMachine:StateMachine", { roleArn: "r" });

/** A state machine of the given states; it starts at the first. */
export function machine(states: Readonly<Record<string, object>>, props: Subject["props"] = {}): Subject {
    return machineOf({ definition: JSON.stringify(workflow(states)), ...props });
}

/** A state machine whose definition is given as it is. */
export function machineBy(definition: unknown): Subject {
    return machineOf({ definition });
}

/** A workflow of the given states, for branches and processors. */
export function workflow(states: Readonly<Record<string, object>>): object {
    return { StartAt: Object.keys(states)[0], States: states };
}
