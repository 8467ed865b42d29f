import { mkdir } from "node:fs/promises";
import { lock } from "proper-lockfile";

/**
 * Runs `work` while no other process runs work on the same folder, waiting for its turn. A lock whose owner died is taken
 * over after 15 seconds.
 *
 * @throws When another process still holds the folder after `patienceSeconds`.
 */
export async function exclusive<T>(directory: string, patienceSeconds: number, work: () => Promise<T>): Promise<T> {
    await mkdir(directory, { recursive: true });
    const release = await lock(directory, {
        stale: 15_000,
        retries: { retries: patienceSeconds, factor: 1, minTimeout: 1_000, maxTimeout: 1_000 },
    }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ELOCKED") throw error;
        throw new Error(
            `${directory} has been in use by another process for ${patienceSeconds} s. Wait for it to end, or, if there ` +
                `is none, delete ${directory}.lock and try again.`,
        );
    });
    try {
        return await work();
    } finally {
        await release();
    }
}
