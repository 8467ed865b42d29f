import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { exclusive } from "../shared/exclusive";
import { repositoryRoot } from "../shared/paths";
import type { OnProgress } from "../shared/progress";
import { revisionOf } from "../shared/revision";
import { type BackgroundState, running, stopBackground } from "./background";
import { answeringMoto, companionPatience, nodeCompanions, startNode, stopCompanions } from "./companions";
import { emulatorPatience, emulatorSources, keepRunning, startRemembering } from "./emulatorProcess";
import { requestedPort } from "./environmentPort";
import { installEmulator } from "./install";
import { layoutOf, type ProcessName } from "./layout";
import { askMemory, readMark } from "./memory";
import { backgroundOf, emulatorLogs, urlOf } from "./processes";

/** What {@link startEmulator} starts where. */
export interface StartOptions {
    /** The environment's own folder, `.platform/local` of the repository. */
    readonly directory: string;
    /**
     * Port of the loopback interface; the one that what is remembered was made at.
     * @default `PLATFORM_LOCAL_PORT`, or the one of what is remembered, or 4577
     */
    readonly port?: number;
    /**
     * Region of unsigned requests.
     * @default "eu-west-1"
     */
    readonly region?: string;
    readonly onProgress?: OnProgress;
}

/** A running environment. */
export interface RunningEmulator {
    /** MiniStack's. */
    readonly url: string;
    /** Where moto answers, for what it serves. */
    readonly motoUrl: string;
    /** MiniStack's. */
    readonly pid: number;
    /**
     * Identifies what the emulator remembers. Deployment state that was written against another memory describes resources
     * that are gone.
     */
    readonly memory: string;
    /** The memory was empty at this start: the first one, or the emulator was killed and lost it. */
    readonly freshMemory: boolean;
}

/** What runs now, without starting anything. */
export interface EmulatorStatus {
    readonly processes: Readonly<Record<ProcessName, BackgroundState | undefined>>;
    /** Set when the emulator runs. */
    readonly url?: string;
    /** Set when moto runs. */
    readonly motoUrl?: string;
    /** See {@link RunningEmulator.memory}; set when the emulator runs. */
    readonly memory?: string;
}

/**
 * Starts the emulator, and beside it moto, stream poller and delivery, in the background, or finds them running; those that were started
 * from older code or for another region are started anew. They survive the calling process.
 *
 * @throws When the port is somebody else's, or not the one that what is remembered was made at, or the emulator does not
 * come up; its log's last lines are in the message.
 */
export async function startEmulator(options: StartOptions): Promise<RunningEmulator> {
    const directory = resolve(options.directory);
    return exclusive(directory, 90, async () => {
        const { python, version } = await installEmulator({ onProgress: options.onProgress });
        const { region = "eu-west-1" } = options;
        const revision = await revisionOf(repositoryRoot, emulatorSources, [version, region]);
        const port = options.port ?? requestedPort();
        const start = { directory, region, python, version, revision, port, onProgress: options.onProgress };
        const found = await keepRunning(start);
        const emulator = found ?? (await startRemembering(start));
        const [motoUrl] = await Promise.all([
            answeringMoto(start),
            ...nodeCompanions.map((name) => startNode(name, directory, emulator.url, region)),
        ]);
        return { ...emulator, motoUrl };
    });
}

/**
 * Stops all that {@link startEmulator} started; the emulator writes its memory down first. Nothing running is fine.
 *
 * @throws When the memory could not be written, as on a full disk; all has ended then, too.
 */
export async function stopEmulator(directory: string): Promise<void> {
    const root = resolve(directory);
    const { unsaved, partial, log } = layoutOf(root);
    if (!(await endAll(root)) || ![unsaved, partial].some((file) => existsSync(file))) return;
    const { emulator } = await emulatorLogs(root, 200);
    const why = emulator.split("\n").find((line) => /Persistence: .*(fail|error)/i.test(line));
    throw new Error(
        `The emulator has ended, but has not written its memory down${why === undefined ? "" : `: ${why}`}. ` +
            `So the next start makes everything anew. See ${log("emulator")}.`,
    );
}

/** @returns whether the emulator ran */
function endAll(root: string): Promise<boolean> {
    const work = async () => {
        const emulator = backgroundOf(root, "emulator");
        const ran = (await running(emulator)) !== undefined;
        // They read from the emulator and write to it, so they end first.
        await stopCompanions(root, companionPatience);
        await stopBackground(emulator, emulatorPatience);
        return ran;
    };
    return exclusive(root, 90, work, undefined, true);
}

/** Whether the environment has a memory, be it running or not. */
export function remembers(directory: string): boolean {
    const { memoryMark, process } = layoutOf(resolve(directory));
    // The one that runs knows it also when the mark is lost.
    return [memoryMark, process("emulator")].some((file) => existsSync(file));
}

/** Stops what runs and forgets all that it knows. Nothing there is fine. */
export async function discardEmulator(directory: string): Promise<void> {
    await endAll(resolve(directory));
    const { memory, memoryMark } = layoutOf(resolve(directory));
    // The mark first: without it, what is left of the memory does not count.
    for (const path of [memoryMark, memory]) await rm(path, { recursive: true, force: true });
}

/** What of the environment runs. */
export async function emulatorStatus(directory: string): Promise<EmulatorStatus> {
    const root = resolve(directory);
    const [emulator, moto, streams, delivery] = await Promise.all(
        (["emulator", "moto", "streams", "delivery"] as const).map((name) => running(backgroundOf(root, name))),
    );
    const processes = { emulator, moto, streams, delivery };
    const motoUrl = moto?.port === undefined ? undefined : urlOf(moto.port);
    if (emulator?.port === undefined) return { processes, motoUrl };
    const url = urlOf(emulator.port);
    const mark = readMark(layoutOf(root).memoryMark) ?? (await askMemory(url).catch(() => undefined));
    return { processes, url, motoUrl, memory: mark?.id };
}
