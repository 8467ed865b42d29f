import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extractFacts } from "./extract";

const ROWS = join(__dirname, "..", "resources");

/** The type tokens that rows name. */
export function typesInUse(): string[] {
    const sources = globSync("**/*.ts", { cwd: ROWS }).filter((file) => !file.endsWith(".spec.ts"));
    const named = sources.flatMap((file) => [
        ...readFileSync(join(ROWS, file), "utf8").matchAll(/"(aws:[\w-]+\/\w+:\w+)"/g),
    ]);
    return [...new Set(named.map(([, type]) => type))].sort();
}

/** The facts of all types in use as the committed file has them: a line for each type, so that a change shows where it is. */
export function writtenFacts(): string {
    const lines = [...extractFacts(typesInUse())].map((entry) => entry.map((part) => JSON.stringify(part)).join(": "));
    return `{\n${lines.join(",\n")}\n}\n`;
}

if (require.main === module) writeFileSync(join(__dirname, "facts.json"), writtenFacts());
