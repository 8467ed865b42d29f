import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installEmulator } from "./install";
import { layoutOf } from "./layout";
import { freePort } from "./ports";
import { answering, urlOf } from "./processes";
import { PROCESSES } from "./table";

/** An emulator of this process alone. */
export interface TemporaryEmulator {
    readonly url: string;
    readonly pid: number;
    /** What it has logged so far. */
    logs(): string;
}

let emulator: Promise<TemporaryEmulator> | undefined;
let moto: Promise<TemporaryEmulator> | undefined;

/**
 * An emulator for tests: empty, on a free port, the same one for every caller in this process. It ends with the process,
 * and so does what it kept on disk.
 */
export function startTemporaryEmulator(region = "eu-west-1"): Promise<TemporaryEmulator> {
    return (emulator ??= start("emulator", region));
}

/** As {@link startTemporaryEmulator}, for what moto serves. */
export function startTemporaryMoto(): Promise<TemporaryEmulator> {
    return (moto ??= start("moto", "eu-west-1"));
}

async function start(name: "emulator" | "moto", region: string): Promise<TemporaryEmulator> {
    const { python } = await installEmulator();
    const directory = mkdtempSync(join(tmpdir(), "platform-emulator-"));
    mkdirSync(join(layoutOf(directory).memory, "tmp"), { recursive: true });
    const port = await freePort();
    const url = urlOf(port);
    const own = { directory, region, python, port, url, mark: "temporary", persist: false };
    const command = PROCESSES[name].command(own);
    const log = layoutOf(directory).log(name);
    const output = openSync(log, "a");
    const child = spawn(command.file, [...command.arguments, "--follow-owner"], {
        env: command.env,
        // Removed with all that is in it when the owner is gone.
        cwd: directory,
        stdio: ["pipe", output, output],
        // A process group of its own keeps the terminal's Ctrl+C for the owner.
        detached: true,
    });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    const logs = () => readFileSync(log, "utf8");
    await answering(name, url, () => child.exitCode === null, 30).catch((error: Error) => {
        const said = logs();
        rmSync(directory, { recursive: true, force: true });
        throw new Error(`${error.message}\n${said}`, { cause: error });
    });
    return { url, pid: child.pid!, logs };
}
