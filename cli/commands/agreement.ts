import { planUpdate } from "../driver/plan";
import type { RunReport } from "../driver/report";
import type { RunOptions } from "../driver/runOptions";
import { explainTakenAway } from "../driver/takenAway";
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
 * @throws PlatformError when it may not, see {@link confirmTakingAway}
 */
export async function agreeOnUpdate(
    target: Target,
    allowed: boolean,
    options: Pick<RunOptions, "layer" | "signal">,
    terminal?: Terminal,
): Promise<Agreement> {
    const progress = new Progress();
    const { report, takesAway } = await planUpdate(target, { ...options, observer: progress.observer });
    await progress.end();
    if (report.status !== "ok") return { stopped: report };
    if (allowed) return { accepts: () => true };
    if (takesAway.length > 0) {
        const { name } = target.environment;
        await confirmTakingAway(name, explainTakenAway(name, takesAway), terminal, options.signal);
    }
    // What shows only once the layers above have been updated was agreed on by nobody.
    return {
        accepts: ({ value, resource }) =>
            takesAway.some((known) => known.value === value && known.resource === resource),
    };
}
