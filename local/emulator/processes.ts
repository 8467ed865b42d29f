import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import pWaitFor from "p-wait-for";
import { repositoryRoot } from "../shared/paths";
import { revisionOf } from "../shared/revision";
import { type Background, type BackgroundState, running, startBackground, stopBackground } from "./background";
import { layoutOf } from "./layout";
import { companionNames, PROCESSES, type ProcessName, processNames, type Start } from "./table";

/** What each process of the table is, by its name. */
export type OfEach<T> = Readonly<Record<ProcessName, T>>;

/** Asks of each process of the table. */
export async function ofEach<T>(ask: (name: ProcessName) => Promise<T>): Promise<OfEach<T>> {
    const answers = await Promise.all(processNames.map(async (name) => [name, await ask(name)] as const));
    return Object.fromEntries(answers) as OfEach<T>;
}

export function urlOf(port: number): string {
    return `http://127.0.0.1:${port}`;
}

export function backgroundOf(directory: string, name: ProcessName): Background {
    return { stateFile: layoutOf(directory).process(name), mark: `${name}@${directory}` };
}

/** The last lines of each background process's log. */
export async function emulatorLogs(directory: string, lines = 100): Promise<OfEach<string>> {
    return ofEach(async (name) => {
        const text = await readFile(layoutOf(resolve(directory)).log(name), "utf8").catch(() => "");
        return text.trimEnd().split("\n").slice(-lines).join("\n");
    });
}

/** What a process is of: another revision means that it was started from older code, or for other settings. */
export function revisionFor(name: ProcessName, start: Start): Promise<string> {
    const { sources, settings } = PROCESSES[name];
    const paths = sources.map((path) => join("local", path));
    return revisionOf(repositoryRoot, paths, settings({ ...start, url: urlOf(start.port) }));
}

/** The process of this revision, found running or started in the place of an older one. */
export async function startProcess(name: ProcessName, start: Start): Promise<BackgroundState> {
    const { directory } = start;
    const { answers, command, patience } = PROCESSES[name];
    const background = backgroundOf(directory, name);
    const revision = await revisionFor(name, start);
    const found = await running(background);
    if (found?.revision === revision) return found;
    if (found !== undefined) await stopBackground(background, patience);
    const { memory, log } = layoutOf(directory);
    await mkdir(memory, { recursive: true });
    const port = await answers?.port(start);
    const own = { ...start, port: port ?? start.port, url: urlOf(start.port), mark: background.mark, persist: true };
    return startBackground(background, { ...command(own), cwd: memory, log: log(name), revision, port });
}

/**
 * Starts what works for the emulator or beside it, and waits for what answers. One that hangs is replaced at once: another one
 * knows all that it was told.
 */
export async function startCompanion(name: ProcessName, start: Start): Promise<void> {
    const ran = (await running(backgroundOf(start.directory, name))) !== undefined;
    const ready = async (seconds: number) =>
        untilReady(name, start.directory, await startProcess(name, start), seconds);
    await ready(ran ? 10 : 30).catch((error: unknown) => {
        if (!ran) throw error;
        start.onProgress?.({ title: `${PROCESSES[name].role} does not answer, so another one takes its place` });
        return ready(30);
    });
}

/** @param patience - @default - as the table says */
export async function stopCompanions(directory: string, patience?: number): Promise<void> {
    const stop = (name: ProcessName) =>
        stopBackground(backgroundOf(directory, name), patience ?? PROCESSES[name].patience);
    await Promise.all(companionNames.map(stop));
}

/** Waits for a process that answers. One that does not come up is stopped, so that another takes its place at the next start. */
export async function untilReady(
    name: ProcessName,
    directory: string,
    { port }: BackgroundState,
    seconds: number,
): Promise<void> {
    if (port === undefined) return;
    const background = backgroundOf(directory, name);
    const alive = async () => (await running(background)) !== undefined;
    await answering(name, urlOf(port), alive, seconds).catch(async (error: Error) => {
        await stopBackground(background, 1);
        const { [name]: lines } = await emulatorLogs(directory, 15);
        throw new Error(`${error.message} The last lines of ${layoutOf(directory).log(name)}:\n${lines}`);
    });
}

/**
 * Waits until a process answers at its address.
 *
 * @throws When it has not after `seconds`, or `alive` says that it is gone.
 */
export async function answering(
    name: ProcessName,
    url: string,
    alive: () => boolean | Promise<boolean>,
    seconds: number,
): Promise<void> {
    const { role, answers } = PROCESSES[name];
    const ready = async () => {
        const asked = { signal: AbortSignal.timeout(2_000) };
        const answer = await fetch(`${url}${answers?.ready}`, asked).catch(() => undefined);
        if (!(await alive())) throw new Error(`${role} ended while it was starting.`);
        return answer?.status === 200;
    };
    const message = `${role} did not answer within ${seconds} s.`;
    await pWaitFor(ready, { interval: 50, timeout: { milliseconds: seconds * 1_000, message } });
}
