import { existsSync, readdirSync, renameSync, rmSync, statSync, copyFileSync, type Dirent } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { parseJson, readJson, textOf } from "../../local/shared/json";
import { isAlive } from "./lock";

/** What Pulumi's file backend writes around an engine that works on a stack. */
const engineLockSchema = z.object({ pid: z.int().positive(), hostname: z.string() });

/** A stack's state, as far as it tells that it is one. What has neither, Pulumi may take for an empty stack. */
const stateSchema = z.looseObject({ version: z.number(), checkpoint: z.looseObject({ stack: z.string() }) });

/** Pulumi writes the file itself when it is missing. */
const metaSchema = z.object({ version: z.number() });

/**
 * Puts a file backend of the platform's own right before the engine reads it: locks of engines that were killed, and files that
 * somebody or something has cut. Under the driver's own lock, nobody else writes to it.
 *
 * @param tell - told what was damaged, and what has taken its place
 * @returns whether a state was replaced by an older copy of it, so that it may not tell what exists
 * @throws an error that names the file and the remedy, when one may not be read
 */
export function mendBackend(backend: string, tell: (message: string) => void): boolean {
    const pulumi = join(backend, ".pulumi");
    releaseDeadLocks(join(pulumi, "locks"), tell);
    readJson(join(pulumi, "meta.yaml"), metaSchema, tell, parse);
    const states = filesIn(join(pulumi, "stacks")).filter((file) => file.endsWith(".json"));
    return (
        states.filter((file) => readJson(file, stateSchema, tell) === undefined && restored(pulumi, file, tell))
            .length > 0
    );
}

/** Takes the newest copy that Pulumi has made of a state: it makes one before each change, and one after each operation. */
function restored(pulumi: string, file: string, tell: (message: string) => void): boolean {
    const [stack, project] = [basename(file, ".json"), basename(dirname(file))];
    const history = filesIn(join(pulumi, "history", project, stack)).filter((each) =>
        each.endsWith(".checkpoint.json"),
    );
    const copies = [...history, `${file}.bak`].filter((each) => existsSync(each));
    const newestFirst = copies.sort((left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs);
    const copy = newestFirst.find((each) => readJson(each, stateSchema, tell) !== undefined);
    if (copy === undefined) {
        tell(
            `Pulumi has no copy of it, so the stack counts as not deployed. Where the next run finds in its way what it had made, ` +
                "'platform stop --force' and then 'npm start' make everything anew.",
        );
        return false;
    }
    const whole = `${file}.${process.pid}`;
    copyFileSync(copy, whole);
    renameSync(whole, file);
    tell(`Pulumi's copy of the state has taken its place, which it made at ${statSync(copy).mtime.toISOString()}.`);
    return true;
}

function releaseDeadLocks(locks: string, tell: (message: string) => void): void {
    for (const file of filesIn(locks).filter((each) => !each.endsWith(".attrs"))) {
        const text = textOf(file);
        if (text === undefined) continue;
        const lock = parseJson(text, engineLockSchema);
        if (lock !== undefined && isAlive({ pid: lock.pid, host: lock.hostname })) continue;
        // Set aside in its folder, it would still be a lock to Pulumi, which takes every file there for one.
        if (lock === undefined) tell(`${file}, an engine's lock, was damaged, and is removed.`);
        rmSync(file, { force: true });
    }
}

function filesIn(directory: string): string[] {
    if (!existsSync(directory)) return [];
    return readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry: Dirent) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
}
