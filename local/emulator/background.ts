import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import pWaitFor from "p-wait-for";
import { z } from "zod";
import { readJson, writeJson } from "../shared/json";

/** A process that outlives the command that started it. */
export interface Background {
    /** Where its {@link BackgroundState} is kept. */
    readonly stateFile: string;
    /**
     * One of its arguments, and of no other process's, so that a reused process id is not taken for it, and that it is found also
     * when what is remembered of it is lost.
     */
    readonly mark: string;
}

const stateSchema = z.object({
    pid: z.int().positive(),
    /** ISO 8601. @default - not remembered */
    startedAt: z.string().optional(),
    /** See `revisionOf`. @default - not remembered: it counts as another one */
    revision: z.string().optional(),
    /** @default - none, or not remembered */
    port: z.int().optional(),
});

/** What is remembered of a running background process. */
export type BackgroundState = Readonly<z.infer<typeof stateSchema>>;

/** How to start a {@link Background}; its mark must be among the arguments. */
export interface Command {
    readonly file: string;
    readonly arguments: readonly string[];
    readonly env: NodeJS.ProcessEnv;
    readonly cwd: string;
    /** Receives both output streams, from its beginning. */
    readonly log: string;
    readonly revision: string;
    readonly port?: number;
}

/** The running process's state, or undefined when it does not run, whatever an old state file says. */
export async function running(background: Background): Promise<BackgroundState | undefined> {
    const state = readJson(background.stateFile, stateSchema);
    if (state !== undefined && (await isRunning(state.pid, background.mark))) return state;
    // Never two: one whose state is gone runs all the same.
    return findProcess(background.mark);
}

/** Starts the process in a session of its own and records it. */
export async function startBackground(background: Background, command: Command): Promise<BackgroundState> {
    if (!command.arguments.includes(background.mark)) {
        throw new Error(`${command.file}: the mark ${background.mark} is missing from the arguments.`);
    }
    for (const file of [command.log, background.stateFile]) mkdirSync(dirname(file), { recursive: true });
    const output = openSync(command.log, "w");
    const child = spawn(command.file, command.arguments, {
        env: command.env,
        cwd: command.cwd,
        detached: true,
        stdio: ["ignore", output, output],
    });
    const started = new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    closeSync(output);
    const { revision, port } = command;
    const state = {
        pid: child.pid!,
        startedAt: new Date().toISOString(),
        revision,
        ...(port === undefined ? {} : { port }),
    };
    // Without giving way: a signal that ends this process must not leave behind one that nobody knows of.
    try {
        if (child.pid !== undefined) writeJson(background.stateFile, state);
    } catch (error) {
        child.kill("SIGKILL");
        throw error;
    }
    await started;
    child.unref();
    return state;
}

/** Asks the process to end, waits, and ends it and its children by force only when it has not after `patienceSeconds`. */
export async function stopBackground(background: Background, patienceSeconds: number): Promise<void> {
    const state = await running(background);
    if (state !== undefined) {
        const gone = async () => !(await isRunning(state.pid, background.mark));
        signal(state.pid, "SIGTERM");
        await pWaitFor(gone, { interval: 25, timeout: patienceSeconds * 1_000 }).catch(() =>
            signal(state.pid, "SIGKILL"),
        );
        // The session's other processes, which are functions of the emulator, have nothing to live for.
        signal(-state.pid, "SIGKILL");
        await pWaitFor(gone, {
            interval: 25,
            timeout: { milliseconds: 5_000, message: `Process ${state.pid} does not end.` },
        });
    }
    await rm(background.stateFile, { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
    try {
        process.kill(pid, name);
    } catch (error) {
        // Gone already, or, on macOS, a group of nothing but zombies.
        if (!["ESRCH", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
}

async function isRunning(pid: number, mark: string): Promise<boolean> {
    if (hasProc) return (await argumentsOf(pid)).includes(mark);
    return (await listed(["-p", String(pid)])).some((line) => has(line, mark));
}

/** A process by its mark, with the port that stands among its arguments. */
async function findProcess(mark: string): Promise<BackgroundState | undefined> {
    if (!hasProc) {
        const line = (await listed(["-ax"])).find((each) => has(each, mark));
        return line === undefined ? undefined : found(Number.parseInt(line, 10), line.split(" "));
    }
    const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
    const all = await Promise.all(pids.map(async (pid) => [pid, await argumentsOf(pid)] as const));
    const marked = all.find(([, texts]) => texts.includes(mark));
    return marked === undefined ? undefined : found(...marked);
}

function found(pid: number, texts: readonly string[]): BackgroundState {
    const port = texts[texts.indexOf("--port") + 1];
    return texts.includes("--port") ? { pid, port: Number(port) } : { pid };
}

/** Where the kernel tells of processes in files. */
const hasProc = existsSync("/proc/self/cmdline");

/** A zombie has none, as a process that is gone. */
async function argumentsOf(pid: number): Promise<string[]> {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
}

async function listed(which: readonly string[]): Promise<string[]> {
    const list = await promisify(execFile)("ps", ["-ww", "-o", "pid=,command=", ...which]).catch(() => undefined);
    return list?.stdout.split("\n").map((line) => line.trim()) ?? [];
}

function has(line: string, mark: string): boolean {
    return `${line} `.includes(` ${mark} `);
}
