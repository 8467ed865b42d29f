import type { Comparison } from "../driver/comparison";
import { settingsIn } from "../driver/config";
import { describeUrn, type Diagnostic } from "../driver/engineEvents";
import { providedIn, resourcesIn } from "../driver/exportedState";
import { INDEX } from "../driver/layers";
import { isUp } from "../driver/report";
import { PlannedDeletions, type TakenAway } from "../driver/takenAway";
import { allowanceFor, type Allowance } from "./allowances";
import { changesOf, heldBy, outputsOf, type ResourceChange } from "./changes";
import { changesBetween, type PropertyChange } from "./properties";

/** What a merge would do to one layer. */
export interface LayerDiff {
    readonly layer: string;
    /**
     * `orphaned`: its code is gone, and what is deployed of it stays as it is, in a stack that nobody updates. `failed`: it does not come
     * up, and what is told of it is not all.
     */
    readonly what: "new" | "same" | "changed" | "orphaned" | "failed";
    /** Resources that are left behind; of an orphaned layer. */
    readonly left?: number;
    readonly changes: readonly ResourceChange[];
    readonly diagnostics: readonly Diagnostic[];
}

/** Data, or what clients know, that is lost, or what deployed layers use until their own update. */
export interface Loss extends ResourceChange {
    readonly loses: string;
    /** Why it may be, as the request argues. @default - it may not */
    readonly reason?: string;
}

/** What a layer publishes otherwise than before. */
export interface OutputChange {
    readonly layer: string;
    readonly output: string;
    readonly changes: readonly PropertyChange[];
    /** The layers that read it. */
    readonly readers: readonly string[];
}

/** What a merge would do to an environment. */
export interface Diff {
    readonly environment: string;
    readonly against: { readonly name: string; readonly commit: string };
    /** Why there is nothing to compare with; all of the environment is told as new. @default - there is */
    readonly problem?: string;
    /** Whether it stands in the way of a merge: a loss at which an update stops, a layer that fails, or nothing to compare with. */
    readonly failed: boolean;
    readonly losses: readonly Loss[];
    /** Records of the request that allow what is not lost. */
    readonly idleAllowances: readonly Allowance[];
    readonly layers: readonly LayerDiff[];
    readonly outputs: readonly OutputChange[];
    readonly settings: readonly PropertyChange[];
    /** The account that the settings name in place of another: what is deployed in that one stays there. @default - the same */
    readonly account?: string;
}

/** What else a comparison is told from. */
export interface DiffSources {
    readonly against: Diff["against"];
    readonly allowances: readonly Allowance[];
    /** Text of `Pulumi.<env>.yaml` in the revision, and in the working tree. */
    readonly settings: { readonly before: string | undefined; readonly after: string };
}

/** Tells what the engine did in terms of who deploys it. */
export function diffOf(comparison: Comparison, { against, allowances, settings }: DiffSources): Diff {
    const { blueprint, layer: only, base, problem, report, events } = comparison;
    const { graph, environment } = blueprint;
    const layers = report.layers.map((layerReport): LayerDiff => {
        const { layer, diagnostics } = layerReport;
        const changes = changesOf(layer, events.get(layer) ?? [], protectedIn(base.get(layer)));
        const what = !isUp(layerReport) ? "failed" : !base.has(layer) ? "new" : changes.length > 0 ? "changed" : "same";
        return { layer, what, changes, diagnostics: isUp(layerReport) ? [] : diagnostics };
    });
    const known = new Set(graph.names);
    const orphaned = [...base]
        .filter(([layer]) => !known.has(layer))
        .map(([layer, state]): LayerDiff => {
            return { layer, what: "orphaned", left: providedIn(state).length, changes: [], diagnostics: [] };
        });
    const deployed = deployedIn(comparison);
    const losses = [
        ...layers.flatMap(({ layer, changes }) => {
            const planned = new PlannedDeletions();
            events.get(layer)?.forEach((event) => planned.add(event));
            const taken = planned.of(layer, graph, deployed);
            return changes.flatMap((change) => lossIn(change, taken) ?? []);
        }),
        ...orphaned.flatMap(({ layer }) => leftOf(layer, base.get(layer)!).flatMap((left) => lossIn(left, []) ?? [])),
    ]
        .map((loss): Loss => ({ ...loss, reason: allowanceFor(loss, environment.name, allowances)?.reason }))
        // What does not come back first.
        .sort((left, right) => Number(isHeld(right)) - Number(isHeld(left)));
    const isWhole = problem === undefined && layers.every(({ what }) => what !== "failed");
    const outputs = layers.flatMap(({ layer }) => {
        const told = events.get(layer) ?? [];
        const { before = {}, after = {} } = outputsOf(told) ?? {};
        const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
        const valueIn = (outputs: object, name: string): unknown => (outputs as Record<string, unknown>)[name];
        return base.has(layer) && layer !== INDEX
            ? names
                  .map((output) => ({
                      layer,
                      output,
                      changes: changesBetween(valueIn(before, output), valueIn(after, output)),
                      readers: graph.readers(layer).filter((reader) => reader !== INDEX),
                  }))
                  .filter(({ changes }) => changes.length > 0)
            : [];
    });
    const [before, after] = [settingsIn(settings.before ?? ""), settingsIn(settings.after)];
    const account = otherAccount(before, after);
    return {
        environment: environment.name,
        against,
        problem,
        failed: !isWhole || account !== undefined || losses.some(isOpen),
        losses,
        idleAllowances: allowances.filter(
            (record) =>
                isWhole &&
                // Of a layer that is left out it might be lost.
                only === undefined &&
                [...layers, ...orphaned].some(({ layer }) => layer === record.layer) &&
                (record.environments?.includes(environment.name) ?? true) &&
                !losses.some((loss) => allowanceFor(loss, environment.name, [record]) !== undefined),
        ),
        layers: [...layers, ...orphaned],
        outputs,
        settings: changesBetween(before, after),
        account,
    };
}

/** How much there is of each layer. Those that a comparison of one layer leaves out are taken for deployed: they may read it. */
function deployedIn({ blueprint: { graph }, layer, base, report }: Comparison): Map<string, number> {
    const compared = new Set(report.layers.map((each) => each.layer));
    const leftOut = layer === undefined ? [] : graph.names.filter((name) => !compared.has(name));
    return new Map([
        ...leftOut.map((name): [string, number] => [name, 1]),
        ...[...base].map(([name, state]): [string, number] => [name, resourcesIn(state).length]),
    ]);
}

/** Whether an update stops at it: nothing was argued, or it is protected, and no argument changes that. */
export function isOpen({ reason, isProtected }: Loss): boolean {
    return reason === undefined || isProtected === true;
}

type Settings = ReturnType<typeof settingsIn>;

function otherAccount(before: Settings, after: Settings): string | undefined {
    const [old, now] = [before, after].map(
        (settings): readonly string[] => JSON.stringify(settings["aws:allowedAccountIds"] ?? "").match(/\d{12}/g) ?? [],
    );
    return old.length > 0 && !now.some((id) => old.includes(id)) ? now[0] : undefined;
}

/** What a change loses, and what of it an update asks about. */
function lossIn(change: ResourceChange, taken: readonly TakenAway[]): Loss | undefined {
    const { loses, resource } = change;
    if (loses !== undefined && isHeld(change)) return { ...change, loses };
    const used = taken.filter((each) => each.resource === resource);
    if (used.length === 0) return undefined;
    const told = used.map(({ value, readers }) => `${value}, which ${readers.join(", ")} use until their own update`);
    return { ...change, loses: told.join("; ") };
}

/** Logs and failed messages of what is removed go with it as they are meant to; what is protected where it matters does not. */
function isHeld({ urn, what }: ResourceChange): boolean {
    return what !== "changed" && heldBy(urn) !== undefined;
}

/** What a layer whose code is gone leaves behind: data that nobody looks after, beside that of a layer of another name. */
function leftOf(layer: string, state: string): ResourceChange[] {
    return providedIn(state).map(({ urn }) => ({
        layer,
        urn,
        resource: describeUrn(urn),
        what: "orphaned",
        because: [],
        properties: [],
        loses: heldBy(urn),
    }));
}

function protectedIn(state: string | undefined): ReadonlySet<string> {
    const resources = state === undefined ? [] : resourcesIn(state);
    return new Set(resources.filter(({ protect }) => protect === true).map(({ urn }) => urn));
}
