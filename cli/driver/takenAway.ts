import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { describeUrn, STACK_TYPE } from "./engineEvents";
import { INDEX, type LayerGraph } from "./layers";
import type { Deployed } from "./stacks";

/** Something that an update deletes or changes although deployed layers still use it: they learn of it only in their own update. */
export interface TakenAway {
    /** The published value that tells of it, as `layer.output`. */
    readonly value: string;
    /** As `aws:kms/key:Key data`. */
    readonly resource: string;
    /** What stays, but gets another of the values that are published, is changed. */
    readonly how: "replaced" | "removed" | "changed";
    /** The deployed layers that read the value. */
    readonly readers: readonly string[];
}

/** The layer that it is taken from. */
export function layerOf({ value }: TakenAway): string {
    return value.slice(0, value.indexOf("."));
}

/** What a step does away with. */
interface Loss {
    readonly resource: string;
    readonly how: TakenAway["how"];
    /** Id and ARN of what is deleted. */
    readonly identities: readonly string[];
    /** Other values that AWS gave it, such as the ARN of a table's stream. Its settings are not its own: they name others, too. */
    readonly given: readonly string[];
}

type State = StepEventMetadata["old"];

const STAYS = new Set(["same", "update", "refresh", "read"]);
const GOES: Readonly<Record<string, TakenAway["how"]>> = { delete: "removed", "delete-replaced": "replaced" };

/** Finds in a preview's events what an update of the layer would take away of that which it has published. */
export class PlannedDeletions {
    private readonly losses: Loss[] = [];
    /** Settings of a resource often have its id: as long as one thing with it stays, it names what stays. */
    private readonly staying = new Set<string>();
    /** What the layer publishes before and after; what is not known yet is another value. */
    private published: Readonly<Record<"old" | "new", Readonly<Record<string, unknown>>>> = { old: {}, new: {} };

    add({ resourcePreEvent, resOutputsEvent }: EngineEvent): void {
        if (resourcePreEvent !== undefined) this.addStep(resourcePreEvent.metadata);
        if (resOutputsEvent === undefined) return;
        const { type, op, old, new: next } = resOutputsEvent.metadata;
        if (type === STACK_TYPE) this.published = { old: old?.outputs ?? {}, new: next?.outputs ?? {} };
        // What an update makes of the outputs is known after its step only.
        else if (op === "update") this.addUpdate(resOutputsEvent.metadata);
    }

    /** What the layers that are deployed would lose of what `layer` publishes. */
    of(layer: string, graph: LayerGraph, deployed: Deployed): TakenAway[] {
        const readers = deployedReaders(layer, graph, deployed);
        if (readers.length === 0) return [];
        return Object.keys(graph.node(layer).publishes).flatMap((output) => {
            const told = leaves(this.published.old[output]).filter((text) => !this.staying.has(text));
            const remaining = new Set(leaves(this.published.new[output]));
            const lost = told.filter((text) => !remaining.has(text));
            return this.losses
                .filter((loss) => told.some((text) => loss.identities.includes(text)) || this.explains(loss, lost))
                .map(({ resource, how }) => ({ value: `${layer}.${output}`, resource, how, readers }));
        });
    }

    /** Whether one of the texts that are published no longer was given to the resource, or has its id in it as addresses have. */
    private explains({ identities, given }: Loss, lost: readonly string[]): boolean {
        const gone = identities.filter((one) => !this.staying.has(one));
        return lost.some((text) => given.includes(text) || gone.some((one) => wordsOf(text).includes(one)));
    }

    private addStep({ op, urn, type, old }: StepEventMetadata): void {
        // The engine says null where there is none.
        if (type === STACK_TYPE || !old) return;
        const identities = identitiesOf(old);
        const how = GOES[op];
        if (STAYS.has(op)) identities.forEach((one) => this.staying.add(one));
        // What stays behind in AWS serves its readers until they have moved.
        else if (how !== undefined && old.retainOnDelete !== true)
            this.losses.push({ resource: describeUrn(urn), how, identities, given: givenTo(old) });
    }

    private addUpdate({ urn, old, new: next }: StepEventMetadata): void {
        const remaining = new Set(leaves(next?.outputs));
        const given = givenTo(old).filter((text) => !remaining.has(text));
        this.losses.push({ resource: describeUrn(urn), how: "changed", identities: [], given });
    }
}

function identitiesOf(state: State): string[] {
    return [state?.id, state?.outputs?.arn].filter((one): one is string => typeof one === "string" && one !== "");
}

function givenTo(state: State): string[] {
    const settings = new Set(leaves(state?.inputs));
    return leaves(state?.outputs).filter((text) => text !== "" && !settings.has(text));
}

/** `https://people-1a2b3c.auth.eu-west-1.amazoncognito.com` has `people-1a2b3c` in it, and not `people`. */
function wordsOf(text: string): string[] {
    return text.split(/[^\w-]+/);
}

/** The layers of which a deletion in `layer` could take something away; the index only tells of what there is. */
export function deployedReaders(layer: string, graph: LayerGraph, deployed: Deployed): string[] {
    return graph.readers(layer).filter((reader) => reader !== INDEX && (deployed.get(reader) ?? 0) > 0);
}

/** What to do in place of deleting what is in use. */
export const WAYS = {
    renamed:
        "- Has only its name or its parent in the program changed? Name the old one in its option 'aliases': then it stays as it is.",
    replaced:
        "- Is another resource to take its place? First make the new one beside it, publish the new one, and update all layers. Then move the data. Remove the old one last.",
};

/** What it is, and in which order it goes well, for people. */
export function explainTakenAway(environment: string, taken: readonly TakenAway[]): string {
    const lines = taken.map(
        ({ value, resource, how, readers }) => `  ${resource} is ${how}: ${value}, read by ${readers.join(", ")}`,
    );
    const has = (wanted: TakenAway["how"]) => taken.some(({ how }) => how === wanted);
    const ways = [
        ...(has("removed")
            ? [
                  WAYS.renamed,
                  `- Do the readers use it no longer? Update them first, each by 'platform up ${environment} --layer <reader>'.`,
              ]
            : []),
        ...(has("removed") || has("replaced") ? [WAYS.replaced] : []),
        ...(has("changed")
            ? [
                  `- Does it only change? Its readers use the old value until 'platform up ${environment}' comes to them. Choose a time at which that does no harm.`,
              ]
            : []),
    ];
    return [
        `An update of '${environment}' takes away what deployed layers use, and they learn of it only in their own update:`,
        ...lines,
        ...ways,
    ].join("\n");
}

/** All texts in a value, at any depth. */
function leaves(value: unknown): string[] {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
