import { loadBlueprint } from "../driver/blueprint";
import type { LastUpdate } from "../driver/layer";
import { deployedStacks } from "../driver/stacks";
import { openTarget } from "../driver/target";
import { PlatformError } from "../errors";
import { describeChanges, tellProgress } from "./progress";

/** Options of `history`. */
export interface HistoryCommand {
    readonly json?: boolean;
    readonly commit?: boolean;
}

/** Prints what each layer was last brought to. */
export async function runHistory(environment: string, { json, commit }: HistoryCommand): Promise<void> {
    const target = await openTarget(loadBlueprint(environment), { onProgress: tellProgress });
    try {
        const deployed = await deployedStacks(target);
        const layers = await Promise.all(
            target.graph.names.map(async (layer) => ({
                layer,
                update: deployed.has(layer) ? (await target.layer(layer).updates(1))[0] : undefined,
            })),
        );
        if (commit === true) {
            // What runs by hand only is brought to another commit, at another time; of what was destroyed nothing runs.
            const running = target.graph.ordinary.filter((layer) => (deployed.get(layer) ?? 0) > 0);
            const updates = layers.filter(({ layer }) => running.includes(layer)).map(({ update }) => update);
            return tellCommit(
                environment,
                updates.filter((update) => update !== undefined),
            );
        }
        if (json === true) return console.log(JSON.stringify({ environment, layers }, null, 4));
        const width = Math.max(...layers.map(({ layer }) => layer.length));
        for (const { layer, update } of layers) console.log(`${layer.padEnd(width)}  ${describeUpdate(update)}`);
    } finally {
        target.close();
    }
}

/** Also an update that failed has brought a part of it there. */
function tellCommit(environment: string, updates: readonly LastUpdate[]): void {
    const [last] = updates.toSorted((left, right) => Date.parse(right.startTime) - Date.parse(left.startTime));
    if (last === undefined) return;
    if (last.commit === undefined)
        throw new PlatformError(
            `'${environment}' was last updated at ${last.startTime} outside of a git repository: no commit says what runs.`,
        );
    console.log(last.commit);
}

/** As `update succeeded at 2026-01-01T00:00:00.000Z, from 0123456: create 3`. */
function describeUpdate(update: LastUpdate | undefined): string {
    if (update === undefined) return "not deployed";
    const { kind, result, startTime, commit, isDirty, changes } = update;
    const from =
        commit === undefined ? "" : `, from ${commit.slice(0, 7)}${isDirty ? " and what was not committed" : ""}`;
    return `${kind} ${result} at ${startTime}${from}: ${describeChanges(changes)}`;
}
