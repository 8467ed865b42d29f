import { emulatorLogs, emulatorStatus, installEmulator, startEmulator, stopEmulator } from "../../local/emulator";
import { repositoryRoot } from "../../local/shared/paths";
import { ensureToolchain } from "../../local/toolchain";
import { loadEnvironment } from "../driver/config";
import { acquireLock } from "../driver/lock";
import { LOCAL, localDirectory, locksDirectory } from "../driver/places";
import { tellProgress as onProgress } from "./progress";

const directory = localDirectory(repositoryRoot);

/** Gets Pulumi's engine and the emulator. */
export async function prepare(): Promise<void> {
    await ensureToolchain({ onProgress });
    await installEmulator({ onProgress });
}

/** Starts the emulator. */
export async function start(): Promise<void> {
    const { region } = loadEnvironment(repositoryRoot, LOCAL).config.aws;
    const { url } = await startEmulator({ directory, region, onProgress });
    console.log(`The emulator answers at ${url}.`);
}

/** Stops the emulator, unless a run needs it. */
export async function stop(): Promise<void> {
    const lock = acquireLock(locksDirectory(repositoryRoot), LOCAL, "local stop");
    try {
        await stopEmulator(directory);
    } finally {
        lock.release();
    }
    console.log("Nothing of the embedded environment runs.");
}

/** Prints what runs. */
export async function status(json: boolean): Promise<void> {
    const found = await emulatorStatus(directory);
    if (json) return console.log(JSON.stringify(found, null, 4));
    for (const [name, state] of Object.entries(found.processes)) {
        console.log(`${name.padEnd(8)}  ${state === undefined ? "not running" : `process ${state.pid}`}`);
    }
    if (found.url !== undefined) console.log(`endpoint  ${found.url}`);
}

/** Prints the ends of the logs. */
export async function logs(lines: number): Promise<void> {
    for (const [name, text] of Object.entries(await emulatorLogs(directory, lines))) {
        if (text !== "") console.log(`== ${name}\n${text}`);
    }
}
