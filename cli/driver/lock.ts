import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { readJson } from "../../local/shared/json";
import { EXIT, PlatformError } from "../errors";

const holderSchema = z.object({
    pid: z.int().positive(),
    host: z.string(),
    user: z.string(),
    /** What runs, for example `up dev`. */
    command: z.string(),
    /** ISO 8601. */
    since: z.string(),
});

/** Who runs something on an environment. */
export type Holder = Readonly<z.infer<typeof holderSchema>>;

/** A held lock. */
export interface Lock {
    /** The dead run whose lock was taken over. */
    readonly tookOver?: Holder;
    release(): void;
}

/**
 * Takes an environment for one run on this machine; other machines are kept away by the backend's own lock. The lock of a
 * process that is gone is taken over.
 *
 * @param directory - where locks are, `.platform/locks`
 * @param withoutSpace - when the disk is too full for a lock, goes on without one
 * @throws {@link PlatformError} with exit code 3, naming the holder.
 */
export function acquireLock(directory: string, environment: string, command: string, withoutSpace = false): Lock {
    mkdirSync(directory, { recursive: true });
    const file = fileOf(directory, environment);
    const holder: Holder = {
        pid: process.pid,
        host: hostname(),
        user: userInfo().username,
        command,
        since: new Date().toISOString(),
    };
    const release = () => {
        // One that was damaged meanwhile may be another's by now.
        if (isDeepStrictEqual(readHolder(file), holder)) rmSync(file, { force: true });
    };
    const own = `${file}.${process.pid}`;
    try {
        writeFileSync(own, JSON.stringify(holder));
        // A link appears with its content or not at all, and never replaces another.
        if (linked(own, file)) return { release };
        const found = readHolder(file);
        if (found !== undefined && isAlive(found)) throw held(environment, found, file);
        // A damaged one is gone by now.
        if (found === undefined && linked(own, file)) return { release };
        const stale = `${own}.stale`;
        if (!movedAway(file, stale)) throw held(environment, undefined, file);
        const moved = readHolder(stale);
        if (moved !== undefined && isAlive(moved)) {
            // Another run took over between the look and the move.
            linked(stale, file);
            throw held(environment, moved, file);
        }
        if (!linked(own, file)) throw held(environment, readHolder(file), file);
        return { tookOver: found, release };
    } catch (error) {
        if (!["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
        const living = holderOf(directory, environment);
        if (living !== undefined) throw held(environment, living, file);
        if (withoutSpace) return { release: () => undefined };
        throw new PlatformError(`There is no space for the lock of '${environment}' in ${directory}. Make room.`);
    } finally {
        rmSync(own, { force: true });
        rmSync(`${own}.stale`, { force: true });
    }
}

/** Whether the process that took a lock still runs. Of another machine's processes nothing is known: they count as running. */
export function isAlive({ pid, host }: Pick<Holder, "pid" | "host">): boolean {
    if (host !== hostname()) return true;
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

function linked(from: string, to: string): boolean {
    try {
        linkSync(from, to);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
    }
}

function movedAway(from: string, to: string): boolean {
    try {
        renameSync(from, to);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
        throw error;
    }
}

/** Who holds an environment; undefined when nobody does who lives. */
export function holderOf(directory: string, environment: string): Holder | undefined {
    const holder = readHolder(fileOf(directory, environment));
    return holder !== undefined && isAlive(holder) ? holder : undefined;
}

function fileOf(directory: string, environment: string): string {
    return join(directory, `${environment}.json`);
}

function readHolder(file: string): Holder | undefined {
    return readJson(file, holderSchema);
}

function held(environment: string, holder: Holder | undefined, file: string): PlatformError {
    const who =
        holder === undefined
            ? "another run"
            : `'platform ${holder.command}' (${holder.user}@${holder.host}, process ${holder.pid}, since ${holder.since})`;
    return new PlatformError(
        `The environment '${environment}' is in use by ${who}. Wait until it is done; if it no longer exists, delete ${file}.`,
        EXIT.locked,
    );
}
