import { jsonOf } from "../../framework/json";
import { UnreadableError } from "../../framework/reading";

/** A state of the Amazon States Language, as far as rules read it. */
interface StateBody {
    readonly Type?: string;
    readonly Resource?: string;
    readonly Next?: string;
    readonly End?: boolean;
    readonly Default?: string;
    readonly Choices?: readonly { readonly Next?: string }[];
    readonly Retry?: readonly { readonly MaxAttempts?: number }[];
    readonly Catch?: readonly { readonly Next?: string }[];
    readonly TimeoutSeconds?: unknown;
    readonly TimeoutSecondsPath?: string;
    readonly HeartbeatSeconds?: unknown;
    readonly HeartbeatSecondsPath?: string;
    /** Of a Parallel: states with a beginning, as the machine is. */
    readonly Branches?: readonly unknown[];
    /** Of a Map. */
    readonly ToleratedFailurePercentage?: unknown;
    readonly ItemProcessor?: unknown;
    /** The processor's earlier name. */
    readonly Iterator?: unknown;
}

/** A state at its place. Names are unique within a machine. */
export interface State {
    readonly name: string;
    readonly body: StateBody;
    /** Whether a Parallel or Map around it retries or catches what fails in it. */
    readonly guarded: boolean;
    /** Whether it runs in an express child workflow of a distributed Map, which ends after five minutes. */
    readonly express: boolean;
    /** Whether the machine itself has a timeout, which ends what is in it too. */
    readonly timed: boolean;
}

/** States that know each other: only within a scope can one lead to another. */
export interface Scope {
    /** How messages name it. */
    readonly name: string;
    readonly startAt: string | undefined;
    readonly states: readonly State[];
}

/**
 * Reads a definition with everything nested in it: a machine's scopes from the outside in.
 *
 * @param subject the definition, for people
 * @throws UnreadableError when it is no machine
 */
export function parseMachine(definition: unknown, subject: string): readonly Scope[] {
    const workflow = jsonOf(definition ?? "", subject);
    const timed = recordOf(workflow).TimeoutSeconds !== undefined;
    return scopesOf("the machine", workflow, { guarded: false, express: false, timed }, subject);
}

/** Whether a state tries again or goes on elsewhere when it fails. */
export function recovers({ Retry = [], Catch = [] }: StateBody): boolean {
    return Catch.length > 0 || Retry.some(({ MaxAttempts }) => MaxAttempts !== 0);
}

/** The states to which a state can lead. */
export function targetsOf({ Next, Default, Choices = [], Catch = [] }: StateBody): readonly string[] {
    return [Next, Default, ...[...Choices, ...Catch].map((way) => way.Next)].filter((name) => name !== undefined);
}

/** JSON of any shape as a record: what is none has nothing in it. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
    return Array.isArray(value) ? value.map(recordOf) : [];
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** The service refuses what has another shape; rules have to bear it. */
function bodyOf(value: unknown): StateBody {
    const body = recordOf(value);
    const waysOf = (list: unknown) => recordsOf(list).map((way) => ({ ...way, Next: textOf(way.Next) }));
    return {
        ...body,
        Type: textOf(body.Type),
        Resource: textOf(body.Resource),
        Next: textOf(body.Next),
        Default: textOf(body.Default),
        Choices: waysOf(body.Choices),
        Retry: recordsOf(body.Retry),
        Catch: waysOf(body.Catch),
        Branches: recordsOf(body.Branches),
    };
}

function scopesOf(name: string, given: unknown, around: Omit<State, "name" | "body">, subject: string): Scope[] {
    const workflow = recordOf(given);
    if (!isRecord(workflow.States)) throw new UnreadableError(subject, `has no States in ${name}`);
    const odd = Object.entries(workflow.States).find(([, state]) => !isRecord(state));
    if (odd !== undefined) throw new UnreadableError(subject, `has a state ${odd[0]} that is no object`);
    const express = around.express || recordOf(workflow.ProcessorConfig).ExecutionType === "EXPRESS";
    const states = Object.entries(recordOf(workflow.States)).map(([state, body]): State => ({
        name: state,
        body: bodyOf(body),
        guarded: around.guarded,
        express,
        timed: around.timed,
    }));
    const nested = states.flatMap(({ name: state, body }) => {
        // A Map that bears the failure of all its items goes on without them.
        const guarded = around.guarded || recovers(body) || body.ToleratedFailurePercentage === 100;
        const inside = { guarded, express, timed: around.timed };
        const processor = body.ItemProcessor ?? body.Iterator;
        return [
            ...(body.Branches ?? []).flatMap((branch, index) =>
                scopesOf(`branch ${index + 1} of ${state}`, branch, inside, subject),
            ),
            ...(processor === undefined ? [] : scopesOf(`the processor of ${state}`, processor, inside, subject)),
        ];
    });
    return [{ name, startAt: textOf(workflow.StartAt), states }, ...nested];
}
