import type { EngineEvent } from "@pulumi/pulumi/automation";
import type * as toolchainModule from "../../local/toolchain";
import { PlatformError, UsageError } from "../errors";
import { later } from "../later";
import { loadBlueprint, type Blueprint } from "./blueprint";
import { KeptRehearsal, type Rehearsal } from "./rehearsals";
import { errorsIn, isUp, type RunReport } from "./report";
import type { Revision } from "./revision";
import { runVerb } from "./run";
import { keepingEvents, type Observer, type RunOptions } from "./runOptions";
import { openTarget, type Target, type TargetOptions } from "./target";

const toolchains = later<typeof toolchainModule>(__filename, "../../local/toolchain");

/** How a comparison is run. */
export interface ComparisonOptions extends Pick<TargetOptions, "onProgress" | "onNote"> {
    /** Only this layer, and those that it reads, in one revision or in both. @default - all */
    readonly layer?: string;
    readonly signal?: AbortSignal;
    /** Shows a run on its way. @default - shown to nobody */
    readonly watch?: (title: string) => Observer;
}

/** An environment as it is at one revision, and what an update to another does to it. */
export interface Comparison {
    /** All of it, also where only one layer is compared. */
    readonly blueprint: Blueprint;
    /** The one that was asked for; nothing is known of the layers that it does not read. @default - all were */
    readonly layer?: string;
    /** State exports by layer of what is compared with; none where the revision has no such environment. */
    readonly base: ReadonlyMap<string, string>;
    /** Why there is nothing to compare with, and all is new. @default - there is */
    readonly problem?: string;
    readonly report: RunReport;
    /** State exports by layer of what is in the working tree. */
    readonly head: ReadonlyMap<string, string>;
    /** What the engine said of each layer that it was asked for; the others are as they were. */
    readonly events: ReadonlyMap<string, readonly EngineEvent[]>;
}

/**
 * Brings an environment up offline as it is at a revision, and then what is in the working tree over that: what the engine does is
 * what a merge would do. Simulated AWS names what takes the place of another otherwise, so that its readers change with it.
 * Nothing is judged, and protection stands in the way of nothing: both are told apart.
 *
 * @throws UsageError when the working tree's settings or layers are wrong, or when neither has the layer
 */
export async function compare(
    environment: string,
    revision: Revision,
    options: ComparisonOptions = {},
): Promise<Comparison> {
    const blueprint = loadBlueprint(environment);
    const { layer } = options;
    const wanted = layer === undefined ? undefined : layersFor(layer, blueprint, revision);
    let base: Rehearsal | undefined;
    let problem: string | undefined;
    try {
        base = await rehearse(environment, revision, wanted, options);
    } catch (error) {
        if (options.signal?.aborted === true) throw error;
        problem = (error as Error).message;
    }
    // Of a layer that only the revision has, what it read there shows what its removal does.
    const compared = wanted && [...wanted, ...(base?.states.keys() ?? [])];
    const target = await openTarget(restricted(blueprint, compared), {
        ...options,
        rehearsal: true,
        judged: false,
        lock: "diff",
    });
    try {
        base?.restore(target.states!);
        const { report, events } = await bringUpOver(target, options);
        const done = report.layers.filter(isUp).map(({ layer }) => layer);
        const states = done.map(async (layer) => [layer, await target.layer(layer).exportedState()] as const);
        const head = new Map(await Promise.all(states));
        return { blueprint, layer, base: base?.states ?? new Map<string, string>(), problem, report, head, events };
    } finally {
        target.close();
    }
}

/** @returns nothing where the revision has no such environment */
async function rehearse(
    environment: string,
    revision: Revision,
    wanted: readonly string[] | undefined,
    { signal, watch, ...opening }: ComparisonOptions,
): Promise<Rehearsal | undefined> {
    if (revision.file(`Pulumi.${environment}.yaml`) === undefined) return undefined;
    const { version } = await toolchains().ensureToolchain({ onProgress: opening.onProgress });
    const kept = await KeptRehearsal.of(revision.commit, [version, environment, ...(wanted ?? [])]);
    const known = await kept.find();
    if (known !== undefined) return known;
    const { root, close } = await revision.checkOut(opening.onProgress, signal);
    let target: Target | undefined;
    try {
        const blueprint = restricted(loadBlueprint(environment, root), wanted);
        target = await openTarget(blueprint, { ...opening, rehearsal: true, judged: false, lock: "diff" });
        const report = await runVerb(target, "up", { signal, observer: watch?.(revision.short) });
        if (report.status !== "ok") throw new PlatformError(whatFailed(report));
        return await kept.keep(target, blueprint.graph.names);
    } catch (error) {
        // Where it lay for this once means nothing to anybody, and is another place each time.
        throw new PlatformError((error as Error).message.replaceAll(`${root}/`, ""));
    } finally {
        target?.close();
        close();
    }
}

/**
 * The layers without which a layer cannot be compared, as far as the working tree has it; those that it read before are its own.
 *
 * @throws UsageError when neither has it
 */
function layersFor(layer: string, { graph }: Blueprint, { name, layers }: Revision): string[] {
    if (graph.names.includes(layer)) return graph.upTo(layer).names;
    if (layers.includes(layer)) return [layer];
    throw new UsageError(
        `There is no layer '${layer}', neither here nor in ${name}; there are ${[...new Set([...graph.names, ...layers])].join(", ")}.`,
    );
}

/** These layers with those that they read, as far as they are there. @param names - all when undefined */
function restricted(blueprint: Blueprint, names: readonly string[] | undefined): Blueprint {
    if (names === undefined) return blueprint;
    const { graph } = blueprint;
    return { ...blueprint, graph: graph.upTo(...names.filter((name) => graph.names.includes(name))) };
}

function whatFailed(report: RunReport): string {
    // Without the stack, which is of this driver as much as of the program.
    const errors = errorsIn(report).map(({ layer, message }) => `${layer}: ${message.replace(/(\n +at .*)+/g, "")}`);
    return errors.join("\n");
}

/**
 * Layers that fail over states with protected resources are brought up again over the same without their protection, and with them those
 * that waited for them: they may have protected resources, too.
 */
async function bringUpOver(target: Target, { signal, watch, onNote }: ComparisonOptions) {
    const { events, observer } = keepingEvents(watch?.("the working tree"));
    const run: RunOptions = { signal, observer };
    const before = new Map(target.graph.names.map((layer) => [layer, target.layer(layer).storedState()]));
    const first = await runVerb(target, "up", run);
    const guarded = first.layers.filter((report) => !isUp(report) && isProtected(before.get(report.layer)));
    const isRefused = guarded.some(({ status }) => status === "failed");
    if (!isRefused || signal?.aborted === true) return { report: first, events };
    onNote?.("What is protected stood in the way. Once more, as if it were not:");
    for (const { layer } of guarded) target.layer(layer).restore(withoutProtection(before.get(layer)!));
    const told = new Map(events);
    const second = await runVerb(target, "up", run);
    const layers = second.layers.map((report) => {
        const earlier = first.layers.find(({ layer }) => layer === report.layer)!;
        if (!isUp(earlier)) return report;
        events.set(report.layer, told.get(report.layer) ?? []);
        return earlier;
    });
    return { report: { ...second, layers }, events };
}

function isProtected(state: string | undefined): boolean {
    return state !== undefined && withoutProtection(state) !== state;
}

function withoutProtection(state: string): string {
    return state.replace(/"protect":\s*true/g, '"protect": false');
}
