import type { RunReport } from "./report";
import { runVerb } from "./run";
import type { RunOptions } from "./runOptions";
import { deployedReaders, type TakenAway } from "./takenAway";
import type { Target } from "./target";

/** What an update is going to do to what is deployed, as far as it is known before anything changes. */
export interface Plan {
    /** The preview that it is known by, of those layers only from which deployed layers read. */
    readonly report: RunReport;
    readonly takesAway: readonly TakenAway[];
}

/** Plans an update: previews each layer from which a deployed one reads. The others can take nothing away from anybody. */
export async function planUpdate(target: Target, options: Omit<RunOptions, "only">): Promise<Plan> {
    const report = await runVerb(target, "preview", {
        ...options,
        only: (layer, deployed) =>
            (deployed.get(layer) ?? 0) > 0 && deployedReaders(layer, target.graph, deployed).length > 0,
    });
    return { report, takesAway: report.layers.flatMap(({ takesAway }) => takesAway) };
}
