import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { PlatformError } from "../errors";
import type { EngineCommand } from "./engineCommand";
import { reproducible } from "./exportedState";
import type { ServedProviders } from "./providers";
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
 * @returns the resource types that the providers only record
 */
export async function withStack(
    target: Target,
    layer: string,
    variables: Record<string, string>,
    work: (stack: Stack, providers: ServedProviders) => Promise<unknown>,
): Promise<ReadonlySet<string>> {
    const providers = await target.serveProviders();
    try {
        const workspace = await workspaceOf(target, layer, target.engine, { ...variables, ...providers.variables });
        await work(await Stack.select(target.environment.name, workspace), providers);
        return providers.recorded;
    } finally {
        providers.close();
    }
}

/** A stack's state as the file backend keeps it; undefined when the states are kept elsewhere, or when there is none. */
export function storedState({ states, graph, environment }: Target, layer: string): string | undefined {
    if (states === undefined) return undefined;
    const file = join(states, ".pulumi", "stacks", graph.node(layer).project, `${environment.name}.json`);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Asks the backend which layers have a stack for the environment. */
export async function deployedStacks(target: Target): Promise<Deployed> {
    const { graph, kind, environment } = target;
    if (kind !== "cloud") return fileBackendStacks(target);
    const counts = await Promise.all(
        graph.names.map(async (layer) => {
            const stacks = await listStacks(target, layer, false);
            const stack = stacks.find(({ name }) => name.split("/").at(-1) === environment.name);
            return stack === undefined ? [] : [[layer, stack.resourceCount ?? 0] as const];
        }),
    );
    return new Map(counts.flat());
}

/** One question for all projects; other projects' stacks are listed as `organization/<project>/<stack>`. */
async function fileBackendStacks(target: Target): Promise<Deployed> {
    const { graph, environment } = target;
    const [asker = ""] = graph.names;
    const stacks = await listStacks(target, asker, true);
    const byProject = new Map(
        stacks
            .map(({ name, resourceCount = 0 }) => ({ path: name.split("/"), resourceCount }))
            .filter(({ path }) => path.at(-1) === environment.name)
            .map(({ path, resourceCount }) => [path.at(-2) ?? graph.node(asker).project, resourceCount]),
    );
    return new Map(
        graph.names.flatMap((layer) => {
            const count = byProject.get(graph.node(layer).project);
            return count === undefined ? [] : [[layer, count] as const];
        }),
    );
}

async function listStacks(target: Target, layer: string, all: boolean) {
    const workspace = await workspaceOf(target, layer, target.query);
    try {
        return await workspace.listStacks({ all });
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
    const make = () =>
        target.query.run(
            ["stack", "init", target.environment.name, "--no-select"],
            target.folder(layer),
            target.variables,
        );
    // In the cloud one after the other: all layers share the file into which the first writes what encrypts their states.
    const made = target.kind === "cloud" ? creating.then(make) : make();
    creating = made.catch(() => undefined);
    await made;
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
