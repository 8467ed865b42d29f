import { randomUUID } from "node:crypto";
import {
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    renameSync,
    rmSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "../../local/shared/json";
import { repositoryRoot } from "../../local/shared/paths";
import { revisionOf } from "../../local/shared/revision";
import { filesOfPrograms } from "./program";
import { INSTALLED, LOCK } from "./packages";
import type { Target } from "./target";
import { atRoot, DRIVER_INPUTS } from "./unchanged";

/** How many are kept: a request is compared with the same revision again and again. */
const KEPT = 8;

/** An environment of a commit that was brought up offline. */
export class Rehearsal {
    private constructor(
        /** State exports by layer. */
        readonly states: ReadonlyMap<string, string>,
        /** Files of a file backend, and what the layers were brought up from, by their paths. */
        private readonly backend: ReadonlyMap<string, string>,
    ) {}

    /** Reads all of it: another run may forget it the next moment. */
    static async read(folder: string): Promise<Rehearsal> {
        const [exports, backend] = await Promise.all(["exports", "backend"].map((name) => textsIn(join(folder, name))));
        return new Rehearsal(new Map([...exports].map(([file, text]) => [basename(file, ".json"), text])), backend);
    }

    /** Makes it the states of a file backend. */
    restore(states: string): void {
        for (const [file, text] of this.backend) {
            mkdirSync(dirname(join(states, file)), { recursive: true });
            writeFileSync(join(states, file), text);
        }
    }
}

async function textsIn(folder: string): Promise<Map<string, string>> {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
    const read = async (file: string) => [file, await readFile(join(folder, file), "utf8")] as const;
    return new Map(await Promise.all(files.map(read)));
}

/** File with a digest over all others. */
const DIGEST = "digest.json";

/** What of a file backend is not needed to go on from its states. */
const COPIES = /\.pulumi\/(backups|history|locks)$|\.bak$/;

/** The rehearsal of one commit, as this driver and these providers make it. */
export class KeptRehearsal {
    private constructor(private readonly folder: string) {}

    /**
     * @param settings - what else it depends on
     * @param directory - where they are kept
     */
    static async of(
        commit: string,
        settings: readonly string[],
        directory = join(repositoryRoot, ".platform", "rehearsals"),
    ): Promise<KeptRehearsal> {
        const made = await revisionOf(repositoryRoot, await inputs(), [process.version, ...settings]);
        return new KeptRehearsal(join(directory, `${commit}-${made.slice(0, 16)}`));
    }

    /** @returns undefined when there is none, or none any more */
    async find(): Promise<Rehearsal | undefined> {
        if (!existsSync(this.folder)) return undefined;
        try {
            if ((await digestOf(this.folder)) !== readJson(join(this.folder, DIGEST), z.string())) {
                console.error(`${this.folder} was damaged, and is made anew.`);
                discard(this.folder);
                return undefined;
            }
            utimesSync(this.folder, new Date(), new Date());
            return await Rehearsal.read(this.folder);
        } catch (error) {
            if (isMissing(error)) return undefined;
            throw error;
        }
    }

    /** Keeps what has come up, as if its repository lay where this one does. What is kept is whole, whoever is interrupted. */
    async keep(target: Target, layers: readonly string[]): Promise<Rehearsal> {
        const next = `${this.folder}.${randomUUID()}.new`;
        try {
            const [backend, exports] = [join(next, "backend"), join(next, "exports")];
            mkdirSync(exports, { recursive: true });
            const states = target.states!;
            cpSync(states, backend, { recursive: true, filter: (path) => !COPIES.test(path) });
            for (const name of layers) {
                const layer = target.layer(name);
                const file = join(backend, relative(states, layer.stateFile(states)));
                await writeFile(file, atRoot(layer, target.root, repositoryRoot));
                await writeFile(join(exports, `${name}.json`), await layer.exportedState());
            }
            writeJson(join(next, DIGEST), await digestOf(next));
            const made = await Rehearsal.read(next);
            try {
                renameSync(next, this.folder);
            } catch (error) {
                // Another run was faster.
                if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
            }
            forgetOldest(join(this.folder, ".."));
            return made;
        } finally {
            rmSync(next, { recursive: true, force: true });
        }
    }
}

/**
 * What of this repository decides what a rehearsal comes to: the driver, what it imports, and the packages as they are installed, with the
 * SDK and the declarations of the provider. The rest is of the commit.
 */
export async function inputs(): Promise<string[]> {
    // The providers are loaded only where they serve.
    const mains = ["comparison.ts", "providers.ts"].map((file) => join(repositoryRoot, "cli", "driver", file));
    const programs = await filesOfPrograms(repositoryRoot, mains);
    const imported = new Set(mains.flatMap((main) => [...programs.get(main)!]));
    const others = [...imported].filter((file) => !DRIVER_INPUTS.some((folder) => file.startsWith(`${folder}/`)));
    const installed = [INSTALLED, LOCK].filter((file) => existsSync(join(repositoryRoot, file)));
    return [...DRIVER_INPUTS, ...others, ...installed];
}

function digestOf(folder: string): Promise<string> {
    return revisionOf(folder, ["backend", "exports"], []);
}

function forgetOldest(directory: string): void {
    const ages = readdirSync(directory).map(
        (name) => [statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0, name] as const,
    );
    for (const [, name] of ages.sort(([left], [right]) => right - left).slice(KEPT)) discard(join(directory, name));
}

/** At once for who reads it. */
function discard(folder: string): void {
    const gone = `${folder}.${randomUUID()}.old`;
    try {
        renameSync(folder, gone);
        rmSync(gone, { recursive: true, force: true });
    } catch (error) {
        if (!isMissing(error)) throw error;
    }
}

function isMissing(error: unknown): boolean {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
}
