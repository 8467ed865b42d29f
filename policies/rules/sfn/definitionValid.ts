import { targetsOf, type Scope } from "../../aws/sfn/definition";
import { MACHINE_TYPE, scopesOf, type MachineView } from "../../aws/sfn/judging";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const TYPES = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"];
/** They lead nowhere by themselves: they end, or choose by rules. */
const WITHOUT_NEXT = ["Choice", "Succeed", "Fail"];

/** A definition whose states lead nowhere fails at deployment, when half of the stack is made. */
export const sfnDefinitionValid = defineRule({
    id: "sfn-definition-valid",
    displayName: "Step Functions definitions are valid",
    description: "Definitions of state machines are JSON whose states exist, have a type, and end or lead to others.",
    severity: "medium",
    level: "advisory",
    tags: ["sfn", "resilience"],
    frameworks: [wellArchitected("OPS06-BP02")],
    remediationSteps: "Give each state a Type, and a Next that names a state of the same scope or End: true.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    resource(machine: MachineView, judge) {
        const { name } = machine;
        for (const scope of judge.read("definition", scopesOf(machine)) ?? []) {
            const names = new Set(scope.states.map((state) => state.name));
            judge.decide(`StartAt::${scope.name}`, () =>
                names.has(scope.startAt ?? "")
                    ? undefined
                    : `In '${name}', ${scope.name} starts at ${scope.startAt ?? "nothing"}, which is no state of it.`,
            );
            for (const state of scope.states) judge.decide(`State::${state.name}`, () => problemOf(name, state, names));
        }
    },
});

function problemOf(machine: string, { name, body }: Scope["states"][number], names: ReadonlySet<string>) {
    const { Type, Next, End } = body;
    if (Type === undefined || !TYPES.includes(Type)) return `State ${name} of '${machine}' has no known Type.`;
    const lost = targetsOf(body).find((target) => !names.has(target));
    if (lost !== undefined) return `State ${name} of '${machine}' leads to ${lost}, which does not exist there.`;
    const ends = Next !== undefined || End === true || WITHOUT_NEXT.includes(Type);
    return ends ? undefined : `State ${name} of '${machine}' has neither Next nor End.`;
}
