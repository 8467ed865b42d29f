import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "../../local/shared/json";
import { repositoryRoot } from "../../local/shared/paths";
import { revisionOf } from "../../local/shared/revision";
import type { Target } from "./target";
import { atRoot, DRIVER_INPUTS } from "./unchanged";

/** How many are kept: a request is compared with the same revision again and again. */
const KEPT = 8;

/** An environment of a commit that was brought up offline, as it is kept. */
export interface Rehearsal {
    /** State exports by layer. */
    readonly states: ReadonlyMap<string, string>;
    /** Folder with the states of a file backend, and with what the layers were brought up from. */
    readonly backend: string;
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
        const made = await revisionOf(repositoryRoot, DRIVER_INPUTS, [process.version, ...settings]);
        return new KeptRehearsal(join(directory, `${commit}-${made.slice(0, 16)}`));
    }

    /** @returns undefined when there is none */
    async find(): Promise<Rehearsal | undefined> {
        const exports = join(this.folder, "exports");
        if (!existsSync(exports)) return undefined;
        if ((await digestOf(this.folder)) !== readJson(join(this.folder, DIGEST), z.string())) {
            console.error(`${this.folder} was damaged, and is made anew.`);
            rmSync(this.folder, { recursive: true });
            return undefined;
        }
        utimesSync(this.folder, new Date(), new Date());
        const files = readdirSync(exports).sort();
        const read = async (file: string) =>
            [basename(file, ".json"), await readFile(join(exports, file), "utf8")] as const;
        return { states: new Map(await Promise.all(files.map(read))), backend: join(this.folder, "backend") };
    }

    /** Keeps what has come up, as if its repository lay where this one does. What is kept is whole, whoever is interrupted. */
    async keep(target: Target, layers: readonly string[]): Promise<void> {
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
            renameSync(next, this.folder);
        } catch (error) {
            // Another run was faster.
            if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
        } finally {
            rmSync(next, { recursive: true, force: true });
        }
        forgetOldest(join(this.folder, ".."));
    }
}

function digestOf(folder: string): Promise<string> {
    return revisionOf(folder, ["backend", "exports"], []);
}

function forgetOldest(directory: string): void {
    const ages = readdirSync(directory).map(
        (name) => [statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0, name] as const,
    );
    for (const [, name] of ages.sort(([left], [right]) => right - left).slice(KEPT))
        rmSync(join(directory, name), { recursive: true, force: true });
}
