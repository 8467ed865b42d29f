import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installEmulator } from "./install";
import { environmentOf, healthy } from "./ministack";
import { motoEnvironment, motoHealthy } from "./moto";
import { freePort } from "./ports";

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
    return (emulator ??= start({
        arguments: () => ["launch.py", "temporary"],
        env: (python, port, directory) => environmentOf({ python, port, region, directory, persist: false }),
        healthy,
    }));
}

/** As {@link startTemporaryEmulator}, for what moto serves. */
export function startTemporaryMoto(): Promise<TemporaryEmulator> {
    return (moto ??= start({
        arguments: (port) => ["launch_moto.py", "temporary", "--port", String(port), "--memory", "changes"],
        env: (python, _port, directory) => motoEnvironment(python, directory),
        healthy: motoHealthy,
    }));
}

interface Kind {
    readonly arguments: (port: number) => readonly [script: string, ...string[]];
    readonly env: (python: string, port: number, directory: string) => NodeJS.ProcessEnv;
    readonly healthy: typeof healthy;
}

async function start(kind: Kind): Promise<TemporaryEmulator> {
    const { python } = await installEmulator();
    const directory = mkdtempSync(join(tmpdir(), "platform-emulator-"));
    mkdirSync(join(directory, "tmp"));
    const port = await freePort();
    const log = join(directory, "log");
    const output = openSync(log, "a");
    const [script, ...rest] = kind.arguments(port);
    const child = spawn(python, [join(__dirname, script), ...rest, "--follow-owner"], {
        env: kind.env(python, port, directory),
        cwd: directory,
        stdio: ["pipe", output, output],
        // A process group of its own keeps the terminal's Ctrl+C for the owner.
        detached: true,
    });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    const logs = () => readFileSync(log, "utf8");
    const url = `http://127.0.0.1:${port}`;
    await kind
        .healthy(url, () => child.exitCode === null, 30)
        .catch((error: Error) => {
            const said = logs();
            rmSync(directory, { recursive: true, force: true });
            throw new Error(`${error.message}\n${said}`, { cause: error });
        });
    return { url, pid: child.pid!, logs };
}
