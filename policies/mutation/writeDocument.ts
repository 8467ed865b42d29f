import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { rules } from "../rules";
import { mutationsDocument } from "./document";
import { mutationResults, type Result } from "./results";

/** Where the table of mutations is kept. */
export const DOCUMENT = join(__dirname, "../../docs/policy-mutations.md");

/** The document as it should be kept. */
export async function formattedDocument(results: readonly Result[]): Promise<string> {
    return format(mutationsDocument(results), { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT });
}

async function write(): Promise<void> {
    console.log("Mutating what each rule looks at, which takes about a minute ...");
    writeFileSync(DOCUMENT, await formattedDocument(await mutationResults(rules)));
    console.log("docs/policy-mutations.md is written.");
}

if (require.main === module) void write();
