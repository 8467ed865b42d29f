import type { ResourceChange } from "./changes";
import { ALLOWANCES, type Allowance } from "./allowances";
import { isOpen, type Diff, type LayerDiff, type Loss } from "./diff";

/** As `1 replaced, 3 changed`; empty when nothing is. */
export function countsOf(changes: readonly ResourceChange[]): string {
    const order = ["deleted", "orphaned", "replaced", "changed", "created", "renamed"] as const;
    return order
        .map((what) => [what, changes.filter((change) => change.what === what).length] as const)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${count} ${what}`)
        .join(", ");
}

/** What changes in all layers; empty when nothing does. */
export function inAll(layers: readonly LayerDiff[]): string {
    const orphaned = layers.filter(({ what }) => what === "orphaned").map(({ layer }) => layer);
    const counts = countsOf(layers.flatMap(({ changes }) => changes));
    return [
        ...(orphaned.length === 0 ? [] : [`left behind: ${orphaned.join(", ")}`]),
        ...(counts === "" ? [] : [counts]),
    ].join("; ");
}

/** The whole in one line. */
export function headlineOf({ environment, layers, losses, problem }: Diff): string {
    const failed = layers.filter(({ what }) => what === "failed").map(({ layer }) => layer);
    const open = losses.filter(isOpen).length;
    const said = [
        inAll(layers) || "nothing changes",
        ...(losses.length === 0
            ? []
            : [`${losses.length} at risk${open < losses.length ? `, ${losses.length - open} allowed` : ""}`]),
        ...(failed.length === 0 ? [] : [`does not come up: ${failed.join(", ")}`]),
        ...(problem === undefined ? [] : ["nothing to compare with"]),
    ];
    return `${environment}: ${said.join("; ")}`;
}

/** Why AWS makes another one of it. */
export function reasonOf({ what, because }: ResourceChange): string {
    if (what !== "replaced") return what;
    return because.length === 0 ? "replaced" : `replaced, because of ${because.join(", ")}`;
}

/** What is compared with, as `main, 0123456`. */
export function describeRevision({ name, commit }: Diff["against"]): string {
    const short = commit.slice(0, 7);
    return commit.startsWith(name) ? short : `${name}, ${short}`;
}

/** What becomes of a resource besides what its line says. */
export function remarksOn({ staysBehind, isProtected, isLetGo, formerly }: ResourceChange): string[] {
    return [
        ...(formerly === undefined ? [] : [`was ${formerly}`]),
        ...(isLetGo === true ? ["it is protected no longer"] : []),
        ...(staysBehind === true ? ["the old one stays behind in AWS"] : []),
        ...(isProtected === true ? ["it is protected: 'platform up' refuses this"] : []),
    ];
}

/** How the request allows its losses. */
export function remedyFor(losses: readonly Loss[]): string | undefined {
    const open = losses.filter(isOpen);
    if (open.length === 0) return undefined;
    const records = open
        .filter(({ reason }) => reason === undefined)
        .map(({ layer, resource }) => `- layer: ${layer}\n  resource: ${resource}\n  reason: …`);
    const has = (isOf: (loss: Loss) => boolean, words: string) => (open.some(isOf) ? [words] : []);
    return [
        ...has(
            ({ what }) => what === "deleted",
            "Has only a name or a parent changed? Name the old one in the option 'aliases'.",
        ),
        ...has(
            ({ what }) => what === "replaced",
            "Is the new one to have what the old one has? First make it beside the old one, then move the data, and remove the old one last.",
        ),
        ...has(
            ({ isProtected }) => isProtected === true,
            "What is protected goes only after a request that sets platform:deletionProtection to false has been merged and deployed.",
        ),
        ...(records.length === 0 ? [] : [`Is it to be lost? Say why in ${ALLOWANCES}:`, ...records]),
    ].join("\n");
}

/** An account is nothing that the provider compares: it would go on from states that tell of another. */
export function describeAccount({ account, environment }: Diff): string[] {
    if (account === undefined) return [];
    return [
        `aws:allowedAccountIds names another account, ${account}, and nothing moves there: what is deployed stays where it is, and the states tell of that. ` +
            `Make another environment there ('platform new environment'), move the data, and then 'platform destroy ${environment}'.`,
    ];
}

/** What the request allows, and does not happen. */
export function describeIdle({ layer, resource }: Allowance): string {
    return `${ALLOWANCES} allows a loss that does not happen: ${layer}: ${resource}. Remove the record, or name the 'environments' that it is for.`;
}

/** What a layer that is not merely changed comes to. */
export function fateOf({ layer, what, left = 0 }: LayerDiff, environment: string): string | undefined {
    switch (what) {
        case "new":
            return "a new layer";
        case "orphaned":
            return `its code is gone: its ${left} resources stay deployed, and no command knows of them. 'platform destroy ${environment} --layer ${layer}' with the code that was removes them`;
        case "failed":
            return "does not come up";
        case "changed":
        case "same":
            return undefined;
    }
}
