import type { AccessChanges } from "../access/changes";
import { accessChanges, accessIn } from "../access/compared";
import { asMarkdown, changesAsMarkdown } from "../access/formats/markdown";
import { asText, changesAsText } from "../access/formats/text";
import type { AccessPart } from "../access/permission";
import { selected, type Selection } from "../access/selection";
import { loadBlueprint } from "../driver/blueprint";
import { Revision } from "../driver/revision";
import { PlatformError } from "../errors";
import { repositoryRoot } from "../../local/shared/paths";
import { comparisonOf, interruptible, tellOfTree } from "./differences";
import { statesOf } from "./rehearsedStates";
import { summarize } from "./summary";

/** Options of `access`. */
export interface AccessCommand {
    readonly principal?: string[];
    readonly resource?: string[];
    readonly against?: string;
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
}

const FORMATS = {
    text: asText,
    json: (environment: string, part: AccessPart) => JSON.stringify({ environment, ...part }, null, 4),
    markdown: asMarkdown,
};

const CHANGES_FORMATS = {
    text: changesAsText,
    json: (environment: string, against: string, changes: AccessChanges) =>
        JSON.stringify({ environment, against, ...changes }, null, 4),
    markdown: changesAsMarkdown,
};

/**
 * Prints who may do what.
 *
 * @throws UsageError when nobody, or nothing, has a name that is asked for
 */
export async function runAccess(
    environment: string,
    { format, json, against, ...selection }: AccessCommand,
): Promise<void> {
    const shape = json === true ? "json" : format;
    if (against !== undefined) {
        const changes = await changesAgainst(environment, against, selection);
        if (changes !== undefined) console.log(CHANGES_FORMATS[shape](environment, against, changes));
        return;
    }
    const access = accessIn(await statesOf(loadBlueprint(environment)));
    console.log(FORMATS[shape](environment, selected(access, access, selection)));
}

/** @returns nothing when it was interrupted */
async function changesAgainst(
    environment: string,
    against: string,
    selection: Selection,
): Promise<AccessChanges | undefined> {
    const revision = Revision.of(repositoryRoot, against);
    tellOfTree(revision);
    const compared = await interruptible((signal) => comparisonOf(environment, revision, signal));
    if (compared === undefined) return undefined;
    const { base, head, problem, report } = compared;
    if (problem !== undefined)
        throw new PlatformError(`There is nothing to compare with: ${against} does not come up.\n${problem}`);
    if (report.status !== "ok")
        throw new PlatformError(
            `${summarize(report, true)}\nWithout all layers of '${environment}' nobody can say who may do what.`,
        );
    return accessChanges(base, head, selection);
}
