import { targetsOf, type Scope } from "../../aws/sfn/definition";
import { judgeStates, MACHINE_TYPE, type MachineView } from "../../aws/sfn/judging";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** A state that nothing leads to is an error path that was meant to be wired, or remains of one. */
export const sfnStatesReachable = defineRule({
    id: "sfn-states-reachable",
    displayName: "Step Functions states are reachable",
    description: "Every state of a state machine can be reached from where its scope starts.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("OPS05-BP07")],
    remediationSteps: "Lead to the state by Next, Default, Choices or Catch, or remove it.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        const reached = new Map<Scope, ReadonlySet<string>>();
        judgeStates(machine, judge, ({ name }, scope) => {
            const states = reached.get(scope) ?? reachedIn(scope);
            reached.set(scope, states);
            return states.has(name) ? undefined : `Nothing leads to state ${name} of '${machine.name}'.`;
        });
    },
});

function reachedIn({ startAt, states }: Scope): ReadonlySet<string> {
    const targets = new Map(states.map(({ name, body }) => [name, targetsOf(body)]));
    const reached = new Set(startAt === undefined ? [] : [startAt]);
    // A set that grows while it is walked is walked to its end.
    for (const name of reached) for (const target of targets.get(name) ?? []) reached.add(target);
    return reached;
}
