import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXIT } from "../errors";
import { confirmDestroy } from "./confirm";
import { Progress } from "./progress";
import { summarize } from "./summary";
import { loadEnvironment } from "../driver/config";
import { INDEX } from "../driver/layers";
import type { RunReport, Verb } from "../driver/report";
import { interruptAgain } from "../driver/engineCommand";
import { runVerb } from "../driver/run";
import { exportedState } from "../driver/stacks";
import { openTarget, type Target } from "../driver/target";
import { repositoryRoot } from "../../local/shared/paths";

/** Options that commands which run the engine share. */
export interface ExecuteOptions {
    readonly layer?: string;
    /** @default false */
    readonly json?: boolean;
    /** @default false */
    readonly yes?: boolean;
    /** Simulates. @default false */
    readonly rehearsal?: boolean;
    /** Folder that receives state exports. */
    readonly out?: string;
    /** Receives the report instead of standard output. @default - it is printed */
    readonly onReport?: (report: RunReport) => void;
}

/** Runs a verb from the command line: asks, shows progress, can be interrupted, reports, sets the exit code. */
export async function execute(environment: string, verb: Verb, options: ExecuteOptions): Promise<void> {
    const { layer, json = false, yes = false, rehearsal = false, out, onReport } = options;
    loadEnvironment(repositoryRoot, environment);
    if (verb === "destroy" && !yes) await confirmDestroy(environment);
    const interruption = new AbortController();
    let isRunning = false;
    const onSignal = () => {
        // Before a layer runs there is nothing to cancel; the lock goes with the process.
        if (!isRunning) process.exit(EXIT.interrupted);
        if (interruption.signal.aborted) return interruptAgain();
        console.error("Cancelling; interrupt again to end at once.");
        interruption.abort();
    };
    process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
    const progress = new Progress();
    let target: Target | undefined;
    try {
        const lock = [verb, environment, ...(layer === undefined ? [] : ["--layer", layer])].join(" ");
        target = await openTarget(environment, { rehearsal, lock, ...progress.opening });
        isRunning = true;
        const report = await runVerb(target, verb, { layer, signal: interruption.signal, observer: progress.observer });
        await progress.end();
        if (out !== undefined) await writeExports(target, report, out);
        if (onReport !== undefined) onReport(report);
        else console.log(json ? JSON.stringify(report, null, 4) : summarize(report, rehearsal));
        process.exitCode = exitCodeFor(report);
    } finally {
        await progress.end();
        target?.close();
        process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    }
}

/** A failure counts more than an interruption of the others. */
export function exitCodeFor({ status, layers }: RunReport): number {
    if (status === "interrupted") return EXIT.interrupted;
    if (layers.some(({ locked }) => locked)) return EXIT.locked;
    return status === "ok" ? EXIT.ok : EXIT.failed;
}

async function writeExports(target: Target, { layers }: RunReport, out: string): Promise<void> {
    const directory = resolve(out);
    mkdirSync(directory, { recursive: true });
    const made = layers.filter(({ status, layer }) => status === "done" && layer !== INDEX);
    await Promise.all(
        made.map(async ({ layer }) =>
            writeFileSync(join(directory, `${layer}.json`), `${await exportedState(target, layer)}\n`),
        ),
    );
}
