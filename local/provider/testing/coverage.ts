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

type Line =
    | { readonly file: string; readonly passed: boolean }
    | { readonly type: string; readonly replacedBy: readonly string[] };

/** Notes that a type was driven through its life, and which arguments were seen to replace it. */
export function noteExercise(type: string, replacedBy: readonly string[]): void {
    note({ type, replacedBy });
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
 * @throws AssertionError when a row was not exercised, or not replaced by each argument that replaces it
 */
export function mochaGlobalTeardown(): void {
    const lines = linesOf(join(folder!, "lines"));
    rmSync(folder!, { recursive: true });
    const ran = lines.filter((line) => "file" in line);
    const passed = new Set(ran.filter((line) => line.passed).map(({ file }) => relative(RESOURCES, file)));
    const names = readdirSync(RESOURCES, { recursive: true, encoding: "utf8" });
    const specs = names.filter((name) => name.endsWith(".spec.ts"));
    if (!specs.every((spec) => passed.has(spec)) || ran.some((line) => !line.passed)) return;
    const exercises = lines.filter((line) => "type" in line);
    const seen = new Set(exercises.flatMap(({ type, replacedBy }) => [type, ...replacedBy.map(below(type))]));
    // All SDKs of the rows hang on it, which other specs do not wait for.
    const { rows } = createRequire(__filename)("../table") as typeof tableModule;
    // The region is in every row's `diff` from the start; see `check.ts`.
    const wanted = [...rows.values()].flatMap(({ type, replaceOn = [] }) => [
        type,
        ...replaceOn.filter((path) => path !== "region").map(below(type)),
    ]);
    const lacking = wanted.filter((one) => !seen.has(one));
    assert.deepEqual(lacking, [], "rows without an exercise, or arguments of which none shows that they replace");
}

function below(type: string): (path: string) => string {
    return (path) => `${type}: ${path}`;
}

function linesOf(file: string): readonly Line[] {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Line);
}
