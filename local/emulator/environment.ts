import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { exclusive } from "../shared/exclusive";
import type { OnProgress } from "../shared/progress";
import { type BackgroundState, running } from "./background";
import { type Emulator, keepRunning, startRemembering, stopEmulatorProcess } from "./emulatorProcess";
import { environmentPort, otherPort, requestedPort } from "./environmentPort";
import { installEmulator } from "./install";
import { layoutOf } from "./layout";
import { askMemory, readMark } from "./memory";
import { backgroundOf, emulatorLogs, ofEach, type OfEach, startCompanion, stopCompanions, urlOf } from "./processes";
import { companionNames, PROCESSES, processNames } from "./table";

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
export interface RunningEmulator extends Emulator {
    /** Where moto answers, for what it serves. */
    readonly motoUrl: string;
}

/** What runs now, without starting anything. */
export interface EmulatorStatus {
    readonly processes: OfEach<BackgroundState | undefined>;
    /** Set when the emulator runs. */
    readonly url?: string;
    /** Set when moto runs. */
    readonly motoUrl?: string;
    /** See {@link Emulator.memory}; set when the emulator runs. */
    readonly memory?: string;
}

/**
 * Starts the processes of the table in the background, or finds them running; those that were started from older code or for
 * another region are started anew. They survive the calling process.
 *
 * @throws When the port is somebody else's, or not the one that what is remembered was made at, or the emulator does not
 * come up; its log's last lines are in the message.
 */
export async function startEmulator(options: StartOptions): Promise<RunningEmulator> {
    const directory = resolve(options.directory);
    return exclusive(directory, 90, async () => {
        const { onProgress, region = "eu-west-1" } = options;
        const { python, version } = await installEmulator({ onProgress });
        const asked = options.port ?? requestedPort();
        const known = (await running(backgroundOf(directory, "emulator")))?.port;
        if (asked !== undefined && known !== undefined && asked !== known) throw otherPort(known, asked);
        const port = known ?? asked ?? environmentPort(directory);
        const start = { directory, region, python, version, port, onProgress };
        const emulator = (await keepRunning(start)) ?? (await startRemembering(start));
        await Promise.all(companionNames.map((name) => startCompanion(name, start)));
        const { motoUrl = "" } = urlsOf(await states(directory));
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
        const ran = (await running(backgroundOf(root, "emulator"))) !== undefined;
        // They read from the emulator and write to it, so they end first.
        await stopCompanions(root);
        await stopEmulatorProcess(root);
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
    const processes = await states(root);
    const urls = urlsOf(processes);
    if (urls.url === undefined) return { processes, ...urls };
    const mark = readMark(layoutOf(root).memoryMark) ?? (await askMemory(urls.url).catch(() => undefined));
    return { processes, ...urls, memory: mark?.id };
}

function states(root: string): Promise<EmulatorStatus["processes"]> {
    return ofEach((name) => running(backgroundOf(root, name)));
}

/** What the processes that run publish. */
function urlsOf(processes: EmulatorStatus["processes"]): Pick<EmulatorStatus, "url" | "motoUrl"> {
    const published = processNames.flatMap((name) => {
        const { answers } = PROCESSES[name];
        const port = processes[name]?.port;
        return answers === undefined || port === undefined ? [] : [[answers.as, urlOf(port)]];
    });
    return Object.fromEntries(published) as Pick<EmulatorStatus, "url" | "motoUrl">;
}
