import {
    discardEmulator,
    emulatorLogs,
    emulatorStatus,
    type EmulatorStatus,
    installEmulator,
    PROCESSES,
    stopEmulator,
} from "../../local/emulator";
import { repositoryRoot } from "../../local/shared/paths";
import { endLeftHosts, ensureToolchain } from "../../local/toolchain";
import { loadEnvironment } from "../driver/config";
import {
    discardStates,
    LOCAL,
    localDirectory,
    lockEnvironment,
    requireLocalPort,
    startEmulators,
} from "../driver/places";
import { END_MEBIBYTES, requireSpace } from "../driver/space";
import { tellProgress as onProgress } from "./progress";

const directory = localDirectory(repositoryRoot);

/** Gets Pulumi's engine and the emulator. */
export async function runLocalPrepare(json: boolean): Promise<void> {
    const { pulumi, version } = await ensureToolchain({ onProgress });
    const emulator = await installEmulator({ onProgress });
    if (json) return print({ pulumi: { path: pulumi, version }, emulator });
    console.log(`Pulumi ${version} and MiniStack ${emulator.version}, with moto, are there.`);
}

/** Starts the emulator, unless a run needs it as it is. */
export async function runLocalStart(json: boolean): Promise<void> {
    const { region } = loadEnvironment(repositoryRoot, LOCAL).config.aws;
    requireLocalPort();
    const started = await locked("local start", () => startEmulators(repositoryRoot, region, onProgress));
    if (json) return print(started);
    tellEndpoints(started);
}

/** Stops the emulator, unless a run needs it. */
export async function runLocalStop(json: boolean): Promise<void> {
    await locked("local stop", async () => {
        const { processes } = await emulatorStatus(directory);
        const remedy =
            "Without them the emulator cannot write down what it remembers, so it still runs. Make room and stop it then; " +
            "or forget what it remembers with 'platform stop --force', which needs no space.";
        if (processes.emulator !== undefined) requireSpace(directory, remedy, END_MEBIBYTES);
        await stopEmulator(directory);
    });
    await endLeftHosts();
    if (json) return runLocalStatus(true);
    console.log("Nothing of the embedded environment runs.");
}

/** Stops the emulator, unless a run needs it, and forgets all that was ever deployed there. */
export async function discard(): Promise<void> {
    await locked("stop", async () => {
        await discardEmulator(directory);
        discardStates(repositoryRoot);
    });
    await endLeftHosts();
}

/** Prints what runs. */
export async function runLocalStatus(json: boolean): Promise<void> {
    const found = await emulatorStatus(directory);
    if (json) return print(found);
    for (const [name, state] of Object.entries(found.processes)) {
        console.log(`${name.padEnd(8)}  ${state === undefined ? "not running" : `process ${state.pid}`}`);
    }
    tellEndpoints(found);
}

/** Prints the ends of the logs. */
export async function runLocalLogs(lines: number, json: boolean): Promise<void> {
    const found = await emulatorLogs(directory, lines);
    if (json) return print(found);
    for (const [name, text] of Object.entries(found)) {
        if (text !== "") console.log(`== ${name}\n${text}`);
    }
}

function tellEndpoints(published: Pick<EmulatorStatus, "url" | "motoUrl">): void {
    for (const { answers } of Object.values(PROCESSES))
        if (answers !== undefined && published[answers.as] !== undefined)
            console.log(`${answers.product} answers at ${published[answers.as]}: ${answers.serves}`);
}

async function locked<T>(command: string, work: () => Promise<T>): Promise<T> {
    const lock = lockEnvironment(repositoryRoot, LOCAL, command, command.endsWith("stop"));
    try {
        return await work();
    } finally {
        lock.release();
    }
}

function print(document: object): void {
    console.log(JSON.stringify(document, null, 4));
}
