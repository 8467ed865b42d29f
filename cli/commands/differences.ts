import { readFileSync } from "node:fs";
import { join } from "node:path";
import { textOf } from "../../local/shared/json";
import { repositoryRoot } from "../../local/shared/paths";
import { ALLOWANCES, allowancesOf, requireKnown } from "../diff/allowances";
import { diffOf, type Diff } from "../diff/diff";
import { loadBlueprint } from "../driver/blueprint";
import { compare, type Comparison } from "../driver/comparison";
import { interruptAgain } from "../driver/engineCommand";
import { staleness } from "../driver/packages";
import { hasUncommitted, type Revision } from "../driver/revision";
import { environmentsOf } from "../driver/config";
import { EXIT } from "../errors";
import { Progress } from "./progress";
import { onSignals } from "./signals";

/** Says what of the working tree, or of the revision, makes the comparison another one than might be meant. */
export function tellOfTree(revision: Revision): void {
    const stale = staleness(repositoryRoot);
    if (stale !== undefined)
        console.error(
            `The packages in node_modules are not those of package-lock.json: ${stale}. Run 'npm ci' first, or both revisions are compared with those.`,
        );
    if (hasUncommitted(repositoryRoot)) console.error("What is not committed is part of what is compared.");
    if (revision.ahead > 0)
        console.error(
            `${revision.name} has ${revision.ahead} commits that are not in the working tree: what they did is shown undone. ` +
                `Merge it first, or compare with '$(git merge-base ${revision.name} HEAD)'.`,
        );
}

/** What came of a comparison. */
export interface Differences {
    readonly comparison: Comparison;
    readonly diff: Diff;
}

/** Compares an environment of the working tree with that of a revision, and shows how far it is. */
export async function differences(
    environment: string,
    revision: Revision,
    signal: AbortSignal,
    layer?: string,
): Promise<Differences> {
    // What is wrong with it is said before minutes are spent.
    const allowances = allowancesOf(textOf(join(repositoryRoot, ALLOWANCES)), revision.file(ALLOWANCES));
    requireKnown(allowances, {
        environments: environmentsOf(repositoryRoot),
        // Also a layer whose code the request removes may lose something.
        layers: [...new Set([...loadBlueprint(environment).graph.names, ...revision.layers])],
    });
    const comparison = await comparisonOf(environment, revision, signal, layer);
    const { name, commit } = revision;
    const file = `Pulumi.${environment}.yaml`;
    const settings = { before: revision.file(file), after: readFileSync(join(repositoryRoot, file), "utf8") };
    return { comparison, diff: diffOf(comparison, { against: { name, commit }, allowances, settings }) };
}

/** Brings both up, and shows how far it is. */
export async function comparisonOf(
    environment: string,
    revision: Revision,
    signal: AbortSignal,
    layer?: string,
): Promise<Comparison> {
    const shown: Progress[] = [];
    const watch = (title: string) => {
        console.error(`${environment}: ${title}`);
        const progress = new Progress();
        shown.push(progress);
        return progress.observer;
    };
    const { opening } = new Progress();
    const comparison = await compare(environment, revision, { ...opening, layer, signal, watch });
    for (const progress of shown) await progress.end();
    return comparison;
}

/** @returns nothing when it was interrupted; the exit code then says so */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const interruption = new AbortController();
    const release = onSignals(() => {
        if (interruption.signal.aborted) return interruptAgain();
        console.error("Cancelling; interrupt again to end at once.");
        interruption.abort();
    });
    try {
        const result = await work(interruption.signal);
        if (!interruption.signal.aborted) return result;
    } catch (error) {
        if (!interruption.signal.aborted) throw error;
    } finally {
        release();
    }
    process.exitCode = EXIT.interrupted;
    return undefined;
}
