import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { EXIT, PlatformError } from "../errors";

/** Who runs something on an environment. */
export interface Holder {
    readonly pid: number;
    readonly host: string;
    readonly user: string;
    /** What runs, for example `up dev`. */
    readonly command: string;
    /** ISO 8601. */
    readonly since: string;
}

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
 * @throws {@link PlatformError} with exit code 3, naming the holder.
 */
export function acquireLock(directory: string, environment: string, command: string): Lock {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `${environment}.json`);
    const holder: Holder = {
        pid: process.pid,
        host: hostname(),
        user: userInfo().username,
        command,
        since: new Date().toISOString(),
    };
    const own = `${file}.${process.pid}`;
    writeFileSync(own, JSON.stringify(holder));
    try {
        // A link appears with its content or not at all, and never replaces another.
        if (linked(own, file)) return { release: () => rmSync(file, { force: true }) };
        const found = readHolder(file);
        if (found !== undefined && isAlive(found)) throw held(environment, found, file);
        const stale = `${own}.stale`;
        if (!movedAway(file, stale)) throw held(environment, undefined, file);
        const moved = readHolder(stale);
        if (moved !== undefined && isAlive(moved)) {
            // Another run took over between the look and the move.
            linked(stale, file);
            throw held(environment, moved, file);
        }
        if (!linked(own, file)) throw held(environment, readHolder(file), file);
        return { tookOver: found, release: () => rmSync(file, { force: true }) };
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

function readHolder(file: string): Holder | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Holder;
    } catch {
        return undefined;
    }
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
