import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installEmulator } from "./install";
import { environmentOf, healthy } from "./ministack";
import { freePort } from "./ports";

/** An emulator of this process alone. */
export interface TemporaryEmulator {
    readonly url: string;
    readonly pid: number;
    /** What it has logged so far. */
    logs(): string;
}

let running: Promise<TemporaryEmulator> | undefined;

/**
 * An emulator for tests: empty, on a free port, the same one for every caller in this process. It ends with the process,
 * and so does what it kept on disk.
 */
export function startTemporaryEmulator(region = "eu-west-1"): Promise<TemporaryEmulator> {
    return (running ??= start(region));
}

async function start(region: string): Promise<TemporaryEmulator> {
    const { python } = await installEmulator();
    const directory = mkdtempSync(join(tmpdir(), "platform-emulator-"));
    mkdirSync(join(directory, "tmp"));
    const port = await freePort();
    const log = join(directory, "log");
    const output = openSync(log, "a");
    const child = spawn(python, [join(__dirname, "launch.py"), "temporary", "--follow-owner"], {
        env: environmentOf({ python, port, region, directory, persist: false }),
        cwd: directory,
        stdio: ["pipe", output, output],
        // A process group of its own keeps the terminal's Ctrl+C for the owner.
        detached: true,
    });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    const logs = () => readFileSync(log, "utf8");
    const url = `http://127.0.0.1:${port}`;
    await healthy(url, () => child.exitCode === null, 30).catch((error: Error) => {
        const said = logs();
        rmSync(directory, { recursive: true, force: true });
        throw new Error(`${error.message}\n${said}`, { cause: error });
    });
    return { url, pid: child.pid!, logs };
}
