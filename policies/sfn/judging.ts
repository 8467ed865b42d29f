import type * as aws from "@pulumi/aws";
import type { Judge } from "../framework/judge";
import { reading } from "../framework/reading";
import type { ResourceView } from "../framework/rule";
import { parseMachine, type Scope, type State } from "./definition";

/** Token of a state machine. */
export const MACHINE_TYPE = "aws:sfn/stateMachine:StateMachine";

/** The properties of a state machine as rules see them. */
export type MachineView = ResourceView<aws.sfn.StateMachineArgs>;

/** Judges each state of a machine, nested ones too, under `State::<name>`. What is no machine is left to `sfn-definition-valid`. */
export function judgeStates(
    { props }: MachineView,
    judge: Judge,
    decide: (state: State, scope: Scope) => string | undefined,
): void {
    const machine = judge.read(
        "definition",
        reading(() => parseMachine(props.definition ?? "")),
    );
    for (const scope of machine?.scopes ?? []) {
        for (const state of scope.states) judge.decide(`State::${state.name}`, () => decide(state, scope));
    }
}
