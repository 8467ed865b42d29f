import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type * as automationModule from "@pulumi/pulumi/automation";
import { z } from "zod";
import { parseJson, writeJson } from "../../local/shared/json";
import { PlatformError } from "../errors";
import { later } from "../later";
import { secretsProviderIn, type Environment } from "./config";
import type { EngineCommand } from "./engineCommand";
import { reproducible, type Deployment, type StateResource } from "./exportedState";
import type { LayerNode } from "./layers";
import type { ServedProviders } from "./providers";
import type { RunServers } from "./servers";

const automation = later<typeof automationModule>(__filename, "@pulumi/pulumi/automation");

/** A state of the file backend, as far as it tells that it is one. */
const storedSchema = z.looseObject({ checkpoint: z.looseObject({ latest: z.looseObject({}).nullish() }) });

/** What a state holds, as far as it is read here. */
interface Checkpoint extends Partial<Deployment> {
    readonly pending_operations?: readonly PendingOperation[];
}

/** What an engine that was killed had begun and not recorded as done. */
interface PendingOperation {
    readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
    readonly resource: { readonly urn: string; readonly inputs?: Readonly<Record<string, unknown>> };
}

/** What was last done with a layer's stack. */
export interface LastUpdate {
    readonly kind: string;
    readonly result: string;
    /** As in ISO 8601. */
    readonly startTime: string;
    /** What was checked out, where that was a git repository. */
    readonly commit?: string;
    readonly isDirty: boolean;
    /** Number of resources by operation. */
    readonly changes: Readonly<Record<string, number>>;
}

/** As `pulumi stack history --json` has it. */
interface HistoryEntry extends Pick<LastUpdate, "kind" | "result" | "startTime"> {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly resourceChanges?: Readonly<Record<string, number>>;
}

/** What the layers of an environment have in common while it is open. */
export interface Surroundings {
    /** The repository's folder. */
    readonly root: string;
    readonly environment: Environment;
    /** The CLI for operations, with answers to what the driver knows. */
    readonly engine: EngineCommand;
    /** The CLI for questions. */
    readonly query: EngineCommand;
    /** What the engine's processes get besides this process's own. */
    readonly variables: Readonly<Record<string, string>>;
    /** Folder of the file backend that keeps the states; not for `cloud`, where the user's backend does. */
    readonly states?: string;
    readonly serveProviders: () => Promise<ServedProviders>;
}

let creating: Promise<unknown> = Promise.resolve();

/** One layer of an environment that is open: what there is of it, and what can be done with its stack. */
export class Layer {
    /** @param folder - where its `Pulumi.yaml` is that the engine works with; absolute */
    constructor(
        private readonly surroundings: Surroundings,
        readonly node: LayerNode,
        readonly folder: string,
    ) {}

    get name(): string {
        return this.node.name;
    }

    /** The environment's name, which is that of the layer's stack. */
    get stack(): string {
        return this.surroundings.environment.name;
    }

    /** Number of resources in its stack; undefined when it has none. */
    async count(): Promise<number | undefined> {
        if (this.surroundings.states === undefined) return this.listedCount();
        // As Pulumi's own list says, without asking it, which takes longer than all the rest.
        return this.storedState() === undefined ? undefined : (this.checkpoint().resources?.length ?? 0);
    }

    /** Its state as the file backend keeps it; undefined when the states are kept elsewhere, or when there is none. */
    storedState(): string | undefined {
        const { states } = this.surroundings;
        if (states === undefined) return undefined;
        const file = this.stateFile(states);
        const compressed = [".gz", ".zst"].map((extension) => `${file}${extension}`).find((each) => existsSync(each));
        if (compressed !== undefined)
            throw new PlatformError(
                `${compressed} is a compressed state, which the platform does not read. Decompress it beside, and delete it; ` +
                    "or make everything anew: 'platform stop --force', then 'npm start'.",
            );
        return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    }

    /** What its stored state says; nothing where there is none. */
    checkpoint(): Checkpoint {
        const state = this.storedState();
        if (state === undefined) return {};
        const known = parseJson(state, storedSchema);
        if (known === undefined)
            throw new PlatformError(
                `The state of '${this.name}' is damaged: ${this.stateFile(this.surroundings.states!)}. ` +
                    `'platform up ${this.stack}' puts Pulumi's copy of it in its place.`,
            );
        return known.checkpoint.latest ?? {};
    }

    /** Stack outputs in plain text, secret ones too: whoever may read the state may read them. */
    async outputs(): Promise<Record<string, { value: unknown; secret: boolean }>> {
        return (await this.workspace()).stackOutputs(this.stack);
    }

    /**
     * What was done with its stack, the last first.
     *
     * @param count - how many of them at most
     */
    async updates(count: number): Promise<LastUpdate[]> {
        const command = ["stack", "history", "--json", "--page-size", String(count), "--stack", this.stack];
        const { stdout } = await this.surroundings.query.run(command, this.folder, { ...this.surroundings.variables });
        return (JSON.parse(stdout) as HistoryEntry[]).map(
            ({ kind, result, startTime, environment, resourceChanges = {} }) => ({
                kind,
                result,
                startTime,
                commit: environment["git.head"],
                isDirty: environment["git.dirty"] === "true",
                changes: resourceChanges,
            }),
        );
    }

    /** The resources in its state. */
    async resources(): Promise<readonly StateResource[]> {
        return (await this.exported()).deployment.resources ?? [];
    }

    /** Its state in a form that is the same whenever the same is rehearsed. */
    async exportedState(): Promise<string> {
        return reproducible(await this.exported(), this.surroundings.root);
    }

    /** Makes its stack without selecting it. */
    async create(): Promise<void> {
        const { states, query, variables, environment } = this.surroundings;
        if (states !== undefined) return this.writeEmptyState(states);
        const make = () => {
            // Pulumi would ask for a passphrase, whatever the file says.
            const provider = secretsProviderIn(readFileSync(environment.file, "utf8"));
            const secrets = provider === undefined ? [] : ["--secrets-provider", provider];
            return query.run(["stack", "init", this.stack, "--no-select", ...secrets], this.folder, { ...variables });
        };
        // One after the other: all layers share the file into which the first writes what encrypts their states.
        creating = creating.catch(() => undefined).then(make);
        await creating;
    }

    /** Removes its stack and leaves the configuration file, which all layers share, alone. */
    async remove(): Promise<void> {
        await (await this.workspace()).removeStack(this.stack, { preserveConfig: true });
    }

    /**
     * One run of the engine, with providers of its own: at its end the engine cancels those that it was given.
     *
     * @param servers - what it shares with the other layers' engines. @default - it runs no program
     * @returns the resource types that the providers only record
     */
    async withStack(
        servers: RunServers | undefined,
        work: (stack: automationModule.Stack, providers: ServedProviders) => Promise<unknown>,
    ): Promise<ReadonlySet<string>> {
        const { engine, serveProviders } = this.surroundings;
        const providers = await serveProviders();
        try {
            const variables = { ...(await servers?.variables()), ...providers.variables };
            const workspace = await this.workspace(servers?.engine ?? engine, variables);
            await work(await automation().Stack.select(this.stack, workspace), providers);
            return providers.recorded;
        } finally {
            providers.close();
        }
    }

    /** Its project as the Automation API works with it. */
    private workspace(
        command: EngineCommand = this.surroundings.query,
        variables: Readonly<Record<string, string>> = {},
    ): Promise<automationModule.LocalWorkspace> {
        return automation().LocalWorkspace.create({
            workDir: this.folder,
            pulumiCommand: command.asPulumiCommand(),
            envVars: { ...this.surroundings.variables, ...variables },
        });
    }

    private async exported(): Promise<{ version: number; deployment: Deployment }> {
        // As Pulumi exports it, without a process for it; secrets only Pulumi can read.
        if (this.storedState()?.includes('"ciphertext"') === false)
            return { version: 3, deployment: { manifest: {}, ...this.checkpoint() } };
        return (await this.workspace()).exportStack(this.stack);
    }

    private async listedCount(): Promise<number | undefined> {
        const workspace = await this.workspace();
        const stacks = await workspace.listStacks().catch((error: Error) => {
            throw new PlatformError(
                `Pulumi cannot list the stacks of '${this.name}': ${error.message}\n` +
                    "Log in to the backend that keeps the states first: 'pulumi login', or PULUMI_BACKEND_URL and PULUMI_ACCESS_TOKEN.",
            );
        });
        const stack = stacks.find(({ name }) => name.split("/").at(-1) === this.stack);
        return stack === undefined ? undefined : (stack.resourceCount ?? 0);
    }

    /** Where the file backend keeps its state. */
    stateFile(states: string): string {
        return join(states, ".pulumi", "stacks", this.node.project, `${this.stack}.json`);
    }

    /** Puts a state in the place of the stored one. */
    restore(state: string): void {
        writeFileSync(this.stateFile(this.surroundings.states!), state);
    }

    /** What `pulumi stack init` writes into a file backend, without a process of its own for it. */
    private writeEmptyState(states: string): void {
        const file = this.stateFile(states);
        mkdirSync(dirname(file), { recursive: true });
        // What says that states are kept by project: without it, Pulumi would take the backend for one from before it did that.
        const meta = join(states, ".pulumi", "meta.yaml");
        if (!existsSync(meta)) writeFileSync(meta, "version: 1\n");
        writeJson(file, { version: 3, checkpoint: { stack: `organization/${this.node.project}/${this.stack}` } });
    }
}
