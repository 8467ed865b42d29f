import { loadBlueprint } from "../driver/blueprint";
import { requireCredentials } from "../driver/credentials";
import { LOCAL } from "../driver/places";
import { deployedStacks } from "../driver/stacks";
import { openTarget } from "../driver/target";
import { PlatformError } from "../errors";
import { trailTarget, TRAILED } from "../trail/target";
import { followOrder, type Step } from "../trail/trail";
import { tellProgress } from "./progress";

/** Places an order and prints its trail. */
export async function runTrail(environment: string, json: boolean): Promise<void> {
    const blueprint = loadBlueprint(environment);
    if (environment !== LOCAL) await requireCredentials(blueprint.environment);
    const target = await openTarget(blueprint, { onProgress: tellProgress });
    try {
        const deployed = await deployedStacks(target);
        const missing = TRAILED.filter((layer) => (deployed.get(layer) ?? 0) === 0);
        if (missing.length > 0)
            throw new PlatformError(
                `An order passes ${missing.join(", ")}, not deployed in '${environment}'. 'platform up ${environment}' deploys it.`,
            );
        const outputs = TRAILED.map(async (layer) => {
            const values = Object.entries(await target.layer(layer).outputs());
            return [layer, Object.fromEntries(values.map(([name, { value }]) => [name, value]))] as const;
        });
        const trail = await trailTarget(blueprint.environment, Object.fromEntries(await Promise.all(outputs)));
        const steps = await followOrder(trail, json ? () => undefined : printStep);
        if (json) console.log(JSON.stringify({ environment, steps }, null, 4));
    } catch (error) {
        if (error instanceof PlatformError) throw error;
        throw new PlatformError(`The order did not get through: ${(error as Error).message}`);
    } finally {
        target.close();
    }
}

/** One step of an order, as a line. */
export function printStep({ title, detail, afterMs }: Step): void {
    console.log(`  ${`${afterMs} ms`.padStart(9)}  ${title.padEnd(18)} ${detail}`);
}
