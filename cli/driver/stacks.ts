import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { writeJson } from "../../local/shared/json";
import { PlatformError } from "../errors";
import type { EngineCommand } from "./engineCommand";
import { reproducible } from "./exportedState";
import type { LayerNode } from "./layers";
import type { ServedProviders } from "./providers";
import type { RunServers } from "./servers";
import type { Target } from "./target";

/** A resource as a state has it. */
export interface StateResource {
    readonly type: string;
    readonly id?: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Number of resources in each layer's stack; layers without a stack are missing. */
export type Deployed = ReadonlyMap<string, number>;

/** One layer's project as the Automation API works with it. */
export function workspaceOf(
    target: Target,
    layer: string,
    command: EngineCommand,
    variables: Record<string, string> = {},
): Promise<LocalWorkspace> {
    return LocalWorkspace.create({
        workDir: target.folder(layer),
        pulumiCommand: command.asPulumiCommand(),
        envVars: { ...target.variables, ...variables },
    });
}

/**
 * One run of the engine, with providers of its own: at its end the engine cancels those that it was given.
 *
 * @param servers - what it shares with the other layers' engines. @default - it runs no program
 * @returns the resource types that the providers only record
 */
export async function withStack(
    target: Target,
    layer: string,
    servers: RunServers | undefined,
    work: (stack: Stack, providers: ServedProviders) => Promise<unknown>,
): Promise<ReadonlySet<string>> {
    const providers = await target.serveProviders();
    try {
        const variables = { ...servers?.variables, ...providers.variables };
        const workspace = await workspaceOf(target, layer, servers?.engine ?? target.engine, variables);
        await work(await Stack.select(target.environment.name, workspace), providers);
        return providers.recorded;
    } finally {
        providers.close();
    }
}

/** Where the file backend keeps a stack's state. */
function stateFile(states: string, { project }: LayerNode, environment: string): string {
    return join(states, ".pulumi", "stacks", project, `${environment}.json`);
}

/** A stack's state as the file backend keeps it; undefined when the states are kept elsewhere, or when there is none. */
export function storedState({ states, graph, environment }: Target, layer: string): string | undefined {
    if (states === undefined) return undefined;
    const file = stateFile(states, graph.node(layer), environment.name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Asks the backend which layers have a stack for the environment. */
export async function deployedStacks(target: Target): Promise<Deployed> {
    const { graph, kind, environment } = target;
    if (kind !== "cloud") return storedStacks(target);
    const counts = await Promise.all(
        graph.names.map(async (layer) => {
            const stacks = await listStacks(target, layer);
            const stack = stacks.find(({ name }) => name.split("/").at(-1) === environment.name);
            return stack === undefined ? [] : [[layer, stack.resourceCount ?? 0] as const];
        }),
    );
    return new Map(counts.flat());
}

/** A state as the file backend keeps it, as far as it is read here. */
interface StoredState {
    readonly checkpoint: { readonly latest?: { readonly resources?: readonly unknown[] } };
}

/** As Pulumi's own list says, without asking it, which takes longer than all the rest. */
function storedStacks(target: Target): Deployed {
    return new Map(
        target.graph.names.flatMap((layer) => {
            const state = storedState(target, layer);
            if (state === undefined) return [];
            const { checkpoint } = JSON.parse(state) as StoredState;
            return [[layer, checkpoint.latest?.resources?.length ?? 0] as const];
        }),
    );
}

async function listStacks(target: Target, layer: string) {
    const workspace = await workspaceOf(target, layer, target.query);
    try {
        return await workspace.listStacks();
    } catch (error) {
        throw new PlatformError(
            `Pulumi cannot list the stacks of '${layer}': ${(error as Error).message}\n` +
                "Log in to the backend that keeps the states first: 'pulumi login', or PULUMI_BACKEND_URL and PULUMI_ACCESS_TOKEN.",
        );
    }
}

/** Stack outputs in plain text, secret ones too: whoever may read the state may read them. */
export async function outputsOf(
    target: Target,
    layer: string,
): Promise<Record<string, { value: unknown; secret: boolean }>> {
    const workspace = await workspaceOf(target, layer, target.query);
    return workspace.stackOutputs(target.environment.name);
}

let creating: Promise<unknown> = Promise.resolve();

/** Makes a layer's stack without selecting it. */
export async function createStack(target: Target, layer: string): Promise<void> {
    const { states, environment, graph, query, variables } = target;
    if (states !== undefined) return writeEmptyState(states, graph.node(layer), environment.name);
    const make = () =>
        query.run(["stack", "init", environment.name, "--no-select"], target.folder(layer), { ...variables });
    // One after the other: all layers share the file into which the first writes what encrypts their states.
    creating = creating.catch(() => undefined).then(make);
    await creating;
}

/** What `pulumi stack init` writes into a file backend, without a process of its own for it. */
function writeEmptyState(states: string, node: LayerNode, environment: string): void {
    const file = stateFile(states, node, environment);
    mkdirSync(dirname(file), { recursive: true });
    // What says that states are kept by project: without it, Pulumi would take the backend for one from before it did that.
    const meta = join(states, ".pulumi", "meta.yaml");
    if (!existsSync(meta)) writeFileSync(meta, "version: 1\n");
    writeJson(file, { version: 3, checkpoint: { stack: `organization/${node.project}/${environment}` } });
}

/** Removes a layer's stack and leaves the configuration file, which all layers share, alone. */
export async function removeStack(target: Target, layer: string): Promise<void> {
    const workspace = await workspaceOf(target, layer, target.query);
    await workspace.removeStack(target.environment.name, { preserveConfig: true });
}

/** The resources in a layer's state. */
export async function resourcesOf(target: Target, layer: string): Promise<readonly StateResource[]> {
    const workspace = await workspaceOf(target, layer, target.query);
    const state = await workspace.exportStack(target.environment.name);
    return (state.deployment as { readonly resources?: readonly StateResource[] }).resources ?? [];
}

/** A layer's state in a form that is the same whenever the same is rehearsed. */
export async function exportedState(target: Target, layer: string): Promise<string> {
    const workspace = await workspaceOf(target, layer, target.query);
    const state = await workspace.exportStack(target.environment.name);
    return reproducible(state, target.root);
}
