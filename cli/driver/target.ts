import { createRequire } from "node:module";
import { join } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import type { OnProgress } from "../../local/shared/progress";
import { PlatformError } from "../errors";
import { loadEnvironment, type Environment } from "./config";
import { EngineCommand } from "./engineCommand";
import { loadGraph, type LayerGraph } from "./layers";
import { LOCAL, lockEnvironment, openLocal, openRehearsal, requireLocalPort } from "./places";
import { requireFittingPolicyConfig } from "./policyConfig";
import { writeScratchProjects } from "./projects";
import { profileOf } from "../../policies/check/profiles";
import type { Endpoint } from "../../local/provider/clients";
import type * as toolchainModule from "../../local/toolchain";
import type * as policyBuild from "../../policies/build";
import type * as providers from "./providers";

const load = createRequire(__filename);

/**
 * `cloud`: the user's backend and the official provider. `local`: a file backend and the emulator. `rehearsal`: any
 * environment's configuration, a file backend that is thrown away, and the simulating provider.
 */
export type TargetKind = "cloud" | "local" | "rehearsal";

/** An environment, ready to be worked on. Close it when done. */
export interface Target {
    readonly kind: TargetKind;
    /** The repository's folder. */
    readonly root: string;
    readonly environment: Environment;
    readonly graph: LayerGraph;
    /** The CLI for operations, with answers to what the driver knows. */
    readonly engine: EngineCommand;
    /** The CLI for questions. */
    readonly query: EngineCommand;
    /** What the engine's processes get besides this process's own. */
    readonly variables: Readonly<Record<string, string>>;
    /** Folder of the built policy pack. */
    readonly policyPack: string;
    /** The pack's configuration for this environment. @default - none: every rule as it is by default */
    readonly policyConfig?: string;
    /** Where a layer's `Pulumi.yaml` is that the engine works with. */
    readonly folder: (layer: string) => string;
    readonly serveProviders: () => Promise<providers.ServedProviders>;
    /** Folder of the file backend that keeps the states; not for `cloud`, where the user's backend does. */
    readonly states?: string;
    /** The states may not tell what exists, see {@link Place}: a refresh has to come first. `local` only. */
    readonly isAstray?: boolean;
    /** The emulator; `local` only. */
    readonly endpoint?: Endpoint;
    readonly close: () => void;
}

/** How to open an environment. */
export interface TargetOptions {
    /** @default - this repository */
    readonly root?: string;
    /** Simulates the environment, whichever it is. @default false */
    readonly rehearsal?: boolean;
    /**
     * What is going to run, as others are told who have to wait, for example `up dev`.
     *
     * @default - no lock is taken and nothing is started: the environment is only looked at
     */
    readonly lock?: string;
    readonly onProgress?: OnProgress;
    /** Told to the user, such as a lock that was taken over. */
    readonly onNote?: (note: string) => void;
}

/** On AWS the official providers work, which the engine starts itself. */
const NO_PROVIDERS: providers.ServedProviders = {
    variables: {},
    recorded: new Set(),
    undo: () => Promise.resolve(),
    close: () => undefined,
};

/**
 * Checks the configuration, takes the lock, gets the toolchain, and for `local` starts the emulator.
 *
 * @throws UsageError for a configuration that is wrong; PlatformError when another run holds the environment, or
 * when there are no AWS credentials for it.
 */
export async function openTarget(name: string, options: TargetOptions = {}): Promise<Target> {
    const { root = repositoryRoot, rehearsal = false, lock: command, onProgress, onNote } = options;
    const graph = loadGraph(root);
    const environment = loadEnvironment(root, name);
    if (command !== undefined) await requireFittingPolicyConfig(root, name);
    const kind: TargetKind = rehearsal ? "rehearsal" : name === LOCAL ? "local" : "cloud";
    if (kind === "local") requireLocalPort();
    // A rehearsal touches nothing that another run could.
    const lock = command === undefined || rehearsal ? undefined : lockEnvironment(root, name, command);
    const closers: (() => unknown)[] = [() => lock?.release()];
    const close = () =>
        closers
            .splice(0)
            .reverse()
            .forEach((closer) => closer());
    // Whatever ends this process, no lock stays behind.
    process.once("exit", close);
    closers.push(() => process.off("exit", close));
    try {
        if (lock?.tookOver !== undefined)
            onNote?.(`Took over the lock of '${lock.tookOver.command}', whose process ${lock.tookOver.pid} is gone.`);
        // Who only looks reads the states, for which the backend has its own credentials.
        if (kind === "cloud" && command !== undefined) await requireCredentials(environment);
        const { endLeftHosts, ensureToolchain } = load("../../local/toolchain") as typeof toolchainModule;
        if (command !== undefined) await endLeftHosts();
        const toolchain = await ensureToolchain({ onProgress });
        const { buildPolicyPack } = load("../../policies/build") as typeof policyBuild;
        const policyPack = buildPolicyPack({
            outDir: join(root, ".platform", "policies"),
            runtime: toolchain.policyRuntime,
        });
        const common = {
            kind,
            root,
            environment,
            graph,
            engine: new EngineCommand(toolchain.pulumi, toolchain.version, true),
            query: new EngineCommand(toolchain.pulumi, toolchain.version),
            policyPack,
            policyConfig: profileOf(root, name),
            close,
        };
        if (kind === "cloud") {
            return {
                ...common,
                variables: toolchain.env,
                folder: (layer) => graph.node(layer).directory,
                serveProviders: () => Promise.resolve(NO_PROVIDERS),
            };
        }
        const place =
            kind === "rehearsal"
                ? openRehearsal(name)
                : await openLocal(root, environment.config.aws.region, lock !== undefined, { onProgress, onNote });
        closers.push(place.close);
        const nodes = graph.names.map((layer) => graph.node(layer));
        writeScratchProjects(place.projects, nodes, environment);
        return {
            ...common,
            variables: { ...toolchain.offlineEnv, ...place.variables },
            states: place.states,
            isAstray: place.isAstray,
            endpoint: place.provider.endpoint,
            folder: (layer) => join(place.projects, layer),
            serveProviders: () => {
                const { serveProviders } = load("./providers") as typeof providers;
                return serveProviders({ region: environment.config.aws.region, ...place.provider });
            },
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** @throws {@link PlatformError} when the AWS SDK finds no credentials for the environment; names the ways to some */
export async function requireCredentials({ name, config }: Environment): Promise<void> {
    const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    const { profile } = config.aws;
    try {
        await fromNodeProviderChain({ profile })();
    } catch (error) {
        throw new PlatformError(
            `There are no AWS credentials for the environment '${name}' (${(error as Error).message}).\n` +
                "Sign in first, for example with 'aws sso login' and AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n" +
                `Without an account: 'npx platform rehearse ${name}' plans all of it offline, 'npx platform up local' runs it on this machine.`,
        );
    }
}
