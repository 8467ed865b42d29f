import type { EngineEvent } from "@pulumi/pulumi/automation";
import { errorsIn, type RunReport } from "../driver/report";
import { changesOf, type ResourceChange } from "./changes";
import { fenced, folded, inline } from "./markdown";
import { describeChange } from "./text";
import { countsOf } from "./words";

/** How what exists differs from what the program says. */
export interface Drift {
    readonly environment: string;
    /** Whether all layers could be looked at. */
    readonly status: RunReport["status"];
    /** What an update would put right, by layer; of layers that differ only. */
    readonly layers: readonly { readonly layer: string; readonly changes: readonly ResourceChange[] }[];
    /** What went wrong, each by its layer. */
    readonly errors: readonly string[];
}

/** @param events - what the engine said of each layer, of a preview that has refreshed its state */
export function driftOf(report: RunReport, events: ReadonlyMap<string, readonly EngineEvent[]>): Drift {
    const { environment, status, layers } = report;
    return {
        environment,
        status,
        layers: layers
            .map(({ layer }) => ({ layer, changes: changesOf(layer, events.get(layer) ?? []) }))
            .filter(({ changes }) => changes.length > 0),
        errors: errorsIn(report).map(({ layer, message }) => `${layer}: ${message}`),
    };
}

/** For people. */
export function asText(drift: Drift): string {
    return [
        ...drift.errors,
        ...drift.layers.flatMap(({ layer, changes }) => [
            `${layer}: ${countsOf(changes)}`,
            ...changes.map((change) => describeChange(change).replace(/^/gm, "    ")),
            "",
        ]),
        headlineOf(drift),
    ].join("\n");
}

/** For an issue: it says the same as long as the same differs. */
export function asMarkdown(drift: Drift): string {
    const { layers, errors, environment } = drift;
    return [
        headlineOf(drift),
        ...(errors.length === 0 ? [] : [fenced(errors.join("\n"))]),
        ...layers.map(({ layer, changes }) =>
            folded(`${inline(layer)}: ${countsOf(changes)}`, changes.map(describeChange)),
        ),
        ...(layers.length === 0
            ? []
            : [`\`npx platform up ${environment}\` puts it right. What is to stay as it is belongs in the program.`]),
    ].join("\n\n");
}

function headlineOf({ environment, layers, status }: Drift): string {
    if (status !== "ok") return `${environment}: not all of it could be looked at`;
    const changes = layers.flatMap((layer) => layer.changes);
    if (changes.length === 0) return `${environment}: what exists is what the program says`;
    return `${environment}: what exists differs from what the program says; an update would do this: ${countsOf(changes)}`;
}
