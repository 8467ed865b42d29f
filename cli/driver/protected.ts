import { basename } from "node:path";
import type { Environment } from "./config";
import { describeUrn, type Diagnostic } from "./engineEvents";
import { WAYS } from "./takenAway";

/** As the engine refuses to delete a protected resource, or to replace it. */
const REFUSED =
    /resource "(?<removed>urn:[^"]+)" cannot be deleted\s+because it is protected|unable to replace resource "(?<replaced>urn:[^"]+)"\s+as it is currently marked for protection/;

/** Says of protected resources that stood in the way, all at once, what protects them and what can be done. */
export function explainProtected(environment: Environment, diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const refused = diagnostics.map(({ message }) => REFUSED.exec(message)?.groups);
    const lines = refused.flatMap((found) => {
        if (found === undefined) return [];
        const { removed, replaced = "" } = found;
        return removed === undefined
            ? [`  ${describeUrn(replaced)} would be replaced`]
            : [`  ${describeUrn(removed)} would be removed`];
    });
    if (lines.length === 0) return [...diagnostics];
    const message = [
        `Nothing was changed: these are protected, by platform:deletionProtection in ${basename(environment.file)}.`,
        ...new Set(lines),
        WAYS.renamed,
        WAYS.replaced,
        `- Are they to go for good? Set platform:deletionProtection to false, run 'platform up ${environment.name}', and then do this.`,
    ].join("\n");
    return [
        { severity: "error", resource: "", message },
        ...diagnostics.filter((_diagnostic, index) => refused[index] === undefined),
    ];
}
