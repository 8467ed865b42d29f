import { unpublished } from "./guards";
import type { Verb } from "./report";
import { serveRun, type RunServers } from "./servers";
import type { Deployed } from "./stacks";
import type { Target } from "./target";

/** What the runs of all layers share, each thing from when it is first needed. */
export class SharedByLayers {
    private servers: Promise<RunServers> | undefined;
    private readonly missing = new Map<string, Promise<string[]>>();

    constructor(
        private readonly target: Target,
        private readonly verb: Verb,
        private readonly layers: readonly string[],
        readonly deployed: Deployed,
    ) {}

    /** For `up` and `preview`, whose engines run programs and policies. Those that have ended get successors. */
    async serve(): Promise<RunServers | undefined> {
        if (this.verb !== "up" && this.verb !== "preview") return undefined;
        const known = this.servers;
        const servers = await known?.catch(() => undefined);
        const hasEnded = servers === undefined || servers.fate() !== undefined;
        // Another layer may have seen it first.
        if (hasEnded && this.servers === known) {
            servers?.close();
            this.servers = this.start();
        }
        return this.servers;
    }

    /** What a preview's program takes placeholders for: what a layer reads and nobody publishes. */
    async unpublished(layer: string): Promise<string[]> {
        if (this.verb !== "preview") return [];
        const { target, missing, deployed } = this;
        const lacking = target.graph.node(layer).reads.map((read) => {
            if (!missing.has(read)) missing.set(read, unpublished(target, read, deployed));
            return missing.get(read)!;
        });
        return (await Promise.all(lacking)).flat();
    }

    async close(): Promise<void> {
        // That they did not start has been told by each layer.
        (await this.servers?.catch(() => undefined))?.close();
    }

    private async start(): Promise<RunServers> {
        // A layer whose upstream cannot be asked says so itself, and does not run.
        const asked = await Promise.all(this.layers.map((layer) => this.unpublished(layer).catch(() => [])));
        return serveRun(this.target, [...new Set(asked.flat())]);
    }
}
