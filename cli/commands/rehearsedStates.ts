import { EXIT, PlatformError } from "../errors";
import type { Blueprint } from "../driver/blueprint";
import { runVerb } from "../driver/run";
import { openTarget } from "../driver/target";
import { interruptible } from "./differences";
import { exportsOf } from "./exports";
import { Progress } from "./progress";
import { summarize } from "./summary";

/**
 * The state of each layer as a rehearsal makes it, by layer.
 *
 * @throws PlatformError when a layer does not come up
 */
export async function statesOf(blueprint: Blueprint): Promise<ReadonlyMap<string, string>> {
    const states = await interruptible((signal) => rehearse(blueprint, signal));
    if (states === undefined) throw new PlatformError("Interrupted.", EXIT.interrupted);
    return states;
}

async function rehearse(blueprint: Blueprint, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const progress = new Progress();
    const { name } = blueprint.environment;
    const target = await openTarget(blueprint, { rehearsal: true, ...progress.opening });
    try {
        const report = await runVerb(target, "up", { signal, observer: progress.observer });
        await progress.end();
        if (report.status !== "ok")
            throw new PlatformError(
                `${summarize(report, true)}\nWithout all layers of '${name}' nobody can say who may do what.`,
            );
        return await exportsOf(target, report);
    } finally {
        await progress.end();
        target.close();
    }
}
