import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "../../local/shared/paths";
import type { OnProgress } from "../../local/shared/progress";
import { PlatformError } from "../errors";
import { loadEnvironment, type Environment } from "./config";
import { EngineCommand } from "./engineCommand";
import { loadGraph, type LayerGraph } from "./layers";
import { acquireLock, isAlive, type Holder } from "./lock";
import { PASSPHRASE, writeScratchProjects } from "./projects";
import type { ServedProviders } from "./providers";

const load = createRequire(__filename);

/** The environment that lives on this machine. */
export const LOCAL = "local";

/** As the emulator numbers its account. */
const LOCAL_ACCOUNT = "000000000000";

/** As in the contracts' placeholders. */
const REHEARSAL_ACCOUNT = "111122223333";

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
    /** Where a layer's `Pulumi.yaml` is that the engine works with. */
    folder(layer: string): string;
    serveProviders(): Promise<ServedProviders>;
    close(): void;
}

/** How to open an environment. */
export interface TargetOptions {
    /** @default - this repository */
    readonly root?: string;
    /** Simulates the environment, whichever it is. @default false */
    readonly rehearsal?: boolean;
    /** What is going to run, as others are told who have to wait, for example `up dev`. @default - no lock is taken */
    readonly lock?: string;
    readonly onProgress?: OnProgress;
    /** Told to the user, such as a lock that was taken over. */
    readonly onNote?: (note: string) => void;
}

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
    const kind: TargetKind = rehearsal ? "rehearsal" : name === LOCAL ? "local" : "cloud";
    // A rehearsal touches nothing that another run could.
    const lock =
        command === undefined || rehearsal ? undefined : acquireLock(join(root, ".platform", "locks"), name, command);
    const closers = [() => lock?.release()];
    const close = () =>
        closers
            .splice(0)
            .reverse()
            .forEach((closer) => closer());
    try {
        if (lock?.tookOver !== undefined)
            onNote?.(`Took over the lock of '${lock.tookOver.command}', whose process ${lock.tookOver.pid} is gone.`);
        if (kind === "cloud") await requireCredentials(name);
        const { ensureToolchain } = load("../../local/toolchain/index") as typeof import("../../local/toolchain/index");
        const toolchain = await ensureToolchain({ onProgress });
        const { buildPolicyPack } = load("../../policies/build") as typeof import("../../policies/build");
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
            close,
        };
        if (kind === "cloud") {
            return {
                ...common,
                variables: toolchain.env,
                folder: (layer) => graph.node(layer).directory,
                serveProviders: () => Promise.resolve({ variables: {}, close: () => undefined }),
            };
        }
        const place = kind === "local" ? await openLocal(root, environment, onProgress) : openRehearsal(name);
        closers.push(place.close);
        writeScratchProjects(
            place.projects,
            graph.names.map((layer) => graph.node(layer)),
            environment,
        );
        const { serveProviders } = load("./providers") as typeof import("./providers");
        mkdirSync(place.backend, { recursive: true });
        releaseDeadLocks(place.backend);
        return {
            ...common,
            variables: { ...toolchain.offlineEnv, ...backendVariables(place.backend) },
            folder: (layer) => join(place.projects, layer),
            serveProviders: () => serveProviders({ region: environment.config.aws.region, ...place.provider }),
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** Makes Pulumi keep its states in a folder. */
export function backendVariables(directory: string): Record<string, string> {
    return {
        PULUMI_BACKEND_URL: pathToFileURL(directory).href,
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
        PULUMI_DIY_BACKEND_NO_LEGACY_WARNING: "true",
    };
}

async function openLocal(root: string, { config }: Environment, onProgress: OnProgress | undefined) {
    const { endpointOf, startEmulator } = load(
        "../../local/emulator/index",
    ) as typeof import("../../local/emulator/index");
    const directory = join(root, ".platform", LOCAL);
    const { region } = config.aws;
    const { url, memory } = await startEmulator({ directory, region, onProgress });
    const states = join(directory, "backend");
    const backend = join(states, memory);
    // States that were written against another memory of the emulator describe what is gone.
    for (const other of existsSync(states) ? readdirSync(states) : []) {
        if (other !== memory) rmSync(join(states, other), { recursive: true, force: true });
    }
    return {
        projects: join(directory, "projects"),
        backend,
        provider: { accountId: LOCAL_ACCOUNT, endpoint: endpointOf(url, region) },
        close: () => undefined,
    };
}

function openRehearsal(name: string) {
    const directory = mkdtempSync(join(tmpdir(), `platform-rehearsal-${name}-`));
    return {
        projects: join(directory, "projects"),
        backend: join(directory, "backend"),
        provider: { accountId: REHEARSAL_ACCOUNT },
        close: () => rmSync(directory, { recursive: true, force: true }),
    };
}

/** Removes the locks of engines that were killed: under the driver's own lock, nobody else writes to this backend. */
function releaseDeadLocks(backend: string): void {
    const locks = join(backend, ".pulumi", "locks");
    if (!existsSync(locks)) return;
    for (const entry of readdirSync(locks, { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name);
        if (!entry.isFile() || !entry.name.endsWith(".json")) continue;
        const { pid, hostname } = JSON.parse(readFileSync(file, "utf8")) as { pid: number; hostname: Holder["host"] };
        if (!isAlive({ pid, host: hostname })) rmSync(file, { force: true });
    }
}

async function requireCredentials(environment: string): Promise<void> {
    const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    try {
        await fromNodeProviderChain()();
    } catch (error) {
        throw new PlatformError(
            `There are no AWS credentials for the environment '${environment}' (${(error as Error).message}).\n` +
                "Sign in first, for example with 'aws sso login' and AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n" +
                `Without an account: 'npx platform rehearse ${environment}' plans all of it offline, 'npx platform up local' runs it on this machine.`,
        );
    }
}
