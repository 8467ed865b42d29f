import { randomUUID } from "node:crypto";
import { closeSync, openSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../local/shared/folder";
import { PlatformError, UsageError } from "../errors";

/** Free space that a run must find, in MiB: many times what an environment on this machine takes. */
export const START_MEBIBYTES = 100;

/** Free space below which a run is ended, in MiB: what ends in order still has something to write. */
export const END_MEBIBYTES = 20;

/** How often {@link watchSpace} looks, in milliseconds. */
const INTERVAL = 500;

/** Free space for a folder, in MiB. */
export function freeMebibytes(directory: string): number {
    const { bavail, bsize } = statfsSync(directory);
    return Math.floor((bavail * bsize) / 2 ** 20);
}

/**
 * Refuses a full disk before anything is begun: the engine would try for minutes to write each state to it.
 *
 * @throws PlatformError when fewer than `mebibytes` are free for `directory`, which exists
 */
export function requireSpace(directory: string, remedy: string, mebibytes = START_MEBIBYTES): void {
    const free = freeMebibytes(directory);
    if (free < mebibytes)
        throw new PlatformError(`${free} MiB are free at ${directory}, and ${mebibytes} are needed. ${remedy}`);
}

/**
 * Watches the space of a folder while something writes to it.
 *
 * @param onShort - told once, with the MiB that are left, when they have become too few
 * @returns ends the watch
 */
export function watchSpace(directory: string, onShort: (free: number) => void, mebibytes = END_MEBIBYTES): () => void {
    const timer = setInterval(() => {
        const free = freeMebibytes(directory);
        if (free >= mebibytes) return;
        clearInterval(timer);
        onShort(free);
    }, INTERVAL);
    timer.unref();
    return () => clearInterval(timer);
}

/**
 * Makes a folder that was named by the user, and sees whether it takes files.
 *
 * @param subject - who named it: the beginning of the message, before the folder
 * @throws UsageError when it is a file, cannot be made, or cannot be written to
 */
export function requireFolder(directory: string, subject: string): void {
    const probe = join(directory, `.${randomUUID()}`);
    try {
        makeFolder(directory);
        // Only writing tells: the superuser has every right, also where nothing can be written.
        closeSync(openSync(probe, "wx"));
        rmSync(probe);
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        // A full disk is another matter: what ends an environment goes on.
        if (code === "ENOSPC" || code === "EDQUOT") return;
        throw new UsageError(
            `${subject} ${directory}, where nothing can be written (${message.split(",", 1)[0]}). Name another folder.`,
        );
    }
}
