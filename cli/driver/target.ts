import { join } from "node:path";
import type { OnProgress } from "../../local/shared/progress";
import { later } from "../later";
import type { Blueprint } from "./blueprint";
import { requireCredentials } from "./credentials";
import { EngineCommand } from "./engineCommand";
import { Layer, type Surroundings } from "./layer";
import { LOCAL, lockEnvironment, openLocal, openRehearsal, requireLocalPort } from "./places";
import { requireFittingPolicyConfig } from "./policyConfig";
import { writeScratchProjects } from "./projects";
import { profileOf } from "../../policies/check/profiles";
import type { Endpoint } from "../../local/provider/clients";
import type * as toolchainModule from "../../local/toolchain";
import type * as policyBuild from "../../policies/build";
import type * as providers from "./providers";

const toolchains = later<typeof toolchainModule>(__filename, "../../local/toolchain");
const pack = later<typeof policyBuild>(__filename, "../../policies/build");
const embedded = later<typeof providers>(__filename, "./providers");

/**
 * `cloud`: the user's backend and the official provider. `local`: a file backend and the emulator. `rehearsal`: any
 * environment's configuration, a file backend that is thrown away, and the simulating provider.
 */
export type TargetKind = "cloud" | "local" | "rehearsal";

/** An environment, ready to be worked on. Close it when done. */
export interface Target extends Blueprint, Surroundings {
    readonly kind: TargetKind;
    /** @throws when there is no such layer */
    layer(name: string): Layer;
    /** Folder of the built policy pack. @default - none judges */
    readonly policyPack?: string;
    /** The pack's configuration for this environment. @default - none: every rule as it is by default */
    readonly policyConfig?: string;
    /** The states may not tell what exists, see {@link Place}: a refresh has to come first. `local` only. */
    readonly isAstray?: boolean;
    /** The emulator; `local` only. */
    readonly endpoint?: Endpoint;
    readonly close: () => void;
}

/** How to open an environment. */
export interface TargetOptions {
    /** Simulates the environment, whichever it is. @default false */
    readonly rehearsal?: boolean;
    /** Whether the policies judge what runs. @default true */
    readonly judged?: boolean;
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
 * Checks the pack's configuration, takes the lock, gets the toolchain, and for `local` starts the emulator.
 *
 * @throws UsageError for a configuration of the pack that is wrong; PlatformError when another run holds the environment, or
 * when there are no AWS credentials for it.
 */
export async function openTarget(blueprint: Blueprint, options: TargetOptions = {}): Promise<Target> {
    const { root, graph, environment } = blueprint;
    const { name } = environment;
    const { rehearsal = false, judged = true, lock: command, onProgress, onNote } = options;
    if (command !== undefined && judged) await requireFittingPolicyConfig(root, name);
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
        const { endLeftHosts, ensureToolchain } = toolchains();
        if (command !== undefined) await endLeftHosts();
        const toolchain = await ensureToolchain({ onProgress });
        const policyPack = judged
            ? pack().buildPolicyPack({
                  outDir: join(root, ".platform", "policies"),
                  runtime: toolchain.policyRuntime,
              })
            : undefined;
        const common = {
            ...blueprint,
            kind,
            engine: new EngineCommand(toolchain.pulumi, toolchain.version, true),
            query: new EngineCommand(toolchain.pulumi, toolchain.version),
            policyPack,
            policyConfig: judged ? profileOf(root, name) : undefined,
            close,
        };
        if (kind === "cloud") {
            return {
                ...common,
                variables: toolchain.env,
                layer(this: Target, layerName) {
                    const node = graph.node(layerName);
                    return new Layer(this, node, node.directory);
                },
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
            layer(this: Target, layerName) {
                return new Layer(this, graph.node(layerName), join(place.projects, layerName));
            },
            serveProviders: () =>
                embedded().serveProviders({ root, region: environment.config.aws.region, ...place.provider }),
        };
    } catch (error) {
        close();
        throw error;
    }
}
