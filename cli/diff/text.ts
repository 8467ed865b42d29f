import type { ResourceChange } from "./changes";
import type { Diff, LayerDiff, OutputChange } from "./diff";
import type { PropertyChange } from "./properties";
import {
    countsOf,
    describeAccount,
    describeIdle,
    describeRevision,
    fateOf,
    headlineOf,
    reasonOf,
    remarksOn,
    remedyFor,
} from "./words";

const SIGNS = { created: "+", changed: "~", replaced: "±", deleted: "-", renamed: ">", orphaned: "?" } as const;

/** How much of a value a line shows; `--format json` has all. */
const WIDTH = 120;

/** A comparison for a terminal: what is lost first, then what goes wrong, then layer by layer. */
export function asText(diff: Diff): string {
    const { against, environment, problem, losses, idleAllowances, layers, outputs, settings } = diff;
    return [
        ...(problem === undefined
            ? []
            : [
                  `There is nothing to compare with, and all is shown as new: ${against.name} does not come up.`,
                  indented(problem),
                  "",
              ]),
        ...describeAccount(diff).map((line) => `${line}\n`),
        ...(losses.length === 0 ? [] : ["Lost:", ...losses.map((loss) => indented(describeLoss(loss))), ""]),
        ...[remedyFor(losses) ?? []].flat().flatMap((remedy) => [indented(remedy), ""]),
        ...idleAllowances.map((record) => `${describeIdle(record)}\n`),
        ...(settings.length === 0
            ? []
            : [`Pulumi.${environment}.yaml`, ...settings.map((change) => indented(describeProperty(change))), ""]),
        ...layers.flatMap((layer) => describeLayer(layer, environment)),
        ...(outputs.length === 0 ? [] : ["Published otherwise:", ...outputs.flatMap(describeOutput), ""]),
        `${headlineOf(diff)} (against ${describeRevision(against)})`,
    ].join("\n");
}

export function describeLoss(loss: Diff["losses"][number]): string {
    const { layer, resource, loses, reason } = loss;
    const allowed = reason === undefined ? "" : `; allowed: ${reason}`;
    return [`${layer}: ${resource} is ${reasonOf(loss)}: ${loses}${allowed}`, ...remarksOn(loss).map(indented)].join(
        "\n",
    );
}

function describeLayer(diff: LayerDiff, environment: string): string[] {
    const { layer, what, changes, diagnostics } = diff;
    if (what === "same") return [];
    const title = [fateOf(diff, environment) ?? [], countsOf(changes)].flat().filter((part) => part !== "");
    return [
        `${layer}: ${title.join("; ")}`,
        ...diagnostics.map(({ severity, resource, message }) => indented(`[${severity}] ${resource} ${message}`)),
        // Of a new layer the list would only say that all of it is new.
        ...changes.flatMap((change) => indented(describeChange(change))),
        "",
    ];
}

export function describeChange(change: ResourceChange): string {
    const because = change.what === "replaced" ? `: ${reasonOf(change)}` : "";
    return [
        `${SIGNS[change.what]} ${change.resource}${because}`,
        ...remarksOn(change).map(indented),
        ...change.properties.map((property) => indented(describeProperty(property))),
    ].join("\n");
}

export function describeOutput({ layer, output, changes, readers }: OutputChange): string[] {
    const read = readers.length === 0 ? "read by no layer" : `read by ${readers.join(", ")}`;
    return [
        indented(`${layer}.${output}, ${read}`),
        ...changes.map((change) => indented(indented(describeProperty(change)))),
    ];
}

/** As `path: before → after`; what only comes or only goes with its sign. */
export function describeProperty(change: PropertyChange): string {
    const { path } = change;
    const named = path === "" ? "" : `${path}: `;
    if (!("before" in change)) return `+ ${named}${shown(change.after)}`;
    if (!("after" in change)) return `- ${named}${shown(change.before)}`;
    return `${named}${shown(change.before)} → ${shown(change.after)}`;
}

function shown(value: unknown): string {
    const whole = typeof value === "string" ? value : JSON.stringify(value);
    // Two digests of SHA-256 differ in their beginning.
    const text = whole.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, "$1…");
    return text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}

function indented(text: string): string {
    return text.replace(/^/gm, "    ");
}
