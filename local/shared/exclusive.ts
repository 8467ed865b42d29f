import { mkdir } from "node:fs/promises";
import { lock } from "proper-lockfile";

/**
 * Runs `work` while no other process runs work on the same folder, waiting for its turn. A lock whose owner died is taken
 * over after 15 seconds.
 *
 * @param onWait - called once, when the turn is another's
 * @param withoutSpace - where the disk is too full to take turns, works all the same
 * @throws When another process still holds the folder after `patienceSeconds`.
 */
export async function exclusive<T>(
    directory: string,
    patienceSeconds: number,
    work: () => Promise<T>,
    onWait?: () => void,
    withoutSpace = false,
): Promise<T> {
    await mkdir(directory, { recursive: true });
    const acquire = (retries: number) =>
        lock(directory, { stale: 15_000, retries: { retries, factor: 1, minTimeout: 1_000, maxTimeout: 1_000 } });
    const locked = (error: NodeJS.ErrnoException) => {
        if (withoutSpace && ["ENOSPC", "EDQUOT"].includes(error.code ?? "")) return () => Promise.resolve();
        if (error.code !== "ELOCKED") throw error;
        return undefined;
    };
    let release = await acquire(0).catch(locked);
    if (release === undefined) {
        onWait?.();
        release = await acquire(patienceSeconds).catch(locked);
    }
    if (release === undefined)
        throw new Error(
            `${directory} has been in use by another process for ${patienceSeconds} s. Wait for it to end, or, if there ` +
                `is none, delete ${directory}.lock and try again.`,
        );
    try {
        return await work();
    } finally {
        await release();
    }
}
