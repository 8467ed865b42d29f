import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { documentOf } from "./document";
import { rules } from "./rules";

/** Where the document of the rules is kept. */
export const DOCUMENT = join(__dirname, "../docs/policies.md");

/** The document as it should be kept. */
export async function formattedDocument(): Promise<string> {
    return format(documentOf(rules), { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT });
}

if (require.main === module)
    void formattedDocument().then((text) => {
        writeFileSync(DOCUMENT, text);
        console.log("docs/policies.md is written.");
    });
