import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { describeUrn, STACK_TYPE } from "./engineEvents";
import { INDEX, type LayerGraph } from "./layers";
import type { Deployed } from "./stacks";

/** Something that an update deletes although deployed layers still use it: they learn of another one only in their own update. */
export interface TakenAway {
    /** The published value that tells of it, as `layer.output`. */
    readonly value: string;
    /** As `aws:kms/key:Key data`. */
    readonly resource: string;
    readonly how: "replaced" | "removed";
    /** The deployed layers that read the value. */
    readonly readers: readonly string[];
}

interface Doomed {
    readonly resource: string;
    readonly how: TakenAway["how"];
    readonly identities: readonly string[];
}

const STAYS = new Set(["same", "update", "refresh", "read"]);
const GOES: Readonly<Record<string, TakenAway["how"]>> = { delete: "removed", "delete-replaced": "replaced" };

/** Finds in a preview's events what an update of the layer would delete of that which it has published. */
export class PlannedDeletions {
    private readonly doomed: Doomed[] = [];
    /** Settings of a resource often have its id: as long as one thing with it stays, it names what stays. */
    private readonly staying = new Set<string>();
    private published: Readonly<Record<string, unknown>> = {};

    add({ resourcePreEvent, resOutputsEvent }: EngineEvent): void {
        if (resOutputsEvent?.metadata.type === STACK_TYPE) this.published = resOutputsEvent.metadata.old?.outputs ?? {};
        if (resourcePreEvent !== undefined) this.addStep(resourcePreEvent.metadata);
    }

    /** What the layers that are deployed would lose of what `layer` publishes. */
    of(layer: string, graph: LayerGraph, deployed: Deployed): TakenAway[] {
        const readers = deployedReaders(layer, graph, deployed);
        if (readers.length === 0) return [];
        return Object.keys(graph.node(layer).publishes).flatMap((output) => {
            const told = new Set(leaves(this.published[output]));
            return this.doomed
                .filter(({ identities }) => identities.some((one) => told.has(one) && !this.staying.has(one)))
                .map(({ resource, how }) => ({ value: `${layer}.${output}`, resource, how, readers }));
        });
    }

    private addStep({ op, urn, type, old }: StepEventMetadata): void {
        // The engine says null where there is none.
        if (type === STACK_TYPE || !old) return;
        const identities = [old.id, old.outputs?.arn].filter(
            (one): one is string => typeof one === "string" && one !== "",
        );
        const how = GOES[op];
        if (STAYS.has(op)) identities.forEach((one) => this.staying.add(one));
        // What stays behind in AWS serves its readers until they have moved.
        else if (how !== undefined && old.retainOnDelete !== true)
            this.doomed.push({ resource: describeUrn(urn), how, identities });
    }
}

/** The layers of which a deletion in `layer` could take something away; the index only tells of what there is. */
export function deployedReaders(layer: string, graph: LayerGraph, deployed: Deployed): string[] {
    return graph.readers(layer).filter((reader) => reader !== INDEX && (deployed.get(reader) ?? 0) > 0);
}

/** What to do in place of deleting what is in use. */
export const WAYS = {
    renamed:
        "- Has it another name or another parent in the program only? Give it the old one as 'aliases', and it stays as it is.",
    replaced:
        "- Is another one to take its place? Make that beside it and publish that; update everything, move the data; remove the old one then.",
};

/** What it is, and in which order it goes well, for people. */
export function explainTakenAway(environment: string, taken: readonly TakenAway[]): string {
    const lines = taken.map(
        ({ value, resource, how, readers }) => `  ${resource} is ${how}: ${value}, read by ${readers.join(", ")}`,
    );
    const ways = [
        ...(taken.some(({ how }) => how === "removed")
            ? [
                  WAYS.renamed,
                  `- Do the readers use it no longer? Update them first, each by 'platform up ${environment} --layer <reader>'.`,
              ]
            : []),
        WAYS.replaced,
    ];
    return [
        `An update of '${environment}' deletes what deployed layers use until they are updated themselves:`,
        ...lines,
        ...ways,
    ].join("\n");
}

/** All texts in a value, at any depth. */
function leaves(value: unknown): string[] {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
