import { repositoryRoot } from "../../local/shared/paths";
import type { Diff } from "../diff/diff";
import { asMarkdown } from "../diff/markdown";
import { asText } from "../diff/text";
import { Revision } from "../driver/revision";
import { EXIT } from "../errors";
import { differences, interruptible, tellOfTree } from "./differences";

/** Options of `diff`. */
export interface DiffCommand {
    readonly against: string;
    readonly layer?: string;
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
}

const FORMATS = {
    text: asText,
    json: (diff: Diff) => JSON.stringify(diff, null, 4),
    markdown: asMarkdown,
};

/** Prints what a merge would do to an environment; a loss that is not allowed, or a layer that fails, sets the exit code. */
export async function runDiff(environment: string, { against, layer, format, json }: DiffCommand): Promise<void> {
    const revision = Revision.of(repositoryRoot, against);
    tellOfTree(revision);
    const compared = await interruptible((signal) => differences(environment, revision, signal, layer));
    if (compared === undefined) return;
    console.log(FORMATS[json === true ? "json" : format](compared.diff));
    if (compared.diff.failed) process.exitCode = EXIT.failed;
}
