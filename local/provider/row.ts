import type { Clients } from "./clients";

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
    hex(length: number): string;
}

/** {@link RowContext} with the emulator's SDK clients. */
export interface LiveContext extends RowContext {
    readonly clients: Clients;
}

/** Names that AWS requires and the program may leave out: `<logical name>-<suffix>`, as the official provider does. */
export interface AutoName {
    readonly property: string;
    readonly maxLength: number;
    /** Applied to the generated name, for example to lower-case a bucket's. */
    readonly transform?: (name: string) => string;
}

/**
 * How one Pulumi resource type is made. Every row simulates; a row without {@link ResourceRow.live} is recorded only, and
 * says why in {@link ResourceRow.recorded}.
 */
export interface ResourceRow {
    /** Pulumi type token, for example `aws:s3/bucket:Bucket`. */
    readonly type: string;
    /** Every argument the row understands. Another one is an error, so that nothing is dropped silently. */
    readonly args: readonly string[];
    /** Arguments without which AWS would refuse the resource. */
    readonly required?: readonly string[];
    /** Arguments that the emulator stores or drops without effect, with what to expect; listed by `platform doctor`. */
    readonly ineffective?: Readonly<Record<string, string>>;
    /** Arguments whose change replaces the resource, as the official provider's schema says. */
    readonly replaceOn?: readonly string[];
    /** Replaces by delete first, then create, because the identity cannot exist twice. */
    readonly deleteBeforeReplace?: boolean;
    readonly autoName?: AutoName;
    /** Values the official provider fills in when the program is silent; seen by policies. */
    readonly defaults?: Props;
    /** Why the emulator cannot have it. Set exactly when `live` is not. */
    readonly recorded?: string;
    /** The id and computed outputs of a well-formed resource, without side effects and deterministic for the same URN. */
    simulate(context: RowContext, inputs: Props): Created;
    /** The calls against the emulator. */
    readonly live?: LiveRow;
}

/** The create, read, update and delete calls of a row. */
export interface LiveRow {
    /** Must leave nothing behind when it throws, or adopt what an earlier half-made attempt left. */
    create(context: LiveContext, inputs: Props): Promise<Created>;
    /**
     * What the emulator holds now: the computed outputs, and of the inputs those that it can tell (they replace the state's).
     * `undefined` when the resource is gone.
     */
    read(context: LiveContext, id: string, state: Props): Promise<Props | undefined>;
    /** Absent when every argument replaces. Returns computed outputs that changed. */
    update?(context: LiveContext, id: string, inputs: Props, old: Props): Promise<Props>;
    /** A resource that is already gone is a success. */
    delete(context: LiveContext, id: string, state: Props): Promise<void>;
}

/** How one provider function (`aws:index/getCallerIdentity:getCallerIdentity`) answers. */
export interface FunctionRow {
    readonly token: string;
    readonly args: readonly string[];
    answer(context: Omit<RowContext, "name" | "urn" | "hex">, args: Props): Props;
}

/** Declares a row; checks that it is either live or recorded with a reason. */
export function defineRow(row: ResourceRow): ResourceRow {
    if ((row.live === undefined) !== (row.recorded !== undefined)) {
        throw new Error(`Row ${row.type}: give either 'live' or the reason in 'recorded'.`);
    }
    return row;
}
