import { createHash, randomBytes } from "node:crypto";
import {
    argumentNames,
    checkInputs,
    diffInputs,
    repeatable,
    replacePaths,
    withDefaults,
    type Autonaming,
    type Checked,
    type Difference,
} from "./check";
import type { Clients } from "./clients";
import type { Created, FunctionRow, LiveContext, LiveRow, Props, ResourceRow, RowContext } from "./row";
import { about, nameOf, typeOf } from "./urn";
import { canonical, enduringUnknowns, mapValues, refreshed, sameValue, UNKNOWN, valueAt } from "./values";

/** What a provider needs to know. */
export interface ProviderOptions {
    readonly rows: ReadonlyMap<string, ResourceRow>;
    readonly functions: ReadonlyMap<string, FunctionRow>;
    readonly accountId: string;
    /** Used until the engine configures `aws:region`. */
    readonly region: string;
    /** The emulator's clients. @default - none: every row simulates */
    readonly clients?: Clients;
    /** See {@link LiveContext.streamMappings}. @default - streams are left to the emulator */
    readonly streamMappings?: string;
}

/** A resource as the state knows it. */
export interface Existing {
    readonly id: string;
    /** Outputs, with the arguments among them. */
    readonly state: Props;
    readonly inputs: Props;
}

/** Configuration of the official provider which says as whom to work, and where AWS is: the embedded environment is both itself. */
const IDLE_CONFIGURATION = new Set([
    "accessKey",
    "allowedAccountIds",
    "assumeRoles",
    "endpoints",
    "profile",
    "region",
    "s3UsePathStyle",
    "secretKey",
    "skipCredentialsValidation",
    "skipMetadataApiCheck",
    "skipRegionValidation",
    "skipRequestingAccountId",
    "version",
]);

const CLEAN_UP_MILLISECONDS = 60_000;

/** The `aws` provider of the embedded environment, apart from the wire: answers from the table of rows. */
export class Provider {
    private region: string;
    private configured: string | undefined;
    private readonly cancelled = new AbortController();

    constructor(private readonly options: ProviderOptions) {
        this.region = options.region;
    }

    /** Refuses what would change resources and has no effect here. */
    checkConfig(config: Props): Checked {
        const failures = Object.keys(config)
            .filter((key) => !IDLE_CONFIGURATION.has(key) && !key.startsWith("__"))
            .map((property) => ({
                property,
                reason: `The embedded environment does not know the provider setting 'aws:${property}'.`,
            }));
        return { inputs: config, failures };
    }

    /** @throws when one server is asked to serve two regions: the protocol does not say for which of them a request is. */
    configure(region: string | undefined): void {
        if (region === undefined || region === "") return;
        if (this.configured !== undefined && this.configured !== region) {
            throw new Error(
                `Two 'aws' providers ask for two regions, ${this.configured} and ${region}: give the resources the argument 'region' instead.`,
            );
        }
        this.configured = this.region = region;
    }

    /** Generated names: in simulation the same for the same resource, against the emulator new for each new resource. */
    check(urn: string, olds: Props, news: Props, engineSeed: Uint8Array, autonaming?: Autonaming): Checked {
        const isSimulated = this.options.clients === undefined;
        const digest = isSimulated
            ? this.identity(urn, unnamed(this.row(urn), news))
            : Buffer.from(engineSeed).toString("hex");
        const wanted = autonaming !== undefined && isSimulated ? repeatable(autonaming, digest) : autonaming;
        return checkInputs(this.row(urn), this.context(urn, news, digest), isSimulated, olds, news, wanted);
    }

    /**
     * As the official provider does, it takes its own region for an argument on which the program is silent: in another region all that
     * is regional is made anew.
     *
     * @param state - outputs that the resource has
     */
    diff(urn: string, oldInputs: Props, news: Props, state: Props = {}): Difference {
        const before = this.regionOf(urn, { region: state.region ?? oldInputs.region });
        return diffInputs(this.row(urn), { ...oldInputs, ...before }, { ...news, ...this.regionOf(urn, news) });
    }

    async create(urn: string, inputs: Props, preview: boolean): Promise<Created> {
        const row = this.row(urn);
        const live = preview ? undefined : this.live(row);
        if (live !== undefined) return this.attempt(urn, "create", () => this.createLive(urn, live, inputs));
        const { id, outputs } = this.simulated(urn, inputs);
        const computed = preview ? mapValues(outputs, () => UNKNOWN) : outputs;
        return { id: preview ? "" : id, outputs: { ...computed, ...this.echoes(urn, inputs), ...inputs } };
    }

    /** `undefined` when the resource is gone. An import has neither inputs nor state. */
    async read(urn: string, { id, state, inputs }: Existing): Promise<Existing | undefined> {
        const row = this.row(urn);
        const live = this.live(row);
        if (live === undefined) {
            if (Object.keys(state).length > 0) return { id, state, inputs };
            const reason = this.options.clients === undefined ? undefined : row.recorded;
            throw new Error(`${about(urn)}: '${id}' cannot be looked up: ${reason ?? "nothing exists in simulation."}`);
        }
        const found = await this.attempt(urn, "read", () => live.read(this.liveContext(urn, state), id, state));
        if (found === undefined) return undefined;
        const isImport = Object.keys(inputs).length === 0;
        const names = isImport ? argumentNames(row) : new Set(Object.keys(inputs));
        const known = Object.fromEntries(Object.entries(found).filter(([key]) => names.has(key)));
        // What AWS fills in for an argument on which the program is silent is not part of the state.
        const outputs = Object.fromEntries(
            Object.entries(found).filter(([key]) => isImport || key in state || !argumentNames(row).has(key)),
        );
        const readInputs = isImport
            ? { ...scalars(row.defaults ?? {}), ...known }
            : { ...inputs, ...mapValues(known, (value, key) => refreshed(inputs[key], value)) };
        return {
            id,
            state: { ...state, ...outputs, ...this.echoes(urn, readInputs), ...readInputs },
            inputs: readInputs,
        };
    }

    async update(
        urn: string,
        { id, state, inputs: oldInputs }: Existing,
        inputs: Props,
        preview: boolean,
    ): Promise<Props> {
        const row = this.row(urn);
        const live = this.live(row);
        const kept = filterKeys(state, (key) => !(key in oldInputs));
        const echoes = this.echoes(urn, inputs);
        if (live !== undefined && !preview) {
            const { update } = live;
            // What AWS filled in for an argument is nothing that the program gives up by being silent on it again.
            const names = argumentNames(row);
            const before = { ...filterKeys(kept, (key) => !names.has(key)), ...oldInputs };
            if (update === undefined) throw new Error(`${about(urn)} cannot be updated in place.`);
            const changed = await this.attempt(urn, "update", () =>
                update(this.liveContext(urn, inputs), id, inputs, before),
            );
            return { ...kept, ...changed, ...echoes, ...inputs };
        }
        const simulated = this.simulated(urn, inputs).outputs;
        const fresh = Object.keys(simulated).filter(
            (key) => !(key in kept) || this.isRecomputed(row, key, oldInputs, inputs),
        );
        const changed = Object.fromEntries(fresh.map((key) => [key, preview ? UNKNOWN : simulated[key]]));
        return { ...kept, ...changed, ...echoes, ...inputs };
    }

    async delete(urn: string, { id, state }: Pick<Existing, "id" | "state">): Promise<void> {
        const live = this.live(this.row(urn));
        if (live !== undefined)
            await this.attempt(urn, "delete", () => live.delete(this.liveContext(urn, state), id, state));
    }

    /**
     * Deletes what a create may have left that nobody recorded, because the engine was killed: all whose id follows from the
     * arguments. What has an id that AWS draws cannot be found. Nothing there is fine.
     */
    async undo(urn: string, inputs: Props): Promise<void> {
        if (!this.options.rows.has(typeOf(urn))) return;
        const { id, outputs } = this.simulated(urn, inputs);
        // An id that the service does not even take is nobody's.
        await this.delete(urn, { id, state: { ...outputs, ...inputs } }).catch(() => undefined);
    }

    invoke(token: string, args: Props): Props {
        const row = this.options.functions.get(token);
        if (row === undefined) throw new Error(`${token} has no row in local/provider/functions.ts. Add one.`);
        const unknown = Object.keys(args).find((key) => !row.args.includes(key));
        if (unknown !== undefined)
            throw new Error(
                `${token}: the row in local/provider/functions.ts does not know the argument '${unknown}'.`,
            );
        const { accountId } = this.options;
        return row.answer({ region: args.region ?? this.region, accountId, partition: "aws" }, args);
    }

    /** Starts nothing more, and ends waiting. */
    cancel(): void {
        this.cancelled.abort();
    }

    private async createLive(urn: string, live: LiveRow, inputs: Props): Promise<Created> {
        let made: string | undefined;
        const context = this.liveContext(urn, inputs, (id) => (made = id));
        try {
            const { id, outputs } = await live.create(context, inputs);
            return { id, outputs: { ...outputs, ...this.echoes(urn, inputs), ...inputs } };
        } catch (error) {
            if (made === undefined) throw error;
            const id = made;
            // Cleaned up even after a cancel, hence a signal of its own.
            await live
                .delete({ ...context, signal: AbortSignal.timeout(CLEAN_UP_MILLISECONDS) }, id, inputs)
                .catch((second: unknown) => {
                    throw new Error(
                        `${explain(error)} What was made of it, '${id}', could not be deleted either: ${explain(second)}`,
                    );
                });
            throw error;
        }
    }

    private simulated(urn: string, inputs: Props): Created {
        return this.row(urn).simulate(this.context(urn, inputs, this.identity(urn, inputs)), enduringUnknowns(inputs));
    }

    /**
     * What a simulated resource's ids and names are drawn from: the same in every run for the same resource, and another for one that
     * takes its place, as on AWS. So its readers change with it.
     */
    private identity(urn: string, inputs: Props): string {
        const row = this.row(urn);
        const filled = { ...withDefaults(inputs, row.defaults ?? {}), ...this.regionOf(urn, inputs) };
        const values = replacePaths(row).map((path) => canonical(valueAt(filled, path)));
        return createHash("sha256").update(urn).update(JSON.stringify(values)).digest("hex");
    }

    /** Outputs that follow from the inputs alone, hence known in previews. */
    private echoes(urn: string, inputs: Props): Props {
        const names = argumentNames(this.row(urn));
        return {
            ...this.regionOf(urn, inputs),
            ...(names.has("tags") ? { tagsAll: inputs.tags ?? {} } : {}),
        };
    }

    /** Nothing for what is global. */
    private regionOf(urn: string, inputs: Props): Props {
        return argumentNames(this.row(urn)).has("region") ? { region: inputs.region ?? this.region } : {};
    }

    private isRecomputed(row: ResourceRow, output: string, olds: Props, news: Props): boolean {
        return (row.recomputes?.[output] ?? []).some((path) => !sameValue(valueAt(olds, path), valueAt(news, path)));
    }

    private row(urn: string): ResourceRow {
        const row = this.options.rows.get(typeOf(urn));
        if (row === undefined) {
            throw new Error(
                `${typeOf(urn)} has no row in local/provider/resources: the embedded environment cannot make '${nameOf(urn)}'. Add a row (CONTRIBUTING.md, "Add a provider row").`,
            );
        }
        return row;
    }

    private live(row: ResourceRow): LiveRow | undefined {
        return this.options.clients === undefined ? undefined : row.live;
    }

    private context(urn: string, inputs: Props, digest: string): RowContext {
        return {
            name: nameOf(urn),
            urn,
            region: inputs.region ?? this.region,
            accountId: this.options.accountId,
            partition: "aws",
            hex: (length) => digest.slice(0, length),
        };
    }

    private liveContext(urn: string, inputs: Props, made: (id: string) => void = () => undefined): LiveContext {
        const context = this.context(urn, inputs, randomBytes(32).toString("hex"));
        const { clients, streamMappings } = this.options;
        return { ...context, streamMappings, clients: clients!, signal: this.cancelled.signal, made };
    }

    private async attempt<T>(urn: string, action: string, call: () => Promise<T>): Promise<T> {
        try {
            this.cancelled.signal.throwIfAborted();
            return await call();
        } catch (error) {
            const reason = this.cancelled.signal.aborted ? "cancelled." : explain(error);
            throw new Error(`${about(urn)}: ${action} failed: ${reason}`, { cause: error });
        }
    }
}

/** As long as a name is only drawn, it is no part of what it is drawn from. */
function unnamed({ autoName }: ResourceRow, inputs: Props): Props {
    return filterKeys(inputs, (key) => key !== autoName?.property);
}

function explain(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
    return error.name === "Error" && error.message !== "" ? error.message : `${code}: ${error.message}`;
}

function scalars(props: Props): Props {
    return Object.fromEntries(Object.entries(props).filter(([, value]) => typeof value !== "object"));
}

function filterKeys(props: Props, isKept: (key: string) => boolean): Props {
    return Object.fromEntries(Object.entries(props).filter(([key]) => isKept(key)));
}
