import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { LayerReport } from "./report";
import type { Deployed } from "./stacks";
import type { TakenAway } from "./takenAway";

/** Told what happens to each layer while it happens. */
export interface Observer {
    /** Once, when nothing stands in the way: the layers that are going to run, in order. */
    begun?(layers: readonly string[]): void;
    started?(layer: string): void;
    /** `step` as in `create aws:s3/bucket:Bucket lake`. */
    progress?(layer: string, step: string): void;
    /** Each event of a layer's engine. */
    event?(layer: string, event: EngineEvent): void;
    settled?(report: LayerReport): void;
}

/**
 * Keeps what the engines say, by layer, as far as a layer's engine is asked.
 *
 * @param observer - told as well
 */
export function keepingEvents(observer: Observer = {}) {
    const events = new Map<string, EngineEvent[]>();
    const keeping: Observer = {
        ...observer,
        started: (layer) => events.set(layer, []),
        event: (layer, event) => events.get(layer)?.push(event),
    };
    return { events, observer: keeping };
}

/** How to run a verb. */
export interface RunOptions {
    /** Only this layer. @default - all, and the root project */
    readonly layer?: string;
    /** Of those layers only the ones that it says yes to. @default - each of them */
    readonly only?: (layer: string, deployed: Deployed) => boolean;
    /** Previews on what exists, whatever the state says; the state stays as it is. @default false */
    readonly refreshed?: boolean;
    /** Cancels the running engines, which record what they did, and starts nothing more. */
    readonly signal?: AbortSignal;
    readonly observer?: Observer;
    /** Lets an update delete what deployed layers use. @default - it deletes nothing of the kind, and says so */
    readonly accepts?: (taken: TakenAway) => boolean;
    /** Engines at the same time. @default - one for each core */
    readonly concurrency?: number;
}
