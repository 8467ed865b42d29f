import type { Layer } from "./layer";
import type { Target } from "./target";

/** Number of resources in each layer's stack; layers without a stack are missing. */
export type Deployed = ReadonlyMap<string, number>;

/** Finds which layers have a stack for the environment. */
export async function deployedStacks(target: Target): Promise<Deployed> {
    const counts = await Promise.all(
        target.graph.names.map(async (name) => [name, await target.layer(name).count()] as const),
    );
    return new Map(counts.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/**
 * The layers that have something deployed, upstream first.
 *
 * @param only - the only one that is looked for. @default - all but the index
 */
export async function deployedLayers(target: Target, only?: string): Promise<Layer[]> {
    const deployed = await deployedStacks(target);
    const names = only === undefined ? target.graph.layers.map(({ name }) => name) : [only];
    return names.filter((name) => (deployed.get(name) ?? 0) > 0).map((name) => target.layer(name));
}
