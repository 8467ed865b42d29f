import { loadBlueprint } from "../driver/blueprint";
import type { LastUpdate } from "../driver/layer";
import { deployedStacks } from "../driver/stacks";
import { openTarget } from "../driver/target";
import { describeChanges, tellProgress } from "./progress";

/** Prints what each layer was last brought to. */
export async function runHistory(environment: string, json: boolean): Promise<void> {
    const target = await openTarget(loadBlueprint(environment), { onProgress: tellProgress });
    try {
        const deployed = await deployedStacks(target);
        const layers = await Promise.all(
            target.graph.names.map(async (layer) => ({
                layer,
                update: deployed.has(layer) ? await target.layer(layer).lastUpdate() : undefined,
            })),
        );
        if (json) return console.log(JSON.stringify({ environment, layers }, null, 4));
        const width = Math.max(...layers.map(({ layer }) => layer.length));
        for (const { layer, update } of layers) console.log(`${layer.padEnd(width)}  ${describeUpdate(update)}`);
    } finally {
        target.close();
    }
}

/** As `update succeeded at 2026-01-01T00:00:00.000Z, from 0123456: create 3`. */
function describeUpdate(update: LastUpdate | undefined): string {
    if (update === undefined) return "not deployed";
    const { kind, result, startTime, commit, isDirty, changes } = update;
    const from =
        commit === undefined ? "" : `, from ${commit.slice(0, 7)}${isDirty ? " and what was not committed" : ""}`;
    return `${kind} ${result} at ${startTime}${from}: ${describeChanges(changes)}`;
}
