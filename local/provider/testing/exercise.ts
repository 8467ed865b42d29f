import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { endpointOf, startTemporaryEmulator, startTemporaryMoto } from "../../emulator";
import { createClients, type Clients } from "../clients";
import { functions } from "../functions";
import { ifExists } from "../live";
import type { Existing, ProviderOptions } from "../provider";
import { tableOf, type Props, type ResourceRow } from "../row";
import { ProviderClient } from "./client";
import { noteExercise } from "./coverage";

const REGION = "eu-west-1";
const ACCOUNT_ID = "000000000000";

/** Makes what a resource under test needs; it is deleted after the test, last first. Resolves to its id and outputs. */
export type Make = (type: string, inputs: Props) => Promise<Existing>;

/** One row's life against the emulator. */
export interface Exercise {
    readonly type: string;
    /** The resource's arguments, or how they follow from other resources. */
    readonly inputs: Props | ((make: Make) => Promise<Props>);
    /**
     * What an SDK client sees of the resource. `undefined`, or an error that says so, when it is gone. Whatever differs from
     * run to run should not be part of it.
     */
    readBack(clients: Clients, id: string, state: Props): Promise<unknown>;
    /** What {@link Exercise.readBack} gives after the creation; as a function, of the arguments. */
    readonly shows: unknown;
    /** Arguments that change in place (`undefined` removes one), and what is seen then. @default shows - the exercise's own */
    readonly update?: { readonly inputs: Props; readonly shows?: unknown };
    /** For each argument that replaces, another value of it. All exercises of a row together have all of its. */
    readonly replaceOn?: Props;
    /**
     * The replacement that is really made, for rows in whose arguments something replaces.
     *
     * @default - by what {@link Exercise.inputs} gives when it is asked again, hence with other parents; where that replaces
     * nothing, by the first of {@link Exercise.replaceOn}. It shows the same.
     */
    readonly replacement?: { readonly inputs: Props; readonly shows: unknown };
    /** Computed outputs, to be asserted beyond their presence. */
    outputs?(existing: Existing): void;
    /** What {@link Exercise.readBack} gives after the deletion, where AWS keeps something. @default - it is gone */
    readonly leaves?: unknown;
    /** The id by which the resource is imported. @default - its id */
    importId?(existing: Existing): string;
    /** Arguments that the emulator cannot tell, so that an import lacks them. */
    readonly untold?: readonly string[];
    /** Whether the id alone tells which resource is meant, as an import needs. @default true */
    readonly importable?: boolean;
    /** What the provider is given besides the emulator. @default - nothing */
    readonly options?: Pick<ProviderOptions, "streamMappings">;
}

/**
 * Drives a row, one of `rows`, through its whole life over the wire: preview, create, refresh, import, update and back,
 * a replacement that is really made, delete, delete again; after every step the SDK has to see what is expected.
 */
export async function exerciseRow(rows: readonly ResourceRow[], exercise: Exercise): Promise<void> {
    const clients = await emulatorClients();
    const client = await ProviderClient.start({
        rows: tableOf(rows),
        functions,
        accountId: ACCOUNT_ID,
        region: REGION,
        clients,
        ...exercise.options,
    });
    const needed: { readonly urn: string; readonly existing: Existing }[] = [];
    const make: Make = async (type, inputs) => {
        const urn = urnOf(type, `needed-${randomUUID().slice(0, 8)}`);
        const existing = await create(client, urn, inputs);
        needed.push({ urn, existing });
        return existing;
    };
    try {
        await live(client, clients, exercise, make);
    } finally {
        try {
            for (const { urn, existing } of needed.reverse()) await client.delete(urn, existing);
        } finally {
            client.close();
        }
    }
}

/** SDK clients of this process's emulators, with root's credentials; moto is started for who calls it. */
export async function emulatorClients(): Promise<Clients> {
    const { url } = await startTemporaryEmulator(REGION);
    return createClients(endpointOf(url, REGION, async () => ({ url: new URL((await startTemporaryMoto()).url) })));
}

/** The URN of a resource in a stack for tests. */
function urnOf(type: string, name: string): string {
    return `urn:pulumi:test::platform-test::${type}::${name}`;
}

async function live(client: ProviderClient, clients: Clients, exercise: Exercise, make: Make): Promise<void> {
    const { type, update, replaceOn = {} } = exercise;
    const shown = ({ inputs }: Existing, shows = exercise.shows): unknown =>
        typeof shows === "function" ? shows(inputs) : shows;
    const urn = urnOf(type, `subject-${randomUUID().slice(0, 8)}`);
    const seen = (existing: Existing) => ifExists(exercise.readBack(clients, existing.id, existing.state));
    const assertGone = async (existing: Existing) => {
        assert.deepEqual(await seen(existing), exercise.leaves, "after delete");
        if (exercise.leaves === undefined)
            assert.equal(await client.read(urn, existing), undefined, "a refresh notices that the resource is gone");
    };

    const given = await inputsOf(exercise, make);
    const made = await create(client, urn, given);
    let current = made;
    try {
        exercise.outputs?.(made);
        assert.deepEqual(await seen(made), shown(made), "after create");
        await assertRefreshChangesNothing(client, urn, made);
        if (exercise.importable ?? true)
            await assertImport(client, urn, exercise.importId?.(made) ?? made.id, made.inputs, exercise.untold ?? []);

        if (update !== undefined) {
            const changed = await change(client, urn, made, { ...given, ...update.inputs });
            assert.deepEqual(await seen(changed), shown(changed, update.shows), "after update");
            await assertRefreshChangesNothing(client, urn, changed);
            const back = await change(client, urn, changed, given);
            assert.deepEqual(await seen(back), shown(back), "after the update is taken back");
            await assertRefreshChangesNothing(client, urn, back);
            current = back;
        }
        for (const [path, value] of Object.entries(replaceOn)) {
            const { replaces } = await client.diff(urn, made.inputs, withValue(made.inputs, path.split("."), value));
            assert.deepEqual(replaces, [path], `a change of '${path}' replaces`);
        }
        if (Object.keys(replaceOn).length > 0) {
            const { inputs, shows } = await replacementOf(client, urn, current, exercise, make);
            const old = current;
            const { deleteBeforeReplace } = await client.diff(urn, old.inputs, inputs);
            if (deleteBeforeReplace) await client.delete(urn, old);
            current = await createFrom(client, urn, inputs);
            if (!deleteBeforeReplace) await client.delete(urn, old);
            assert.deepEqual(await seen(current), shown(current, shows), "after the replacement");
            await assertRefreshChangesNothing(client, urn, current);
        }
    } finally {
        await client.delete(urn, current);
    }
    await assertGone(current);
    await client.delete(urn, current);
    if (current.id !== made.id) await assertGone(made);
    noteExercise(type, Object.keys(replaceOn));
}

function inputsOf({ inputs }: Exercise, make: Make): Promise<Props> | Props {
    return typeof inputs === "function" ? inputs(make) : inputs;
}

/** Arguments that replace the resource, with a generated name of their own, and what is seen then. */
async function replacementOf(
    client: ProviderClient,
    urn: string,
    old: Existing,
    exercise: Exercise,
    make: Make,
): Promise<{ readonly inputs: Props; readonly shows: unknown }> {
    const again = await inputsOf(exercise, make);
    const [path, value] = Object.entries(exercise.replaceOn ?? {})[0];
    const { replacement } = exercise;
    const choices =
        replacement === undefined
            ? [again, withValue(again, path.split("."), value)]
            : [{ ...again, ...replacement.inputs }];
    for (const given of choices) {
        // As the engine does: first with the old arguments, and once it is known to be a replacement, without.
        const kept = await client.check(urn, given, old.inputs);
        if ((await client.diff(urn, old.inputs, kept.inputs)).replaces.length === 0) continue;
        const { inputs, failures } = await client.check(urn, given, {}, { seed: `${urn} again` });
        assert.deepEqual(failures, []);
        return { inputs, shows: replacement === undefined ? exercise.shows : replacement.shows };
    }
    throw new Error(`${exercise.type}: the exercise's 'replacement' replaces nothing.`);
}

async function create(client: ProviderClient, urn: string, given: Props): Promise<Existing> {
    const { inputs, failures } = await client.check(urn, given);
    assert.deepEqual(failures, []);
    return createFrom(client, urn, inputs);
}

async function createFrom(client: ProviderClient, urn: string, inputs: Props): Promise<Existing> {
    const preview = await client.create(urn, inputs, true);
    const { id, outputs } = await client.create(urn, inputs);
    assert.notEqual(id, "");
    const foretold = Object.keys(preview.outputs).sort();
    assert.deepEqual(Object.keys(outputs).sort(), foretold, "preview and creation have the same outputs");
    return { id, state: outputs, inputs };
}

async function change(client: ProviderClient, urn: string, old: Existing, given: Props): Promise<Existing> {
    const { inputs, failures } = await client.check(urn, given, old.inputs);
    assert.deepEqual(failures, []);
    const difference = await client.diff(urn, old.inputs, inputs);
    assert.ok(difference.differs, "the update is a difference");
    assert.deepEqual(difference.replaces, [], "the update replaces nothing");
    await client.update(urn, old, inputs, true);
    return { id: old.id, state: await client.update(urn, old, inputs), inputs };
}

async function assertRefreshChangesNothing(client: ProviderClient, urn: string, existing: Existing): Promise<void> {
    const read = await client.read(urn, existing);
    assert.deepEqual(read?.inputs, existing.inputs, "a refresh leaves the arguments as they are");
    assert.deepEqual(read?.state, existing.state, "a refresh leaves the outputs as they are");
}

async function assertImport(
    client: ProviderClient,
    urn: string,
    id: string,
    inputs: Props,
    untold: readonly string[],
): Promise<void> {
    const imported = await client.read(urn, { id, state: {}, inputs: {} });
    assert.ok(imported !== undefined, "an import finds the resource");
    const lacking = Object.keys(inputs).filter((key) => !(key in imported.inputs) && !untold.includes(key));
    assert.deepEqual(lacking, [], "an import tells the arguments");
}

function withValue(props: Props, [key = "", ...rest]: readonly string[], value: unknown): Props {
    return { ...props, [key]: rest.length === 0 ? value : withValue(props[key] ?? {}, rest, value) };
}
