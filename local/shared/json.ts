import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a JSON file so that a reader, or the next start after a crash, sees the old content or the new, nothing between. */
export async function writeJson(file: string, value: unknown): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    const next = `${file}.${randomUUID()}.new`;
    await writeFile(next, JSON.stringify(value));
    await rename(next, file);
}
