import { unpublished } from "./guards";
import type { Verb } from "./report";
import type { RunServers } from "./servers";
import type { Deployed } from "./stacks";
import type { Target } from "./target";

/** What the runs of all layers share, each thing from when it is first needed. */
export class SharedByLayers {
    private readonly missing = new Map<string, Promise<string[]>>();

    constructor(
        private readonly target: Target,
        private readonly verb: Verb,
        private readonly layers: readonly string[],
        readonly deployed: Deployed,
    ) {}

    /** For `up` and `preview`, whose engines run programs and policies. */
    async serve(): Promise<RunServers | undefined> {
        if (this.verb !== "up" && this.verb !== "preview") return undefined;
        // A layer whose upstream cannot be asked says so itself, and does not run.
        const asked = await Promise.all(this.layers.map((layer) => this.unpublished(layer).catch(() => [])));
        return this.target.servers.serve([...new Set(asked.flat())].sort());
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
}
