import { EXIT, PlatformError } from "../errors";
import type { Blueprint } from "../driver/blueprint";
import { interruptAgain } from "../driver/engineCommand";
import { runVerb } from "../driver/run";
import { openTarget } from "../driver/target";
import { exportsOf } from "./exports";
import { Progress } from "./progress";
import { onSignals } from "./signals";
import { summarize } from "./summary";

/**
 * The state of each layer as a rehearsal makes it, by layer.
 *
 * @throws PlatformError when a layer does not come up
 */
export async function statesOf(blueprint: Blueprint): Promise<ReadonlyMap<string, string>> {
    const interruption = new AbortController();
    const releaseSignals = onSignals(() => {
        if (interruption.signal.aborted) return interruptAgain();
        interruption.abort();
    });
    const progress = new Progress();
    const { name } = blueprint.environment;
    const target = await openTarget(blueprint, { rehearsal: true, ...progress.opening });
    try {
        const report = await runVerb(target, "up", { signal: interruption.signal, observer: progress.observer });
        await progress.end();
        if (report.status === "interrupted") throw new PlatformError("Interrupted.", EXIT.interrupted);
        if (report.status !== "ok")
            throw new PlatformError(
                `${summarize(report, true)}\nWithout all layers of '${name}' nobody can say who may do what.`,
            );
        return await exportsOf(target, report);
    } finally {
        await progress.end();
        target.close();
        releaseSignals();
    }
}
