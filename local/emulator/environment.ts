import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exclusive } from "../shared/exclusive";
import { nodeBinary, repositoryRoot } from "../shared/paths";
import type { OnProgress } from "../shared/progress";
import { revisionOf } from "../shared/revision";
import {
    type Background,
    type BackgroundState,
    type Command,
    running,
    startBackground,
    stopBackground,
} from "./background";
import { environmentPort, otherPort, requestedPort, requireFreePort } from "./environmentPort";
import { installEmulator } from "./install";
import { layoutOf, type ProcessName } from "./layout";
import { markMemory, readMark, readMemory } from "./memory";
import { environmentOf, healthy } from "./ministack";
import { motoEnvironment, motoHealthy } from "./moto";
import { freePort } from "./ports";

/** What the emulator's own process is made of, besides MiniStack. */
const emulatorSources = [
    "authorization.py",
    "deliveries.py",
    "launch.py",
    "ministack.ts",
    "owner.py",
    "requirements.txt",
].map((name) => `local/emulator/${name}`);

/** What moto's process is made of, besides moto. */
const motoSources = ["launch_moto.py", "moto.ts", "owner.py", "requirements.txt"].map(
    (name) => `local/emulator/${name}`,
);

/** What the companions in Node.js are made of, besides a folder for each. */
const nodeSources = ["local/shared", "local/emulator/ministack.ts", "package-lock.json"];

/** How long MiniStack may take to write its memory down, in seconds; usual are two. */
const emulatorPatience = 30;

/** How long a companion may take to finish what it is at, in seconds. */
const companionPatience = 10;

/** What {@link startEmulator} starts where. */
export interface StartOptions {
    /** The environment's own folder, `.platform/local` of the repository. */
    readonly directory: string;
    /**
     * Port of the loopback interface; the one that what is remembered was made at.
     * @default `PLATFORM_LOCAL_PORT`, or the one of what is remembered, or 4577
     */
    readonly port?: number;
    /**
     * Region of unsigned requests.
     * @default "eu-west-1"
     */
    readonly region?: string;
    readonly onProgress?: OnProgress;
}

/** A running environment. */
export interface RunningEmulator {
    /** MiniStack's. */
    readonly url: string;
    /** Where moto answers, for what it serves. */
    readonly motoUrl: string;
    /** MiniStack's. */
    readonly pid: number;
    /**
     * Identifies what the emulator remembers. Deployment state that was written against another memory describes resources
     * that are gone.
     */
    readonly memory: string;
    /** The memory was empty at this start: the first one, or the emulator was killed and lost it. */
    readonly freshMemory: boolean;
}

/** What runs now, without starting anything. */
export interface EmulatorStatus {
    readonly processes: Readonly<Record<ProcessName, BackgroundState | undefined>>;
    /** Set when the emulator runs. */
    readonly url?: string;
    /** Set when moto runs. */
    readonly motoUrl?: string;
    /** See {@link RunningEmulator.memory}; set when the emulator runs. */
    readonly memory?: string;
}

/**
 * Starts the emulator, and beside it moto, stream poller and delivery, in the background, or finds them running; those that were started
 * from older code or for another region are started anew. They survive the calling process.
 *
 * @throws When the port is somebody else's, or not the one that what is remembered was made at, or the emulator does not
 * come up; its log's last lines are in the message.
 */
export async function startEmulator(options: StartOptions): Promise<RunningEmulator> {
    const directory = resolve(options.directory);
    return exclusive(directory, 90, async () => {
        const { python, version } = await installEmulator({ onProgress: options.onProgress });
        const { region = "eu-west-1" } = options;
        const revision = await revisionOf(repositoryRoot, emulatorSources, [version, region]);
        const start = { directory, region, python, version, revision, port: options.port ?? requestedPort() };
        const found = await keepRunning(start);
        const emulator = found ?? (await startRemembering({ ...start, onProgress: options.onProgress }));
        const [motoUrl] = await Promise.all([
            answeringMoto(start),
            ...nodeCompanions.map((name) => startNode(name, directory, emulator.url, region)),
        ]);
        return { ...emulator, motoUrl };
    });
}

/** Stops all that {@link startEmulator} started; the emulator writes its memory down first. Nothing running is fine. */
export async function stopEmulator(directory: string): Promise<void> {
    const root = resolve(directory);
    await exclusive(root, 90, async () => {
        // They read from the emulator and write to it, so they end first.
        await stopCompanions(root, companionPatience);
        await stopBackground(backgroundOf(root, "emulator"), emulatorPatience);
    });
}

/** Whether the environment has a memory, be it running or not. */
export function remembers(directory: string): boolean {
    return existsSync(layoutOf(resolve(directory)).memoryMark);
}

/** Stops what runs and forgets all that it knows. Nothing there is fine. */
export async function discardEmulator(directory: string): Promise<void> {
    await stopEmulator(directory);
    const { memory, memoryMark } = layoutOf(resolve(directory));
    // The mark first: without it, what is left of the memory does not count.
    for (const path of [memoryMark, memory]) await rm(path, { recursive: true, force: true });
}

/** What of the environment runs. */
export async function emulatorStatus(directory: string): Promise<EmulatorStatus> {
    const root = resolve(directory);
    const [emulator, moto, streams, delivery] = await Promise.all(
        (["emulator", "moto", "streams", "delivery"] as const).map((name) => running(backgroundOf(root, name))),
    );
    const processes = { emulator, moto, streams, delivery };
    const motoUrl = moto && urlOf(moto.port!);
    if (emulator === undefined) return { processes, motoUrl };
    const mark = await readMark(layoutOf(root).memoryMark);
    return { processes, url: urlOf(emulator.port!), motoUrl, memory: mark?.id };
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

interface Start {
    readonly directory: string;
    readonly region: string;
    readonly python: string;
    readonly version: string;
    readonly revision: string;
    readonly port: number | undefined;
}

const nodeCompanions = ["streams", "delivery"] as const satisfies readonly ProcessName[];

/** What works for the emulator, and is started and stopped with it. */
const companions = ["moto", ...nodeCompanions] as const;

/** {@link RunningEmulator} without its companions. */
type Alone = Omit<RunningEmulator, "motoUrl">;

function urlOf(port: number): string {
    return `http://127.0.0.1:${port}`;
}

function backgroundOf(directory: string, name: ProcessName): Background {
    return { stateFile: layoutOf(directory).process(name), mark: `${name}@${directory}` };
}

async function stopCompanions(directory: string, patienceSeconds: number): Promise<void> {
    await Promise.all(companions.map((name) => stopBackground(backgroundOf(directory, name), patienceSeconds)));
}

async function keepRunning(start: Start): Promise<Alone | undefined> {
    const { directory, revision, port } = start;
    const emulator = backgroundOf(directory, "emulator");
    const state = await running(emulator);
    if (state === undefined) return undefined;
    if (port !== undefined && port !== state.port) throw otherPort(state.port!, port);
    const url = urlOf(state.port!);
    if (state.revision === revision) {
        const answers = await healthy(url, () => true, 5).then(
            () => true,
            () => false,
        );
        const memory = answers ? await readMemory(url, layoutOf(directory).memoryMark) : undefined;
        if (memory !== undefined) return { url, pid: state.pid, memory: memory.id, freshMemory: false };
    } else await stopCompanions(directory, companionPatience);
    // From older code, stuck, or interrupted before it was marked: another one takes its place.
    await stopBackground(emulator, emulatorPatience);
    return undefined;
}

async function startRemembering(start: Start & { readonly onProgress?: OnProgress }): Promise<Alone> {
    const { directory, onProgress } = start;
    const { memory, memoryMark } = layoutOf(directory);
    const first = !existsSync(memoryMark);
    const port = start.port ?? (await environmentPort(directory));
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
    if (first) await forget();
    let state = await launch(start, port);
    const known = await readMemory(url, memoryMark);
    if (known === undefined && !first) {
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
    const { memory, deliveries, log } = layoutOf(directory);
    await rm(join(memory, "tmp"), { recursive: true, force: true });
    await mkdir(join(memory, "tmp"), { recursive: true });
    // It comes up in the same second.
    await startMoto(start);
    const state = await startBackground(background, {
        file: python,
        arguments: [join(__dirname, "launch.py"), background.mark, "--deliveries", deliveries],
        env: environmentOf({ python, port, region, directory: memory, persist: true }),
        cwd: memory,
        log: log("emulator"),
        revision,
        port,
    });
    await untilAnswering(directory, "emulator", (alive) => healthy(urlOf(port), alive, 30));
    return state;
}

/** Waits for an emulator. One that does not come up is stopped, so that another takes its place at the next start. */
async function untilAnswering(
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

/** The companion of this revision, found running or started in the place of an older one. */
async function startCompanion(
    directory: string,
    name: (typeof companions)[number],
    revision: string,
    command: () => Promise<Omit<Command, "log" | "revision">>,
): Promise<BackgroundState> {
    const background = backgroundOf(directory, name);
    const found = await running(background);
    if (found?.revision === revision) return found;
    if (found !== undefined) await stopBackground(background, companionPatience);
    return startBackground(background, { ...(await command()), log: layoutOf(directory).log(name), revision });
}

async function startMoto({ directory, python, version }: Start): Promise<BackgroundState> {
    const revision = await revisionOf(repositoryRoot, motoSources, [version]);
    return startCompanion(directory, "moto", revision, async () => {
        const { memory, motoChanges } = layoutOf(directory);
        await mkdir(memory, { recursive: true });
        const port = await freePort();
        const { mark } = backgroundOf(directory, "moto");
        const script = join(__dirname, "launch_moto.py");
        return {
            file: python,
            arguments: [script, mark, "--port", String(port), "--memory", motoChanges],
            env: motoEnvironment(python, memory),
            cwd: memory,
            port,
        };
    });
}

async function answeringMoto(start: Start): Promise<string> {
    const { port } = await startMoto(start);
    const url = urlOf(port!);
    await untilAnswering(start.directory, "moto", (alive) => motoHealthy(url, alive, 30));
    return url;
}

async function startNode(name: (typeof nodeCompanions)[number], directory: string, url: string, region: string) {
    const revision = await revisionOf(repositoryRoot, [`local/${name}`, ...nodeSources], [url, region]);
    await startCompanion(directory, name, revision, () =>
        Promise.resolve({
            file: nodeBinary,
            arguments: [
                "--require",
                require.resolve("tsx/cjs"),
                join(repositoryRoot, "local", name, "main.ts"),
                layoutOf(directory).memory,
                url,
                region,
                backgroundOf(directory, name).mark,
            ],
            env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8" },
            cwd: repositoryRoot,
        }),
    );
}
