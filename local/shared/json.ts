import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** Reads a text, and throws when it is not in its language. */
type Parse = (text: string) => unknown;

/** What a file's name ends with that was found damaged and set aside. */
const ASIDE = ".damaged";

/** How many copies of one file are kept at most, so that one that is damaged again and again does not fill the disk. */
const ASIDES = 10;

/** The damaged copies of a file that are there, beside its place, the oldest first. */
export function asidesOf(file: string): readonly string[] {
    return asideNames(file).filter((aside) => existsSync(aside));
}

/** Removes the damaged copies of a file. */
export function removeAsides(file: string): void {
    for (const aside of asideNames(file)) rmSync(aside, { recursive: true, force: true });
}

function asideNames(file: string): readonly string[] {
    return Array.from({ length: ASIDES }, (_, at) => (at === 0 ? `${file}${ASIDE}` : `${file}.${at + 1}${ASIDE}`));
}

/** Where the next copy goes. When no name is free, it takes the place of the last one: the first tell how it began. */
function nextAside(file: string): string {
    const names = asideNames(file);
    return names.find((aside) => !existsSync(aside)) ?? names[ASIDES - 1];
}

/** Writes a JSON file so that a reader, or the next start after a crash, sees the old content or the new, nothing between. */
export function writeJson(file: string, value: unknown): void {
    mkdirSync(dirname(file), { recursive: true });
    const next = `${file}.${randomUUID()}.new`;
    try {
        writeFileSync(next, JSON.stringify(value));
        renameSync(next, file);
    } catch (error) {
        rmSync(next, { force: true });
        throw error;
    }
}

/**
 * Reads back what the platform has written, now or in an earlier run. What is not JSON or does not fit the schema was cut or
 * overwritten by somebody or something: it is set aside, and who needs it goes on as if it had never been there.
 *
 * @param tell - told which file was damaged, and where it is now. @default - standard error
 * @param parse - of a file that somebody else writes in another language. @default - of JSON
 * @returns undefined when there is no such file, or was a damaged one
 * @throws what {@link textOf} does
 */
export function readJson<T>(
    file: string,
    schema: z.ZodType<T>,
    tell: (message: string) => void = console.error,
    parse: Parse = JSON.parse,
): T | undefined {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const found = parsed(text, schema, parse);
    if ("value" in found) return found.value;
    const aside = nextAside(file);
    try {
        renameSync(file, aside);
    } catch (error) {
        // Another reader was faster, or the folder cannot be written to.
        if (codeOf(error) !== "ENOENT")
            tell(
                `${file} is damaged, and cannot be set aside (${codeOf(error)}), so remove it yourself: ${found.problem}`,
            );
        return undefined;
    }
    const moved = parsed(textOf(aside) ?? "", schema, parse);
    if ("value" in moved) {
        // It was written anew between the look and the move.
        restore(aside, file);
        return moved.value;
    }
    tell(`${file} was damaged, and is set aside as ${aside}: ${found.problem}`);
    return undefined;
}

/** What a JSON text says, when it fits the schema. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): T | undefined {
    const found = parsed(text, schema, JSON.parse);
    return "value" in found ? found.value : undefined;
}

function parsed<T>(
    text: string,
    schema: z.ZodType<T>,
    parse: Parse,
): { readonly value: T } | { readonly problem: string } {
    try {
        return { value: schema.parse(parse(text)) };
    } catch (error) {
        const problem =
            error instanceof z.ZodError ? z.prettifyError(error).replaceAll("✖ ", "") : (error as Error).message;
        return { problem: problem.replaceAll(/\s*\n\s*/g, " ") };
    }
}

/**
 * What is in a file; a folder in its place is empty.
 *
 * @returns undefined when there is none
 * @throws an error that names the file and the remedy, when it may not be read
 */
export function textOf(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "")) return undefined;
        // A folder in the file's place can be set aside like any damaged file.
        if (codeOf(error) === "EISDIR") return "";
        throw new Error(
            `${file} cannot be read (${(error as Error).message}). Give yourself the permission, or remove the file: docs/local.md says what takes its place.`,
            { cause: error },
        );
    }
}

function restore(aside: string, file: string): void {
    try {
        linkSync(aside, file);
    } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
    }
    rmSync(aside, { force: true });
}

function codeOf(error: unknown): string | undefined {
    return (error as NodeJS.ErrnoException).code;
}
