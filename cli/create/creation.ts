import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../errors";

/** What is made for a new part of the repository. */
export interface Creation {
    /** New files, by path in the repository. */
    readonly files: Readonly<Record<string, string>>;
    /** Files that have to know of it, with what they become. */
    readonly changes: Readonly<Record<string, (text: string) => string>>;
    /** What is left to do, in order. */
    readonly next: readonly string[];
}

/** What was done, as it is told. */
export interface Created {
    readonly made: readonly string[];
    readonly changed: readonly string[];
    readonly next: readonly string[];
}

/**
 * Writes all of it, or nothing.
 *
 * @throws UsageError when a file exists already, or when one that has to be changed is not as it is expected
 */
export function create(root: string, { files, changes, next }: Creation): Created {
    const there = Object.keys(files).find((file) => existsSync(join(root, file)));
    if (there !== undefined) throw new UsageError(`${there} exists already: choose another name, or change that file.`);
    const changed = Object.entries(changes).map(([file, change]) => {
        try {
            return [file, change(readFileSync(join(root, file), "utf8"))] as const;
        } catch (error) {
            throw new UsageError(`Nothing was made: ${file} has to know of it, and ${(error as Error).message}.`);
        }
    });
    for (const [file, text] of [...Object.entries(files), ...changed]) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
    }
    return { made: Object.keys(files), changed: Object.keys(changes), next };
}

/** Adds an import among those that there are, which are in the order of their paths. */
export function withImport(text: string, names: string, path: string): string {
    const imports = [...text.matchAll(/^import .* from "(?<path>[^"]+)";\n/gm)];
    const before = imports.findLast((found) => (found.groups?.path ?? "") < path) ?? imports.at(-1);
    if (before === undefined) throw new Error("imports nothing");
    const at = before.index + before[0].length;
    return `${text.slice(0, at)}import { ${names} } from "${path}";\n${text.slice(at)}`;
}

/** Longest line that the formatter leaves as it is. */
const WIDTH = 120;

/** Adds a name at the end of an exported list of names. */
export function withEntry(text: string, list: string, entry: string): string {
    const found = new RegExp(`^(?<head>export const ${list}: .* = )\\[(?<names>[^\\]]*)\\];$`, "m").exec(text);
    const { head = "", names = "" } = found?.groups ?? {};
    if (found === null) throw new Error(`has no list '${list}'`);
    const all = [...names.split(",").map((name) => name.trim()), entry].filter((name) => name !== "");
    const line = `${head}[${all.join(", ")}];`;
    const lines = `${head}[\n${all.map((name) => `    ${name},\n`).join("")}];`;
    return text.replace(found[0], line.length <= WIDTH ? line : lines);
}

/** Adds a line at the end of a declared object. */
export function withLine(text: string, declaration: string, line: string): string {
    const start = text.indexOf(`const ${declaration}`);
    const end = start < 0 ? null : /^\}/m.exec(text.slice(start));
    if (end === null) throw new Error(`has no '${declaration}'`);
    const at = start + end.index;
    return `${text.slice(0, at)}    ${line}\n${text.slice(at)}`;
}
