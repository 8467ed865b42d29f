import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BackgroundState, running, stopBackground } from "./background";
import { otherPort, requireFreePort } from "./environmentPort";
import { layoutOf } from "./layout";
import { damagedMemory, markMemory, readMark, readMemory, readRunningMemory } from "./memory";
import { answering, backgroundOf, revisionFor, startProcess, stopCompanions, untilReady, urlOf } from "./processes";
import { PROCESSES, type Start } from "./table";

/**
 * How long an emulator that lives may be silent, in seconds, before another takes its place: which then remembers nothing.
 */
const silencePatience = 180;

/** MiniStack's address and process, and what it remembers. */
export interface Emulator {
    readonly url: string;
    readonly pid: number;
    /**
     * Identifies what the emulator remembers. Deployment state that was written against another memory describes resources
     * that are gone.
     */
    readonly memory: string;
    /** The memory was empty at this start: the first one, or the emulator was killed and lost it. */
    readonly freshMemory: boolean;
}

/** The emulator that runs, if it may stay; any other is stopped. */
export async function keepRunning(start: Start): Promise<Emulator | undefined> {
    const { directory, port } = start;
    const { memoryMark } = layoutOf(directory);
    const state = await running(backgroundOf(directory, "emulator"));
    if (state === undefined) return undefined;
    const url = urlOf(port);
    if (state.port !== undefined && state.revision === (await revisionFor("emulator", start))) {
        const answers = await answersAtLast(url, state.pid, start);
        const memory = answers ? await readRunningMemory(url, memoryMark) : undefined;
        if (memory !== undefined) return { url, pid: state.pid, memory: memory.id, freshMemory: false };
    } else {
        // Where the mark on disk is lost, this one knows it, and nobody after it.
        if (state.port !== undefined && readMark(memoryMark) === undefined)
            await readRunningMemory(url, memoryMark).catch(() => undefined);
        await stopCompanions(directory);
    }
    // From older code, of which nothing is known, stuck, or interrupted before it was marked: another one takes its place.
    await stopEmulatorProcess(directory);
    return undefined;
}

/** Waits for a running emulator; says so when it is silent for longer than one is that only has much to do. */
async function answersAtLast(url: string, pid: number, { directory, onProgress }: Start): Promise<boolean> {
    const alive = async () => (await running(backgroundOf(directory, "emulator"))) !== undefined;
    const answers = (seconds: number) =>
        answering("emulator", url, alive, seconds).then(
            () => true,
            () => false,
        );
    if (await answers(5)) return true;
    if (!(await alive())) return false;
    onProgress?.({
        title: `The emulator, process ${pid}, does not answer`,
        detail: `it is waited for up to ${silencePatience} s, since another one would remember nothing`,
    });
    return answers(silencePatience);
}

/** Starts the emulator with what it remembers, or with nothing where that is not whole. */
export async function startRemembering(start: Start): Promise<Emulator> {
    const { directory, port, onProgress } = start;
    const { memory, memoryMark, states } = layoutOf(directory);
    const first = readMark(memoryMark) === undefined;
    await requireFreePort(port, !first);
    const url = urlOf(port);
    const forget = async () => {
        // What they still hold belongs to the memory that is lost.
        await stopCompanions(directory, 0);
        await rm(memory, { recursive: true, force: true });
    };

    onProgress?.({
        title: "Starting the AWS emulator",
        detail: `MiniStack ${start.version} on ${url}`,
        expectedSeconds: 1,
    });
    const damaged = damagedMemory(directory);
    if (damaged !== undefined) onProgress?.({ title: `${damaged}, so its memory is discarded` });
    else if (first && existsSync(states))
        onProgress?.({ title: `${memoryMark} does not tell any more whose memory this is, so it is discarded` });
    if (first || damaged !== undefined) await forget();
    let state = await launch(start);
    const known = await readMemory(url, memoryMark);
    if (known === undefined && !first && damaged === undefined) {
        // What it remembers, if anything, is older than what was done to it. A part would be worse than nothing.
        onProgress?.({
            title: "The emulator did not end in order, so its memory is discarded: everything is made anew",
        });
        await stopEmulatorProcess(directory);
        await forget();
        state = await launch(start);
    }
    if (known?.port !== undefined && known.port !== port) {
        await stopEmulatorProcess(directory);
        throw otherPort(known.port, port);
    }
    const { id } = await markMemory(url, memoryMark, known?.id);
    return { url, pid: state.pid, memory: id, freshMemory: known === undefined };
}

async function launch(start: Start): Promise<BackgroundState> {
    const temporary = join(layoutOf(start.directory).memory, "tmp");
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    // It comes up in the same second.
    await startProcess("moto", start);
    const state = await startProcess("emulator", start);
    await untilReady("emulator", start.directory, state, 30);
    return state;
}

/** Ends the emulator, which first writes its memory down. */
export function stopEmulatorProcess(directory: string): Promise<void> {
    return stopBackground(backgroundOf(directory, "emulator"), PROCESSES.emulator.patience);
}
