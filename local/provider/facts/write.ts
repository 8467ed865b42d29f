import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CFN_LINT, downloadCreateOnly } from "./cfnLint";
import { isCurrent } from "./cloudFormation";
import createOnly from "./createOnly.json";
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

/** The facts of all types in use as the committed file has them. */
export function writtenFacts(): string {
    return lines([...extractFacts(typesInUse())]);
}

/** A line for each entry, so that a change shows where it is. */
function lines(entries: readonly (readonly [string, unknown])[]): string {
    const texts = entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(": "));
    return `{\n${texts.join(",\n")}\n}\n`;
}

/** Downloads only when something is not there yet. */
async function writeCreateOnly(): Promise<void> {
    const types = typesInUse();
    if (createOnly.from === CFN_LINT && isCurrent(types)) return;
    const read = lines([...(await downloadCreateOnly(types))]).trimEnd();
    writeFileSync(join(__dirname, "createOnly.json"), `{\n"from": ${JSON.stringify(CFN_LINT)},\n"types": ${read}\n}\n`);
}

async function main(): Promise<void> {
    writeFileSync(join(__dirname, "facts.json"), writtenFacts());
    await writeCreateOnly();
}

if (require.main === module) void main();
