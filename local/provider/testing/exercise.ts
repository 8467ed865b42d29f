import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { endpointOf, startTemporaryEmulator, startTemporaryMoto } from "../../emulator";
import { createClients, type Clients } from "../clients";
import type { CrudRow } from "../crudRow";
import { functions } from "../functions";
import { ifExists } from "../live";
import type { Existing, ProviderOptions } from "../provider";
import type { Props, ResourceRow } from "../row";
import { rows } from "../table";
import { ProviderClient } from "./client";
import { noteExercise } from "./coverage";
import { expectedArguments, seenArguments, withOther, type Sight } from "./seen";

const REGION = "eu-west-1";
const ACCOUNT_ID = "000000000000";

/** Makes what a resource under test needs; it is deleted after the test, last first. Resolves to its id and outputs. */
export type Make = (type: string, inputs: Props) => Promise<Existing>;

/** One row's life against the emulator. What is seen of it is said by {@link Sight}, {@link Exercise.readBack}, or both. */
export interface Exercise extends Partial<Sight> {
    readonly type: string;
    /** The resource's arguments, or how they follow from other resources. */
    readonly inputs: Props | ((make: Make) => Promise<Props>);
    /**
     * What else an SDK client sees of the resource. `undefined`, or an error that says so, when it is gone. Whatever differs
     * from run to run should not be part of it.
     */
    readBack?(clients: Clients, id: string, state: Props): Promise<unknown>;
    /** What {@link Exercise.readBack} gives after the creation. */
    readonly shows?: unknown;
    /** Arguments that change in place (`undefined` removes one), or how they follow from those before. @default - none does */
    readonly update?: Props | ((given: Props, make: Make) => Promise<Props>);
    /** What {@link Exercise.readBack} gives then. @default shows */
    readonly updated?: unknown;
    /**
     * Arguments for the replacement that is really made, for rows in whose arguments something replaces.
     *
     * @default - those that {@link Exercise.inputs} gives when it is asked again, hence with other parents; where that replaces
     * nothing, another name
     */
    readonly replacement?: Props;
    /** What {@link Exercise.readBack} gives then. @default shows */
    readonly replaced?: unknown;
    /** Computed outputs, to be asserted beyond their presence. */
    outputs?(existing: Existing): void;
    /** What is seen after the deletion, where AWS keeps something. @default - it is gone */
    readonly leaves?: unknown;
    /** The id by which the resource is imported. @default - its id */
    importId?(existing: Existing): string;
    /** Arguments that the emulator cannot tell, so that an import lacks them; besides those that are the provider's own. */
    readonly untold?: readonly string[];
    /** Whether the id alone tells which resource is meant, as an import needs. @default true */
    readonly importable?: boolean;
    /** What the provider is given besides the emulator. @default - nothing */
    readonly options?: Pick<ProviderOptions, "streamMappings">;
}

/** A specification that exercises rows, by what each proves. */
export function describeRows(title: string, exercises: Readonly<Record<string, Exercise>>): void {
    describe(title, function () {
        this.timeout(120_000);
        for (const [what, exercise] of Object.entries(exercises)) it(what, () => exerciseRow(exercise));
    });
}

/**
 * Drives a row through its whole life over the wire: preview, create, refresh, import, update and back,
 * a replacement that is really made, delete, delete again; after every step the SDK has to see what is expected.
 */
export async function exerciseRow(exercise: Exercise): Promise<void> {
    const clients = await emulatorClients();
    const client = await ProviderClient.start({
        rows,
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
        const row: ExercisedRow = rows.get(exercise.type)!;
        await live(client, row, exercise, seer(row, exercise, clients), make);
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

/** A row, with what it says as a declared one. */
type ExercisedRow = ResourceRow & Partial<Pick<CrudRow, "key" | "own">>;

/** What is seen of a resource, and what is to be seen. */
interface Seer {
    seen(existing: Existing): Promise<unknown>;
    wanted(existing: Existing, shows?: unknown): unknown;
    /** The arguments that it looks for. */
    of(...given: readonly Props[]): void;
}

function seer({ key }: ExercisedRow, exercise: Exercise, clients: Clients): Seer {
    const { looks } = exercise;
    const readBack = exercise.readBack?.bind(exercise);
    if (looks === undefined && readBack === undefined) throw new Error(`${exercise.type}: nothing is looked at.`);
    const sight: Sight | undefined = looks && { ...exercise, looks, key: { ...key, ...exercise.key } };
    const args = new Set<string>();
    return {
        of: (...given) => given.flatMap((each) => Object.keys(each)).forEach((name) => args.add(name)),
        async seen(existing) {
            const more = await ifExists(Promise.resolve(readBack?.(clients, existing.id, existing.state)));
            if (sight === undefined) return more;
            const found = await ifExists(seenArguments(sight, clients, existing, [...args]));
            return readBack === undefined || found === undefined ? found : [found, more];
        },
        wanted({ inputs }, shows) {
            if (sight === undefined) return shows;
            const expected = expectedArguments(sight, inputs, [...args]);
            return readBack === undefined ? expected : [expected, shows];
        },
    };
}

async function live(
    client: ProviderClient,
    row: ExercisedRow,
    exercise: Exercise,
    seer: Seer,
    make: Make,
): Promise<void> {
    const { type, update, shows, updated = shows, replaced = shows } = exercise;
    const urn = urnOf(type, `subject-${randomUUID().slice(0, 8)}`);
    const assertSeen = async (existing: Existing, shown: unknown, when: string) => {
        assert.deepEqual(await seer.seen(existing), seer.wanted(existing, shown), when);
        await assertRefreshChangesNothing(client, urn, existing);
    };
    const assertGone = async (existing: Existing) => {
        assert.deepEqual(await seer.seen(existing), exercise.leaves, "after delete");
        if (exercise.leaves === undefined)
            assert.equal(await client.read(urn, existing), undefined, "a refresh notices that the resource is gone");
    };

    const given = await inputsOf(exercise, make);
    const changes = typeof update === "function" ? await update(given, make) : (update ?? {});
    seer.of(given, changes, exercise.replacement ?? {});
    const made = await create(client, urn, given);
    let current = made;
    try {
        exercise.outputs?.(made);
        await assertSeen(made, shows, "after create");
        if (exercise.importable ?? true)
            await assertImport(client, urn, exercise.importId?.(made) ?? made.id, made.inputs, [
                ...(row.own ?? []),
                ...(exercise.untold ?? []),
            ]);

        if (update !== undefined) {
            const changed = await change(client, urn, made, { ...given, ...changes });
            await assertSeen(changed, updated, "after update");
            current = await change(client, urn, changed, given);
            await assertSeen(current, shows, "after the update is taken back");
        }
        const replaceOn = (row.replaceOn ?? []).filter((path) => path !== "region");
        for (const path of replaceOn) {
            const { replaces } = await client.diff(urn, made.inputs, withOther(made.inputs, path));
            assert.deepEqual(replaces, [path], `a change of '${path}' replaces`);
        }
        if (replaceOn.length > 0) {
            const inputs = await replacementOf(client, urn, current, row, exercise, make);
            const old = current;
            const { deleteBeforeReplace } = await client.diff(urn, old.inputs, inputs);
            if (deleteBeforeReplace) await client.delete(urn, old);
            current = await createFrom(client, urn, inputs);
            if (!deleteBeforeReplace) await client.delete(urn, old);
            await assertSeen(current, replaced, "after the replacement");
        }
    } finally {
        await client.delete(urn, current);
    }
    await assertGone(current);
    await client.delete(urn, current);
    if (current.id !== made.id) await assertGone(made);
    noteExercise(type);
}

function inputsOf({ inputs }: Exercise, make: Make): Promise<Props> | Props {
    return typeof inputs === "function" ? inputs(make) : inputs;
}

/** Arguments that replace the resource, with a generated name of their own. */
async function replacementOf(
    client: ProviderClient,
    urn: string,
    old: Existing,
    { autoName }: ResourceRow,
    exercise: Exercise,
    make: Make,
): Promise<Props> {
    const again = { ...(await inputsOf(exercise, make)), ...exercise.replacement };
    const { inputs, failures } = await client.check(urn, again, {}, { seed: `${urn} again` });
    assert.deepEqual(failures, []);
    // As the engine does: first with the old name, and once it is known to be a replacement, with a new one.
    const name = autoName !== undefined && exercise.replacement === undefined ? inputs[autoName.property] : undefined;
    for (const given of name === undefined ? [again] : [again, { ...again, [autoName!.property]: name }]) {
        const kept = await client.check(urn, given, old.inputs);
        if ((await client.diff(urn, old.inputs, kept.inputs)).replaces.length > 0) return inputs;
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
    assert.deepEqual(lacking, [], "an import tells the arguments; what the emulator cannot tell is 'untold'");
}
