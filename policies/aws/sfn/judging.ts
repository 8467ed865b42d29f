import type * as aws from "@pulumi/aws";
import type { Judge } from "../../framework/judge";
import { reading, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";
import { parseMachine, type Scope, type State } from "./definition";

/** Token of a state machine. */
export const MACHINE_TYPE = "aws:sfn/stateMachine:StateMachine";

/** The properties of a state machine as rules see them. */
export type MachineView = ResourceView<aws.sfn.StateMachineArgs>;

/** The scopes of a machine's definition. */
export function scopesOf({ name, props }: MachineView): Reading<readonly Scope[]> {
    return reading(() => parseMachine(props.definition, `definition of '${name}'`));
}

/** Judges each state of a machine, nested ones too, under `State::<name>`. */
export function judgeStates(
    machine: MachineView,
    judge: Judge,
    decide: (state: State, scope: Scope) => string | undefined,
): void {
    for (const scope of judge.read("definition", scopesOf(machine)) ?? []) {
        for (const state of scope.states) judge.decide(`State::${state.name}`, () => decide(state, scope));
    }
}
