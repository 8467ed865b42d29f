import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as emulatorModule from "../../local/emulator";
import type { OnProgress } from "../../local/shared/progress";
import { PlatformError, UsageError } from "../errors";
import { later } from "../later";
import { mendBackend } from "./backend";
import { acquireLock, type Lock } from "./lock";
import { PASSPHRASE } from "./projects";
import type { ProviderSettings } from "./providers";
import { requireFolder, requireSpace } from "./space";

const emulators = later<typeof emulatorModule>(__filename, "../../local/emulator");

/** The environment that lives on this machine. */
export const LOCAL = "local";

/** As the emulator numbers its account. */
const LOCAL_ACCOUNT = "000000000000";

/** As in the contracts' placeholders. */
const REHEARSAL_ACCOUNT = "111122223333";

/** Where an environment lives whose states are not the user's. */
export interface Place {
    /** Receives the project folders. */
    readonly projects: string;
    /** Makes Pulumi keep its states there. */
    readonly variables: Readonly<Record<string, string>>;
    readonly provider: Omit<ProviderSettings, "root" | "region">;
    /** Folder of the file backend that keeps the states. */
    readonly states: string;
    /** A file was damaged and replaced, so that the states may not tell what exists. @default false */
    readonly isAstray?: boolean;
    readonly close: () => void;
}

/** Folder of the embedded environment: the emulator's memory and logs, and Pulumi's states. */
export function localDirectory(root: string): string {
    return join(platformDirectory(root), LOCAL);
}

/** Folder of the environment's lock: only the embedded environment is another one in another folder. */
export function locksDirectory(root: string, environment: string): string {
    return join(environment === LOCAL ? platformDirectory(root) : join(root, ".platform"), "locks");
}

/** @throws {@link UsageError} when `PLATFORM_LOCAL_PORT` is no port */
export function requireLocalPort(): void {
    const { requestedPort } = emulators();
    try {
        requestedPort();
    } catch (error) {
        throw asUsage(error);
    }
}

/**
 * Takes an environment for one run, see {@link acquireLock}.
 *
 * @param ends - the run ends the environment, which goes on without a lock where there is no space for one
 * @throws UsageError when the lock's folder cannot be written to
 */
export function lockEnvironment(root: string, environment: string, command: string, ends = false): Lock {
    const isNamed = environment === LOCAL && Boolean(process.env.PLATFORM_DIRECTORY);
    requireFolder(
        environment === LOCAL ? platformDirectory(root) : join(root, ".platform"),
        isNamed ? "PLATFORM_DIRECTORY is" : "The platform keeps what it notes in",
    );
    return acquireLock(locksDirectory(root, environment), environment, command, ends);
}

/**
 * Starts the emulators, or finds them running.
 *
 * @throws UsageError for a port that is none, or not that of the environment; PlatformError when there is no space for them
 */
export async function startEmulators(root: string, region: string, onProgress?: OnProgress) {
    const { startEmulator } = emulators();
    const directory = localDirectory(root);
    mkdirSync(directory, { recursive: true });
    requireSpace(directory, "Make room, or name a folder on another disk in PLATFORM_DIRECTORY.");
    return startEmulator({ directory, region, onProgress }).catch((error: unknown) => {
        throw asUsage(error);
    });
}

/** What is wrong with the port is wrong with how the command was called. */
function asUsage(error: unknown): unknown {
    const { PortError } = emulators();
    return error instanceof PortError ? new UsageError(error.message) : error;
}

/** Whether anything may be deployed in the embedded environment, be it running or not. */
export function localIsRemembered(root: string): boolean {
    const { remembers } = emulators();
    return remembers(localDirectory(root));
}

/** Forgets the embedded environment's states: with the emulator's memory, all that they describe is gone. */
export function discardStates(root: string): void {
    rmSync(backendsDirectory(root), { recursive: true, force: true });
}

/** `.platform`, or another folder for a second embedded environment beside the first, which knows nothing of it. */
function platformDirectory(root: string): string {
    return resolve(root, process.env.PLATFORM_DIRECTORY || ".platform");
}

/** Holds a file backend for each memory of the emulator. */
function backendsDirectory(root: string): string {
    return join(localDirectory(root), "backend");
}

/** Folder of the embedded environment's states, of one memory of the emulator. */
export function statesOf(root: string, memory: string): string {
    return join(backendsDirectory(root), memory);
}

/**
 * The embedded environment, with the emulator started.
 *
 * @param start - false only looks; damaged files are put right otherwise
 * @throws PlatformError when the emulator does not run and may not be started, or has no space to be
 */
export async function openLocal(
    root: string,
    region: string,
    start: boolean,
    { onProgress, onNote = console.error }: { onProgress?: OnProgress; onNote?: (note: string) => void } = {},
): Promise<Place> {
    const emulator = emulators();
    const directory = localDirectory(root);
    const { url, motoUrl, memory } = start
        ? await startEmulators(root, region, onProgress)
        : await emulator.emulatorStatus(directory);
    if (url === undefined || motoUrl === undefined || memory === undefined)
        throw new PlatformError(
            "The environment 'local' does not run. Start it with 'npm start' or 'platform up local'.",
        );
    const backends = backendsDirectory(root);
    const backend = statesOf(root, memory);
    const { mappings } = emulator.layoutOf(directory);
    mkdirSync(backend, { recursive: true });
    let isAstray = false;
    if (start) {
        // States that were written against another memory of the emulator describe what is gone.
        for (const other of readdirSync(backends).filter((name) => name !== memory))
            rmSync(join(backends, other), { recursive: true });
        const mended = mendBackend(backend, onNote);
        isAstray = emulator.lacksMappings(mappings, onNote) || mended;
    }
    return {
        projects: join(directory, "projects"),
        variables: backendVariables(backend),
        provider: {
            accountId: LOCAL_ACCOUNT,
            endpoint: emulator.endpointOf(url, region, motoUrl),
            streamMappings: mappings,
        },
        states: backend,
        isAstray,
        close: () => undefined,
    };
}

/**
 * A place that is gone when it is closed.
 *
 * @throws PlatformError when the disk of temporary files is full
 */
export function openRehearsal(environment: string): Place {
    requireSpace(tmpdir(), "Make room, or name a folder on another disk in TMPDIR.");
    const directory = mkdtempSync(join(tmpdir(), `platform-rehearsal-${environment}-`));
    const backend = join(directory, "backend");
    mkdirSync(backend);
    return {
        projects: join(directory, "projects"),
        variables: backendVariables(backend),
        provider: { accountId: REHEARSAL_ACCOUNT },
        states: backend,
        close: () => rmSync(directory, { recursive: true, force: true }),
    };
}

function backendVariables(directory: string): Record<string, string> {
    return {
        PULUMI_BACKEND_URL: pathToFileURL(directory).href,
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
        PULUMI_DIY_BACKEND_NO_LEGACY_WARNING: "true",
        // The driver reads the states, too.
        PULUMI_DIY_BACKEND_GZIP: "false",
        PULUMI_DIY_BACKEND_ZSTD: "false",
    };
}
