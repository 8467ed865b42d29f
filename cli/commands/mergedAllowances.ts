import { ALLOWANCES, allowancesOf, type Allowance } from "../diff/allowances";
import type { LastUpdate } from "../driver/layer";
import { Revision } from "../driver/revision";
import type { Target } from "../driver/target";

/** How far back a layer's last successful update is looked for. */
const UPDATES = 100;

/** What of an environment tells which records count. */
type Deployed = Pick<Target, "root" | "graph"> & {
    layer(name: string): { updates(count: number): Promise<readonly LastUpdate[]> };
};

/**
 * The losses that requests have argued for since what they concern was updated: records in the {@link ALLOWANCES} of the commit that is
 * checked out, without those that were there already when the layer was last brought up. What is only in the working tree was merged by
 * nobody. A layer of which no commit is known is let lose nothing.
 *
 * @throws UsageError when the clone lacks the commit of a layer's last update
 */
export async function mergedAllowances(target: Deployed): Promise<Allowance[]> {
    const { root, graph } = target;
    const now = Revision.of(root, "HEAD").file(ALLOWANCES);
    const named = new Set(allowancesOf(now, undefined).map(({ layer }) => layer));
    const counting = [...named]
        .filter((layer) => graph.names.includes(layer))
        .map(async (name) => {
            const last = (await target.layer(name).updates(UPDATES)).find(
                ({ kind, result }) => kind === "update" && result === "succeeded",
            );
            if (last?.commit === undefined) return [];
            const before = Revision.of(root, last.commit).file(ALLOWANCES);
            return allowancesOf(now, before).filter(({ layer }) => layer === name);
        });
    return (await Promise.all(counting)).flat();
}
