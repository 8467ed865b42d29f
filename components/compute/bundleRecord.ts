import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** Remembers which package came of which sources, so that functions that have not changed are not bundled again. */
export interface BundleRecord {
    /** SHA-256 of all that a package is made of. */
    readonly sources: string;
    /** SHA-256 of the package. */
    readonly sha256: string;
}

/** What decides the content of packages besides the functions: the versions installed, and how sources are compiled. */
const SETTINGS = ["package-lock.json", "tsconfig.json"];

/**
 * SHA-256 over everything that functions are bundled from: all files of `functions/` but specs and documents, since any may be
 * imported by any, the lockfile, which stands for the packages, and the bundler's own code.
 */
export function sourcesOf(root: string): string {
    const hash = createHash("sha256");
    const functions = fs
        .readdirSync(path.join(root, "functions"), { recursive: true, encoding: "utf8" })
        .filter((file) => !/\.(spec\.ts|md)$/.test(file))
        .map((file) => path.join(root, "functions", file));
    const settings = SETTINGS.map((file) => path.join(root, file));
    for (const file of [...functions, ...settings, path.join(__dirname, "bundle.ts")].sort()) {
        if (!fs.existsSync(file) || !fs.statSync(file).isFile()) continue;
        const content = fs.readFileSync(file);
        hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
    }
    return hash.digest("hex");
}

/** The record of a function's last package, if there is one. */
export function readRecord(root: string, name: string): BundleRecord | undefined {
    try {
        return JSON.parse(fs.readFileSync(fileOf(root, name), "utf8")) as BundleRecord;
    } catch {
        return undefined;
    }
}

/** Replaces the record of a function's package as a whole. */
export function writeRecord(root: string, name: string, record: BundleRecord): void {
    const file = fileOf(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, JSON.stringify(record));
    fs.renameSync(draft, file);
}

function fileOf(root: string, name: string): string {
    return path.join(root, ".platform/cache/bundles", `${name}.json`);
}
