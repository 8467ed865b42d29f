import { asMarkdown, asText, driftOf, type Drift } from "../diff/drift";
import { loadBlueprint } from "../driver/blueprint";
import { runVerb } from "../driver/run";
import { keepingEvents } from "../driver/runOptions";
import { openTarget } from "../driver/target";
import { EXIT } from "../errors";
import { interruptible } from "./differences";
import { Progress } from "./progress";

/** Options of `drift`. */
export interface DriftCommand {
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
}

const FORMATS = { text: asText, json: (drift: Drift) => JSON.stringify(drift, null, 4), markdown: asMarkdown };

/** Prints how an environment differs from its program; that it does sets the exit code. */
export async function runDrift(environment: string, { format, json }: DriftCommand): Promise<void> {
    const blueprint = loadBlueprint(environment);
    const progress = new Progress();
    const drift = await interruptible(async (signal) => {
        const target = await openTarget(blueprint, {
            judged: false,
            lock: `drift ${environment}`,
            ...progress.opening,
        });
        try {
            const { events, observer } = keepingEvents(progress.observer);
            const report = await runVerb(target, "preview", { signal, observer, refreshed: true });
            await progress.end();
            return driftOf(report, events);
        } finally {
            target.close();
        }
    });
    if (drift === undefined) return;
    console.log(FORMATS[json === true ? "json" : format](drift));
    if (drift.status !== "ok" || drift.layers.length > 0) process.exitCode = EXIT.failed;
}
