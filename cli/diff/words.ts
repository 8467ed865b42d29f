import type { ResourceChange } from "./changes";
import type { Diff, LayerDiff, Loss } from "./diff";
import { ALLOWANCES } from "./allowances";

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
    const open = losses.filter(({ reason }) => reason === undefined).length;
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
    const open = losses.filter(({ reason }) => reason === undefined);
    if (open.length === 0) return undefined;
    const records = open.map(({ layer, resource }) => `- layer: ${layer}\n  resource: ${resource}\n  reason: …`);
    return `Has only a name or a parent changed? Name the old one in the option 'aliases'. Is it meant? Then say why in ${ALLOWANCES}:\n${records.join("\n")}`;
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
