import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { describeUrn, STACK_TYPE } from "../driver/engineEvents";
import { typeOf } from "../../local/provider/urn";
import { PROTECTED_TYPES, RETAINED_TYPES } from "../../stacks/shared/protection";
import { changesBetween, type PropertyChange } from "./properties";

/** What an update does with one resource. */
export interface ResourceChange {
    readonly layer: string;
    readonly urn: string;
    /** As `aws:s3/bucket:Bucket lake`. */
    readonly resource: string;
    /** `orphaned`: it stays, in the stack of a layer whose code is gone. */
    readonly what: "created" | "changed" | "replaced" | "deleted" | "renamed" | "orphaned";
    /** Of a replacement: the arguments that AWS changes in no other way. Without any, something else of it asks for one. */
    readonly because: readonly string[];
    readonly properties: readonly PropertyChange[];
    /** What is lost with it: what it holds, or what is known of it. @default - nothing */
    readonly loses?: string;
    /** It stays behind in AWS, and no stack has it any more. @default false */
    readonly staysBehind?: boolean;
    /** `pulumi up` refuses it, as long as the resource is protected. @default false */
    readonly isProtected?: boolean;
    /** It is protected no longer: the next update may delete it. @default false */
    readonly isLetGo?: boolean;
    /** What it was called before. @default - the same */
    readonly formerly?: string;
}

type State = StepEventMetadata["old"];

const OPERATIONS: Readonly<Record<string, Exclude<ResourceChange["what"], "orphaned">>> = {
    create: "created",
    import: "created",
    update: "changed",
    same: "renamed",
    replace: "replaced",
    "create-replacement": "replaced",
    "import-replacement": "replaced",
    delete: "deleted",
};

/**
 * What the engine did to a layer's resources, in the order of their names. Components only group.
 *
 * @param protectedBefore - URNs of the resources that were protected
 */
export function changesOf(
    layer: string,
    events: readonly EngineEvent[],
    protectedBefore: ReadonlySet<string> = new Set(),
): ResourceChange[] {
    const found = new Map<string, ResourceChange>();
    for (const { resourcePreEvent } of events) {
        if (resourcePreEvent === undefined) continue;
        const { op, urn, type, old, new: next, keys } = resourcePreEvent.metadata;
        const what = OPERATIONS[op];
        const state = next ?? old;
        if (what === undefined || state?.custom !== true || type.startsWith("pulumi:")) continue;
        // The engine tells a replacement in several steps; the one with both sides comes first.
        if (found.get(urn)?.what === "replaced") continue;
        const formerly = old !== undefined && old !== null && old.urn !== urn ? describeUrn(old.urn) : undefined;
        // Layers that were brought up once more have lost their protection on the way.
        const wasProtected = old?.protect === true || protectedBefore.has(old?.urn ?? urn);
        const isLetGo = next?.protect !== true && wasProtected && op !== "delete";
        if (what === "renamed" && formerly === undefined && !isLetGo) continue;
        const goes = what === "deleted" || what === "replaced";
        found.set(urn, {
            layer,
            urn,
            resource: describeUrn(urn),
            what: what === "renamed" && formerly === undefined ? "changed" : what,
            because: what === "replaced" ? [...(keys ?? [])].sort() : [],
            properties: what === "changed" || what === "replaced" ? changesBetween(inputsOf(old), inputsOf(next)) : [],
            ...(goes ? fateOf(urn, old, protectedBefore.has(old?.urn ?? urn)) : {}),
            ...(isLetGo ? { isLetGo } : {}),
            ...(formerly === undefined ? {} : { formerly }),
        });
    }
    return [...found.values()].sort((left, right) => (left.urn < right.urn ? -1 : 1));
}

/** A queue of work, and not that of what failed, which is a component's of its own. */
const WORK = /platform:compute:WorkQueue\$aws:sqs\/queue:Queue::/;

/** What a resource holds that nothing brings back, or what is known of it. */
export function heldBy(urn: string): string | undefined {
    return PROTECTED_TYPES[typeOf(urn)] ?? (WORK.test(urn) ? "work that nobody has done yet" : undefined);
}

function fateOf(urn: string, old: State, isProtected: boolean): Partial<ResourceChange> {
    const staysBehind = old?.retainOnDelete === true;
    // Data that stays behind is lost to the environment, which goes on without it.
    const loses = heldBy(urn) ?? (staysBehind ? undefined : RETAINED_TYPES[typeOf(urn)]);
    return {
        ...(loses === undefined ? {} : { loses }),
        ...(staysBehind ? { staysBehind } : {}),
        ...(isProtected ? { isProtected } : {}),
    };
}

/** Without what the engine keeps among them for itself. */
function inputsOf(state: State): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(state?.inputs ?? {}).filter(([key]) => !key.startsWith("__")));
}

/** What a layer publishes, before and after. */
export function outputsOf(
    events: readonly EngineEvent[],
): { readonly before: object; readonly after: object } | undefined {
    const metadata = events
        .map(({ resOutputsEvent }) => resOutputsEvent?.metadata)
        .find((each) => each?.type === STACK_TYPE);
    return metadata && { before: metadata.old?.outputs ?? {}, after: metadata.new?.outputs ?? {} };
}
