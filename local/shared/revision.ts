import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/**
 * What something was made or started from: another answer later means that it is of old code, or of other settings.
 *
 * @param root - folder that the paths lie in
 * @param paths - files, and folders with all that they hold but specs
 * @param settings - what it was told besides
 */
export async function revisionOf(root: string, paths: readonly string[], settings: readonly string[]): Promise<string> {
    const hash = createHash("sha256").update(JSON.stringify(settings));
    const files = (await Promise.all(paths.map((path) => filesOf(join(root, path))))).flat();
    for (const file of files.sort()) {
        const content = await readFile(file);
        hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
    }
    return hash.digest("hex");
}

async function filesOf(path: string): Promise<string[]> {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".spec.ts"))
        .map((entry) => join(entry.parentPath, entry.name));
}
