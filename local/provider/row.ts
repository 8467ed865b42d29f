import type { Clients } from "./clients";
import { coverage } from "./coverage";
import { factsOf, type Facts } from "./facts";
import { cloudFormation, replacing, type Differences } from "./facts/cloudFormation";
import { fill } from "./template";

/** A value tree as it crosses the provider protocol: JSON plus assets in their wire form. */
export type Props = Record<string, any>;

/** What a resource has once it exists: its id and the outputs that its inputs do not already hold. */
export interface Created {
    readonly id: string;
    readonly outputs: Props;
}

/** Where and for whom a resource is made. */
export interface RowContext {
    /** The resource's logical name, the last part of its URN. */
    readonly name: string;
    readonly urn: string;
    readonly region: string;
    readonly accountId: string;
    /** Always `aws`: the embedded environment stands for the commercial partition. */
    readonly partition: string;
    /** Hex characters, the same for the same URN in simulation, random against the emulator. */
    readonly hex: (length: number) => string;
    /** The emulator's. @default - none: it is a simulation */
    readonly clients?: Clients;
}

/** {@link RowContext} with the emulator's SDK clients. */
export interface LiveContext extends RowContext {
    readonly clients: Clients;
    /** Aborted when the engine cancels; for waiters and loops. */
    readonly signal: AbortSignal;
    /**
     * To be called by {@link LiveRow.create} as soon as the resource exists and calls that may fail are still to come. When
     * one does, the provider deletes what exists, by the row's own `delete`, and reports the error.
     */
    readonly made: (id: string) => void;
    /**
     * Directory in which mappings of streams are registered for the environment's own poller, since the emulator's loses
     * records. @default - the emulator polls
     */
    readonly streamMappings?: string;
}

/**
 * Names that AWS requires and the program may leave out: `<logical name>-<suffix>`, as the official provider does, or
 * `<prefix><suffix>` when the argument `<property>Prefix` is given.
 */
export interface AutoName {
    readonly property: string;
    readonly maxLength: number;
    /** Applied to the generated name, for example to lower-case a bucket's. */
    readonly transform?: (name: string, inputs: Props) => string;
}

/**
 * How one Pulumi resource type is made. Every row simulates; a row without {@link ResourceRow.live} is recorded only, and
 * says why in {@link ResourceRow.recorded}.
 */
export interface ResourceRow {
    /** Pulumi type token, for example `aws:s3/bucket:Bucket`. */
    readonly type: string;
    /**
     * Every argument that the emulator can be handed. Another one is an error there, so that nothing is dropped silently. A dotted
     * path (`rule.objectOwnership`, arrays are transparent) declares its parents, and closes each of them: what is not listed
     * below it is an error too. An argument listed without paths below it takes anything.
     */
    readonly args: readonly string[];
    /** Every argument that the type has; a rehearsal takes them all. */
    readonly known: readonly string[];
    /** Arguments without which AWS would refuse the resource. */
    readonly required?: readonly string[];
    /**
     * Arguments (or dotted paths) that the emulator stores or drops without effect, with what to expect; listed by
     * `platform doctor`.
     */
    readonly ineffective?: Readonly<Record<string, string>>;
    /** Arguments (or dotted paths) whose change replaces the resource, as the official provider's schema says. */
    readonly replaceOn?: readonly string[];
    /** Where what the official provider does differs from CloudFormation's schema, by the reason. */
    readonly unlikeCloudFormation?: Readonly<Record<string, Differences>>;
    /**
     * Computed outputs that may change when an argument does: `{ streamArn: ["streamEnabled"] }`. Unknown in previews then. A
     * declared row derives them anew whenever it reads, where AWS does not tell them.
     */
    readonly recomputes?: Readonly<Record<string, readonly string[]>>;
    /** Replaces by delete first, then create, because the identity cannot exist twice. */
    readonly deleteBeforeReplace?: boolean;
    /** The generated name becomes an input like any other, so rows read it from their inputs. */
    readonly autoName?: AutoName;
    /**
     * Values the official provider fills in when the program is silent; seen by policies. An object fills in what is missing
     * below an argument that is given, and does not make the argument.
     */
    readonly defaults?: Props;
    /** Why the emulator cannot have it. Set exactly when `live` is not. */
    readonly recorded?: string;
    /**
     * The id and computed outputs of a well-formed resource, without side effects and deterministic for the same URN and inputs. In
     * previews inputs may hold unknowns at any depth; they endure string, array and object operations, but not
     * `JSON.parse`. The outputs `region` and `tagsAll` are added by the provider for rows with those arguments.
     */
    simulate(context: RowContext, inputs: Props): Created;
    /** The calls against the emulator. */
    readonly live?: LiveRow;
}

/** The create, read, update and delete calls of a row. */
export interface LiveRow {
    /** Leaves nothing behind when it throws: see {@link LiveContext.made}. Is never handed unknowns. */
    readonly create: (context: LiveContext, inputs: Props) => Promise<Created>;
    /**
     * What the emulator holds now: the computed outputs, and of the arguments those that it can tell. Parts of them on which
     * the program was silent are ignored, and JSON documents compare by content, so the row need not hide what AWS fills
     * in. `state` is empty in an import. `undefined` when the resource is gone.
     */
    readonly read: (context: LiveContext, id: string, state: Props) => Promise<Props | undefined>;
    /**
     * Absent when every argument replaces. `old` has the outputs and the old arguments, of these only what the program gave.
     * Returns computed outputs that changed.
     */
    readonly update?: (context: LiveContext, id: string, inputs: Props, old: Props) => Promise<Props>;
    /** A resource that is already gone is a success. */
    readonly delete: (context: LiveContext, id: string, state: Props) => Promise<void>;
}

/** How one provider function (`aws:index/getCallerIdentity:getCallerIdentity`) answers. */
export interface FunctionRow {
    readonly token: string;
    readonly args: readonly string[];
    answer(context: Omit<RowContext, "name" | "urn" | "hex">, args: Props): Props;
}

/**
 * What a row says of the resource but for how it is made: what differs from what the SDK's declarations and CloudFormation's
 * schema say of the type.
 */
export type Declared = Omit<ResourceRow, "args" | "known" | "simulate" | "live" | "recorded" | "replaceOn"> & {
    /** {@link ResourceRow.replaceOn} of what CloudFormation does not have. @default - what CloudFormation replaces by, but for what is unlike */
    readonly replaceOn?: readonly string[];
    /** Where the arguments that the emulator can be handed are fewer than the others. @default - all but {@link lacks} */
    readonly args?: readonly string[];
    /** Arguments, or paths with all that is below them, that the emulator cannot be handed. @default - none */
    readonly lacks?: readonly string[];
};

/** The id and the outputs of a resource, as they follow from its arguments. */
export interface Described {
    /** The output or argument that is the id, arguments and outputs in braces, or an id as AWS draws one. */
    readonly id: string | ((context: RowContext, inputs: Props) => string);
    /**
     * The output `arn`, with `{partition}`, `{region}`, `{accountId}`, arguments, other outputs and an `{id}` that AWS draws in
     * braces.
     *
     * @default - none
     */
    readonly arn?: string;
    /** The other computed outputs; they may need an id that AWS draws. @default - none */
    readonly outputs?: (context: RowContext, inputs: Props, id: string) => Props;
}

/** A row as it is declared (see {@link factsOf}). */
export type RowDefinition = Declared &
    Pick<ResourceRow, "live" | "recorded"> &
    (Pick<ResourceRow, "simulate"> | Described);

/** Declares a row; checks that it is either live or recorded with a reason. @throws also when nothing is known of the type yet */
export function defineRow(definition: RowDefinition): ResourceRow {
    return rowOf(definition, factsOf(definition.type));
}

/** {@link defineRow} of a type of which this is known. */
export function rowOf({ args, lacks = [], required = [], ...definition }: RowDefinition, facts: Facts): ResourceRow {
    const { type, replaceOn = replacementsOf(definition, facts) } = definition;
    if ((definition.live === undefined) !== (definition.recorded !== undefined)) {
        throw new Error(`Row ${type}: give either 'live' or the reason in 'recorded'.`);
    }
    const named = [...lacks, ...(args ?? []), ...required, ...replaceOn];
    const unheard = named.filter((path) => coverage(facts.args, path) === "none");
    if (unheard.length > 0) throw new Error(`Row ${type}: @pulumi/aws has no argument ${unheard.join(", ")}.`);
    return {
        ...definition,
        replaceOn,
        args: facts.args.flatMap((path) => {
            if (args === undefined) return coverage(lacks, path) === "all" ? [] : [path];
            // A path of the row may go on where the SDK's type takes anything.
            return coverage(args, path) === "all" ? [path] : args.filter((own) => own.startsWith(`${path}.`));
        }),
        known: facts.args,
        required: [...new Set([...facts.required, ...required])],
        simulate:
            "simulate" in definition
                ? definition.simulate
                : (context, inputs) => describedBy(definition, context, inputs),
    };
}

function replacementsOf({ type, unlikeCloudFormation = {} }: RowDefinition, { args }: Facts): readonly string[] {
    const schema = cloudFormation[type];
    if (schema === null || schema === undefined) return [];
    const reasons = Object.values(unlikeCloudFormation);
    const [replaces, updates] = (["replaces", "updates"] as const).map((way) =>
        reasons.flatMap((each) => each[way] ?? []),
    );
    return replacing(args, schema, { replaces, updates });
}

/**
 * The id and the outputs that {@link Described} gives.
 *
 * @param made - the id, once there is one
 */
export function describedBy(
    { id, arn, outputs }: Described,
    context: RowContext,
    inputs: Props,
    made?: string,
): Created {
    const drawn = made ?? (typeof id === "function" ? id(context, inputs) : undefined);
    const { partition, region, accountId } = context;
    const computed: Props = { ...outputs?.(context, inputs, drawn ?? "") };
    if (drawn !== undefined && typeof id === "string" && id in computed) computed[id] = drawn;
    const known: Props = { ...inputs, ...computed, partition, region, accountId, id: drawn };
    if (arn !== undefined) known.arn = computed.arn = fill(arn, known);
    const told = typeof id === "string" ? fill(id.includes("{") ? id : `{${id}}`, known) : "";
    return { id: drawn ?? told, outputs: computed };
}

/** The rows by type token. @throws when two rows are for one type */
export function tableOf(list: readonly ResourceRow[]): ReadonlyMap<string, ResourceRow> {
    const table = new Map(list.map((row) => [row.type, row]));
    if (table.size === list.length) return table;
    const twice = list.filter((row) => table.get(row.type) !== row).map(({ type }) => type);
    throw new Error(`Two provider rows for ${twice.join(", ")}: a type has one row.`);
}
