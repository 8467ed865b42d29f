import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { OnProgress } from "../shared/progress";
import { type Background, running, stopBackground } from "./background";
import { layoutOf, type ProcessName } from "./layout";

/** What is started, and from what. */
export interface Start {
    readonly directory: string;
    readonly region: string;
    readonly python: string;
    readonly version: string;
    readonly revision: string;
    readonly port: number | undefined;
    readonly onProgress?: OnProgress;
}

export function urlOf(port: number): string {
    return `http://127.0.0.1:${port}`;
}

export function backgroundOf(directory: string, name: ProcessName): Background {
    return { stateFile: layoutOf(directory).process(name), mark: `${name}@${directory}` };
}

/** The last lines of each background process's log, in the order of their names. */
export async function emulatorLogs(directory: string, lines = 100): Promise<Record<ProcessName, string>> {
    const tail = async (name: ProcessName) => {
        const text = await readFile(layoutOf(resolve(directory)).log(name), "utf8").catch(() => "");
        return text.trimEnd().split("\n").slice(-lines).join("\n");
    };
    const [emulator, moto, streams, delivery] = await Promise.all([
        tail("emulator"),
        tail("moto"),
        tail("streams"),
        tail("delivery"),
    ]);
    return { emulator, moto, streams, delivery };
}

/** Waits for an emulator. One that does not come up is stopped, so that another takes its place at the next start. */
export async function untilAnswering(
    directory: string,
    name: "emulator" | "moto",
    answers: (alive: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
    const background = backgroundOf(directory, name);
    const alive = async () => (await running(background)) !== undefined;
    await answers(alive).catch(async (error: Error) => {
        await stopBackground(background, 1);
        const { [name]: lines } = await emulatorLogs(directory, 15);
        throw new Error(`${error.message} The last lines of ${layoutOf(directory).log(name)}:\n${lines}`);
    });
}
