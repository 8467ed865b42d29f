import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { nodeBinary, repositoryRoot } from "../shared/paths";
import { revisionOf } from "../shared/revision";
import { type BackgroundState, type Command, running, startBackground, stopBackground } from "./background";
import { layoutOf, type ProcessName } from "./layout";
import { motoEnvironment, motoHealthy } from "./moto";
import { freePort } from "./ports";
import { backgroundOf, type Start, untilAnswering, urlOf } from "./processes";

/** What moto's process is made of, besides moto. */
const motoSources = ["launch_moto.py", "moto.ts", "owner.py", "requirements.txt"].map(
    (name) => `local/emulator/${name}`,
);

/** What the companions in Node.js are made of, besides a folder for each. */
const nodeSources = ["local/shared", "local/emulator/ministack.ts", "package-lock.json"];

/** How long a companion may take to finish what it is at, in seconds. */
export const companionPatience = 10;

export const nodeCompanions = ["streams", "delivery"] as const satisfies readonly ProcessName[];

/** What works for the emulator, and is started and stopped with it. */
const companions = ["moto", ...nodeCompanions] as const;

export async function stopCompanions(directory: string, patienceSeconds: number): Promise<void> {
    await Promise.all(companions.map((name) => stopBackground(backgroundOf(directory, name), patienceSeconds)));
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

export async function startMoto({ directory, python, version }: Start): Promise<BackgroundState> {
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

/** moto's address. One that hangs is replaced at once: another one knows all that it was told. */
export async function answeringMoto(start: Start): Promise<string> {
    const answering = async (seconds: number) => {
        const url = urlOf((await startMoto(start)).port!);
        await untilAnswering(start.directory, "moto", (alive) => motoHealthy(url, alive, seconds));
        return url;
    };
    if ((await running(backgroundOf(start.directory, "moto"))) === undefined) return answering(30);
    return answering(10).catch(() => {
        start.onProgress?.({ title: "The second emulator, moto, does not answer, so another one takes its place" });
        return answering(30);
    });
}

export async function startNode(name: (typeof nodeCompanions)[number], directory: string, url: string, region: string) {
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
