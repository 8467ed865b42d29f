import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import type { Props } from "./row";
import { SIGNATURE } from "./values";

const ASSET = "c44067f5952c0a294b673a41bacd8c17";
/** Zip's earliest date, so that the same content gives the same bytes. */
const EARLIEST = new Date(1980, 0, 1);

/** The content of an asset or archive in its wire form; a folder or a collection of assets becomes a zip file. */
export async function bytesOf(value: Props): Promise<Uint8Array> {
    if (typeof value.text === "string") return Buffer.from(value.text);
    if (typeof value.uri === "string" && value.uri !== "") {
        throw new Error(`The embedded environment reads no remote assets: '${value.uri}'. Use a file.`);
    }
    const isFile = typeof value.path === "string" && value.path !== "" && !(await stat(value.path)).isDirectory();
    if (isFile || value[SIGNATURE] === ASSET) return readFile(value.path);
    return zipSync(await entriesOf(value), { mtime: EARLIEST });
}

async function entriesOf(archive: Props): Promise<Record<string, Uint8Array>> {
    if (typeof archive.path === "string" && archive.path !== "") return filesOf(archive.path);
    const parts = await Promise.all(
        Object.entries<Props>(archive.assets ?? {}).map(async ([name, part]) => {
            if (part[SIGNATURE] === ASSET) return [[name, await bytesOf(part)]];
            return Object.entries(await entriesOf(part)).map(([path, bytes]) => [`${name}/${path}`, bytes]);
        }),
    );
    return Object.fromEntries(parts.flat());
}

async function filesOf(folder: string): Promise<Record<string, Uint8Array>> {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const entries = paths.sort().map(async (path) => [relative(folder, path), await readFile(path)]);
    return Object.fromEntries(await Promise.all(entries));
}
