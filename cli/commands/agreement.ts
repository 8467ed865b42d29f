import { ALLOWANCES, allowanceFor, type Allowance } from "../diff/allowances";
import { planUpdate } from "../driver/plan";
import type { RunReport } from "../driver/report";
import type { RunOptions } from "../driver/runOptions";
import { explainTakenAway, layerOf, type TakenAway } from "../driver/takenAway";
import type { Target } from "../driver/target";
import { confirmTakingAway, type Terminal } from "./confirm";
import { Progress } from "./progress";

/** What has been agreed on before an update on AWS. */
export interface Agreement extends Pick<RunOptions, "accepts"> {
    /** The plan, when it failed: then there is no update. */
    readonly stopped?: RunReport;
}

/**
 * Plans an update, and asks whether it may delete what deployed layers use.
 *
 * @param allowed - asks nothing
 * @param options - with the losses that were argued for: it does not ask about those
 * @throws PlatformError when it may not, see {@link confirmTakingAway}
 */
export async function agreeOnUpdate(
    target: Target,
    allowed: boolean,
    { allowances = [], ...options }: Pick<RunOptions, "layer" | "signal"> & { allowances?: readonly Allowance[] },
    terminal?: Terminal,
): Promise<Agreement> {
    const progress = new Progress();
    const { report, takesAway } = await planUpdate(target, { ...options, observer: progress.observer });
    await progress.end();
    if (report.status !== "ok") return { stopped: report };
    if (allowed) return { accepts: () => true };
    const { name } = target.environment;
    const recordFor = (taken: TakenAway) =>
        allowanceFor({ layer: layerOf(taken), resource: taken.resource }, name, allowances);
    for (const taken of takesAway) {
        const reason = recordFor(taken)?.reason;
        if (reason !== undefined)
            console.error(`${ALLOWANCES}: ${taken.resource} is ${taken.how} (${taken.value}): ${reason}`);
    }
    const open = takesAway.filter((taken) => recordFor(taken) === undefined);
    if (open.length > 0) await confirmTakingAway(name, explainTakenAway(name, open), terminal, options.signal);
    // What shows only once the layers above have been updated was agreed on by nobody, unless a request has named it.
    return {
        accepts: (taken) =>
            recordFor(taken) !== undefined ||
            open.some((known) => known.value === taken.value && known.resource === taken.resource),
    };
}
