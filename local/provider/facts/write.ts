import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CFN_LINT, downloadWheel, schemasOf } from "./cfnLint";
import { isCurrent } from "./cloudFormation";
import { extractFacts } from "./extract";
import schemas from "./schemas.json";

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
async function writeSchemas(): Promise<void> {
    const types = typesInUse();
    if (schemas.from === CFN_LINT && isCurrent(types)) return;
    const read = lines([...schemasOf(types, await downloadWheel())]).trimEnd();
    writeFileSync(join(__dirname, "schemas.json"), `{\n"from": ${JSON.stringify(CFN_LINT)},\n"types": ${read}\n}\n`);
}

async function main(): Promise<void> {
    writeFileSync(join(__dirname, "facts.json"), writtenFacts());
    await writeSchemas();
    console.log("What is known of the types in use is in local/provider/facts/facts.json and schemas.json.");
}

if (require.main === module)
    main().catch((error: unknown) => {
        console.error((error as Error).message);
        process.exitCode = 1;
    });
