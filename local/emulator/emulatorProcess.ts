import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BackgroundState, running, startBackground, stopBackground } from "./background";
import { companionPatience, startMoto, stopCompanions } from "./companions";
import { environmentPort, otherPort, requireFreePort } from "./environmentPort";
import { layoutOf } from "./layout";
import { damagedMemory, markMemory, readMark, readMemory, readRunningMemory } from "./memory";
import { environmentOf, healthy } from "./ministack";
import { backgroundOf, type Start, untilAnswering, urlOf } from "./processes";

/** What the emulator's own process is made of, besides MiniStack. */
export const emulatorSources = [
    "authorization.py",
    "definitions.py",
    "deliveries.py",
    "launch.py",
    "ministack.ts",
    "owner.py",
    "requirements.txt",
    "saving.py",
].map((name) => `local/emulator/${name}`);

/**
 * How long an emulator that lives may be silent, in seconds, before another takes its place: which then remembers nothing.
 */
const silencePatience = 180;

/** How long MiniStack may take to write its memory down, in seconds; usual are two. */
export const emulatorPatience = 30;

/** MiniStack's address and process, and what it remembers. */
interface Emulator {
    readonly url: string;
    readonly pid: number;
    readonly memory: string;
    readonly freshMemory: boolean;
}

/** The emulator that runs, if it may stay; any other is stopped. */
export async function keepRunning(start: Start): Promise<Emulator | undefined> {
    const { directory, revision, port } = start;
    const { memoryMark } = layoutOf(directory);
    const emulator = backgroundOf(directory, "emulator");
    const state = await running(emulator);
    if (state === undefined) return undefined;
    if (port !== undefined && state.port !== undefined && port !== state.port) throw otherPort(state.port, port);
    if (state.port !== undefined && state.revision === revision) {
        const url = urlOf(state.port);
        const answers = await answersAtLast(url, state.pid, start);
        const memory = answers ? await readRunningMemory(url, memoryMark) : undefined;
        if (memory !== undefined) return { url, pid: state.pid, memory: memory.id, freshMemory: false };
    } else {
        // Where the mark on disk is lost, this one knows it, and nobody after it.
        if (state.port !== undefined && readMark(memoryMark) === undefined)
            await readRunningMemory(urlOf(state.port), memoryMark).catch(() => undefined);
        await stopCompanions(directory, companionPatience);
    }
    // From older code, of which nothing is known, stuck, or interrupted before it was marked: another one takes its place.
    await stopBackground(emulator, emulatorPatience);
    return undefined;
}

/** Waits for a running emulator; says so when it is silent for longer than one is that only has much to do. */
async function answersAtLast(url: string, pid: number, { directory, onProgress }: Start): Promise<boolean> {
    const alive = async () => (await running(backgroundOf(directory, "emulator"))) !== undefined;
    const answers = (seconds: number) =>
        healthy(url, alive, seconds).then(
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
    const { directory, onProgress } = start;
    const { memory, memoryMark, states } = layoutOf(directory);
    const first = readMark(memoryMark) === undefined;
    const port = start.port ?? environmentPort(directory);
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
    let state = await launch(start, port);
    const known = await readMemory(url, memoryMark);
    if (known === undefined && !first && damaged === undefined) {
        // What it remembers, if anything, is older than what was done to it. A part would be worse than nothing.
        onProgress?.({
            title: "The emulator did not end in order, so its memory is discarded: everything is made anew",
        });
        await stopBackground(backgroundOf(directory, "emulator"), emulatorPatience);
        await forget();
        state = await launch(start, port);
    }
    if (known?.port !== undefined && known.port !== port) {
        await stopBackground(backgroundOf(directory, "emulator"), emulatorPatience);
        throw otherPort(known.port, port);
    }
    const { id } = await markMemory(url, memoryMark, known?.id);
    return { url, pid: state.pid, memory: id, freshMemory: known === undefined };
}

async function launch(start: Start, port: number): Promise<BackgroundState> {
    const { directory, python, region, revision } = start;
    const background = backgroundOf(directory, "emulator");
    const { memory, deliveries, unsaved, partial, saved, log } = layoutOf(directory);
    await rm(join(memory, "tmp"), { recursive: true, force: true });
    await mkdir(join(memory, "tmp"), { recursive: true });
    // It comes up in the same second.
    await startMoto(start);
    const state = await startBackground(background, {
        file: python,
        arguments: [
            join(__dirname, "launch.py"),
            background.mark,
            "--deliveries",
            deliveries,
            "--port",
            String(port),
            "--unsaved",
            unsaved,
            "--partial",
            partial,
            "--saved",
            saved,
        ],
        env: environmentOf({ python, port, region, directory: memory, persist: true }),
        cwd: memory,
        log: log("emulator"),
        revision,
        port,
    });
    await untilAnswering(directory, "emulator", (alive) => healthy(urlOf(port), alive, 30));
    return state;
}
