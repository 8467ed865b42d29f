import { PlatformError } from "../errors";
import type { LayerGraph } from "./layers";
import type { Verb } from "./report";
import { outputsOf, type Deployed } from "./stacks";
import type { Target } from "./target";

/**
 * Refuses a run on a single layer that would fail, or leave others broken.
 *
 * @throws {@link PlatformError} when `up` lacks an upstream layer, or `destroy` would take from under a deployed layer what it
 * reads. (Pulumi itself destroys an upstream stack without a word.)
 */
export function requireRunnable(
    graph: LayerGraph,
    deployed: Deployed,
    verb: Verb,
    layer: string,
    environment: string,
): void {
    graph.node(layer);
    const isDeployed = (name: string) => (deployed.get(name) ?? 0) > 0;
    if (verb === "up") {
        const missing = graph.upstream(layer).filter((name) => !isDeployed(name));
        if (missing.length === 0) return;
        throw new PlatformError(
            `'${layer}' needs ${list(missing)}, not deployed in '${environment}'. ` +
                `Deploy first: ${missing.map((name) => `platform up ${environment} --layer ${name}`).join(", then ")}; or everything: platform up ${environment}.`,
        );
    }
    if (verb === "destroy") {
        const readers = graph.downstream(layer).filter(isDeployed).toReversed();
        if (readers.length === 0 || !isDeployed(layer)) return;
        throw new PlatformError(
            `'${layer}' is still read by ${list(readers)}, deployed in '${environment}'. ` +
                `Destroy first: ${readers.map((name) => `platform destroy ${environment} --layer ${name}`).join(", then ")}; or everything: platform destroy ${environment}.`,
        );
    }
}

/**
 * What a preview of a layer has no real values for: the upstream layers that are not deployed, or that publish less than
 * the contract which is read. By layer, the names of the values.
 */
export async function placeholdersFor(
    target: Target,
    layer: string,
    deployed: Deployed,
): Promise<Map<string, string[]>> {
    const { graph } = target;
    const found = await Promise.all(
        graph.node(layer).reads.map(async (read) => {
            const promised = Object.keys(graph.node(read).publishes);
            const published = (deployed.get(read) ?? 0) > 0 ? await outputsOf(target, read) : {};
            return promised.every((name) => name in published) ? [] : [[read, promised] as const];
        }),
    );
    return new Map(found.flat().map(([name, promised]) => [name, [...promised]]));
}

function list(names: readonly string[]): string {
    return names.map((name) => `'${name}'`).join(", ");
}
