import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import pWaitFor from "p-wait-for";

/** A process that outlives the command that started it. */
export interface Background {
    /** Where its {@link BackgroundState} is kept. */
    readonly stateFile: string;
    /**
     * Stands in its command line and in no other's, so that a reused process id is not taken for it.
     */
    readonly mark: string;
}

/** What is remembered of a running background process. */
export interface BackgroundState {
    readonly pid: number;
    /** ISO 8601. */
    readonly startedAt: string;
    /** See `revisionOf`. */
    readonly revision: string;
    readonly port?: number;
}

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
    const text = await readFile(background.stateFile, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const state = parse(text);
    return state !== undefined && (await isRunning(state.pid, background.mark)) ? state : undefined;
}

/** Starts the process in a session of its own and records it. */
export async function startBackground(background: Background, command: Command): Promise<BackgroundState> {
    if (!command.arguments.some((argument) => argument.includes(background.mark))) {
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
    if (child.pid !== undefined) writeFileSync(background.stateFile, JSON.stringify(state));
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

function parse(text: string): BackgroundState | undefined {
    try {
        return JSON.parse(text) as BackgroundState;
    } catch {
        // Cut off in the middle by a power failure: as good as absent.
        return undefined;
    }
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
    return (await commandLine(pid)).includes(mark);
}

async function commandLine(pid: number): Promise<string> {
    // A zombie's is empty, as that of a process that is gone.
    if (existsSync("/proc/self/cmdline")) return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const found = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => undefined);
    return found?.stdout ?? "";
}
