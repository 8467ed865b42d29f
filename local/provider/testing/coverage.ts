import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type * as tableModule from "../table";

/** Where all processes of one test run say what they have exercised: mocha's workers share no memory. */
const FOLDER = "PLATFORM_EXERCISED";
// At once: specs have an environment of their own for a time.
let folder = process.env[FOLDER];
const RESOURCES = join(dirname(__dirname), "resources");

type Line = { readonly file: string; readonly passed: boolean } | { readonly type: string };

/** Notes that a type was driven through its life. */
export function noteExercise(type: string): void {
    note({ type });
}

function note(line: Line): void {
    if (folder !== undefined) appendFileSync(join(folder, "lines"), `${JSON.stringify(line)}\n`);
}

/** Mocha's, in the process that starts the others. */
export function mochaGlobalSetup(): void {
    process.env[FOLDER] = folder = mkdtempSync(join(tmpdir(), "platform-exercised-"));
}

/** Mocha's, in each process. */
export const mochaHooks = {
    afterEach(this: Mocha.Context): void {
        const { file, state } = this.currentTest ?? {};
        if (file?.startsWith(RESOURCES) === true) note({ file, passed: state === "passed" });
    },
};

/**
 * Mocha's, once all processes are done. When only some specs of the rows have run, or failed, it cannot be told.
 *
 * @throws AssertionError when a row was not exercised
 */
export function mochaGlobalTeardown(): void {
    const lines = linesOf(join(folder!, "lines"));
    rmSync(folder!, { recursive: true });
    const ran = lines.filter((line) => "file" in line);
    const passed = new Set(ran.filter((line) => line.passed).map(({ file }) => relative(RESOURCES, file)));
    const names = readdirSync(RESOURCES, { recursive: true, encoding: "utf8" });
    const specs = names.filter((name) => name.endsWith(".spec.ts"));
    if (!specs.every((spec) => passed.has(spec)) || ran.some((line) => !line.passed)) return;
    const exercised = new Set(lines.flatMap((line) => ("type" in line ? line.type : [])));
    // All SDKs of the rows hang on it, which other specs do not wait for.
    const { rows } = createRequire(__filename)("../table") as typeof tableModule;
    const live = [...rows.values()].filter((row) => row.live !== undefined);
    const lacking = live.map(({ type }) => type).filter((type) => !exercised.has(type));
    assert.deepEqual(lacking, [], "rows without an exercise");
}

function linesOf(file: string): readonly Line[] {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Line);
}
