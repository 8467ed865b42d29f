import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** What a file's name ends with that was found damaged and set aside. */
const ASIDE = ".damaged";

/** Where a damaged file is moved, beside its place. */
export function asideOf(file: string): string {
    return `${file}${ASIDE}`;
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
 * @returns undefined when there is no such file, or was a damaged one
 */
export function readJson<T>(
    file: string,
    schema: z.ZodType<T>,
    tell: (message: string) => void = console.error,
): T | undefined {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const found = parsed(text, schema);
    if ("value" in found) return found.value;
    const aside = asideOf(file);
    try {
        renameSync(file, aside);
    } catch (error) {
        // Another reader was faster, or the folder cannot be written to.
        if (codeOf(error) !== "ENOENT") tell(`${file} is damaged: ${found.problem}`);
        return undefined;
    }
    const moved = parsed(textOf(aside) ?? "", schema);
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
    const found = parsed(text, schema);
    return "value" in found ? found.value : undefined;
}

function parsed<T>(text: string, schema: z.ZodType<T>): { readonly value: T } | { readonly problem: string } {
    try {
        return { value: schema.parse(JSON.parse(text)) };
    } catch (error) {
        const problem =
            error instanceof z.ZodError ? z.prettifyError(error).replaceAll("✖ ", "") : (error as Error).message;
        return { problem: problem.replaceAll(/\s*\n\s*/g, " ") };
    }
}

function textOf(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "")) return undefined;
        // A folder in the file's place can be set aside like any damaged file.
        if (codeOf(error) === "EISDIR") return "";
        throw error;
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
