import { basename } from "node:path";
import { PlatformError } from "../errors";
import { misshapen } from "../../stacks/shared/shape";
import type { Environment } from "./config";
import type { LayerGraph } from "./layers";
import type { Verb } from "./report";
import type { Layer } from "./layer";
import type { Deployed } from "./stacks";
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
 * Refuses an update of a single layer that reads what an upstream layer does not publish: its last update failed, or is older
 * than what it is to publish now.
 *
 * @throws {@link PlatformError}
 */
export async function requirePublished(target: Target, layer: string, deployed: Deployed): Promise<void> {
    const { reads } = target.graph.node(layer);
    const missing = (await Promise.all(reads.map((read) => unpublished(target, read, deployed)))).flat();
    if (missing.length === 0) return;
    const { name } = target.environment;
    const layers = [...new Set(missing.map((value) => value.slice(0, value.indexOf("."))))];
    throw new PlatformError(
        `'${layer}' needs ${list(missing)}, not published in '${name}' yet. ` +
            `Update first: ${layers.map((upstream) => `platform up ${name} --layer ${upstream}`).join(", then ")}; or everything: platform up ${name}.`,
    );
}

/**
 * The values of a layer that nobody publishes, as `<layer>.<output>`: all when it is not deployed, or those by which it publishes less
 * than its contract.
 */
export async function unpublished(target: Target, layer: string, deployed: Deployed): Promise<string[]> {
    const published: Awaited<ReturnType<Layer["outputs"]>> =
        (deployed.get(layer) ?? 0) > 0 ? await target.layer(layer).outputs() : {};
    return Object.entries(target.graph.node(layer).publishes)
        .filter(([name, { placeholder }]) => misshapen(published[name]?.value, placeholder, name) !== undefined)
        .map(([name]) => `${layer}.${name}`);
}

/**
 * Refuses to destroy an environment that is protected: its tables and user pool would refuse when what stands on them is gone.
 *
 * @throws {@link PlatformError} naming the setting
 */
export function requireUnprotected({ name, file, config }: Environment): void {
    if (!config.platform.deletionProtection) return;
    throw new PlatformError(
        `'${name}' is protected from deletion: platform:deletionProtection is true in ${basename(file)}. ` +
            `To destroy it, set that to false, run 'platform up ${name}', and destroy then.`,
    );
}

function list(names: readonly string[]): string {
    return names.map((name) => `'${name}'`).join(", ");
}
