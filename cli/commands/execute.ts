import { EXIT } from "../errors";
import { costOf } from "../cost/cost";
import { agreeOnUpdate } from "./agreement";
import { mergedAllowances } from "./mergedAllowances";
import { confirmDestroy } from "./confirm";
import { clearExports, exportsOf, writeExports } from "./exports";
import { Progress } from "./progress";
import { onSignals } from "./signals";
import { summarize } from "./summary";
import { checkAccount } from "../driver/account/checkAccount";
import type { Blueprint } from "../driver/blueprint";
import { requireRunnable, requireUnprotected } from "../driver/guards";
import { explainLostCompanions, explainLostEmulator } from "../driver/lostEmulator";
import { LOCAL, localDirectory, localIsRemembered } from "../driver/places";
import type { RunReport, Verb } from "../driver/report";
import { interruptAgain } from "../driver/engineCommand";
import { runVerb } from "../driver/run";
import { endWhenFull } from "../driver/fullDisk";
import { openTarget, type Target } from "../driver/target";
import { repositoryRoot } from "../../local/shared/paths";

/** Options that commands which run the engine share. */
export interface ExecuteOptions {
    /** Only this layer; in a rehearsal with all that it reads. @default - all, and the root project */
    readonly layer?: string;
    /** @default false */
    readonly json?: boolean;
    /** @default false */
    readonly yes?: boolean;
    /** Lets an update delete what deployed layers use, without asking. @default false */
    readonly allowDeletions?: boolean;
    /** Lets an update delete what the merged requests allow since the layer's last update. @default false */
    readonly allowances?: boolean;
    /** Simulates. @default false */
    readonly rehearsal?: boolean;
    /** Folder that receives state exports. */
    readonly out?: string;
    /** Adds up what the rehearsed layers cost while nothing happens. @default false */
    readonly cost?: boolean;
    /** Receives the report's text. @default - standard output */
    readonly print?: (text: string) => void;
}

/**
 * Runs a verb from the command line: asks, shows progress, can be interrupted, reports.
 *
 * @returns what came of it; {@link exitCodeFor} makes the process's exit code of it
 */
export async function execute(blueprint: Blueprint, verb: Verb, options: ExecuteOptions): Promise<RunReport> {
    const {
        layer,
        json = false,
        yes = false,
        allowDeletions = false,
        allowances = false,
        rehearsal = false,
        out,
        cost = false,
        print = console.log,
    } = options;
    const { graph, environment: loaded } = blueprint;
    const { name: environment } = loaded;
    if (layer !== undefined) graph.node(layer);
    if (verb === "destroy") {
        requireUnprotected(loaded);
        if (!yes) await confirmDestroy(environment);
    }
    // What is known without the emulator is no reason to start it.
    if (environment === LOCAL && !rehearsal && !localIsRemembered(repositoryRoot)) {
        if (layer !== undefined) requireRunnable(graph, new Map(), verb, layer, environment);
        if (verb === "destroy" || verb === "refresh") {
            const report: RunReport = { environment, verb, status: "ok", seconds: 0, layers: [] };
            print(json ? JSON.stringify(report, null, 4) : `Nothing of '${environment}' is deployed.`);
            return report;
        }
    }
    if (out !== undefined) clearExports(graph, out);
    const interruption = new AbortController();
    let isRunning = false;
    const releaseSignals = onSignals(() => {
        // Before a layer runs there is nothing to cancel; the lock goes with the process.
        if (!isRunning) process.exit(EXIT.interrupted);
        if (interruption.signal.aborted) return interruptAgain();
        console.error("Cancelling; interrupt again to end at once.");
        interruption.abort();
    });
    const progress = new Progress();
    let target: Target | undefined;
    let watch: ReturnType<typeof endWhenFull> | undefined;
    try {
        const lock = [verb, environment, ...(layer === undefined ? [] : ["--layer", layer])].join(" ");
        // A rehearsal begins from nothing: a single layer has those to come up, too, that it reads.
        const withUpstream = rehearsal && layer !== undefined;
        const opened = withUpstream ? { ...blueprint, graph: graph.upTo(layer) } : blueprint;
        target = await openTarget(opened, { rehearsal, lock, ...progress.opening });
        const run = { signal: interruption.signal, observer: progress.observer };
        await checkAccount(target, verb, layer, (note) => console.error(note));
        isRunning = true;
        if (target.states !== undefined) watch = endWhenFull(target.states, interruption);
        const refreshed = verb === "up" && target.isAstray === true ? await runVerb(target, "refresh", run) : undefined;
        const agreed =
            verb === "up" && target.kind === "cloud"
                ? await agreeOnUpdate(target, allowDeletions, {
                      layer,
                      signal: interruption.signal,
                      allowances: allowances ? await mergedAllowances(target) : [],
                  })
                : {};
        const stopped = refreshed === undefined || refreshed.status === "ok" ? agreed.stopped : refreshed;
        const ran = stopped ?? (await runVerb(target, verb, { ...run, ...agreed, ...(withUpstream ? {} : { layer }) }));
        const explained = watch?.explain(ran) ?? ran;
        const told = target.kind === "local" ? await explainLost(explained) : explained;
        await progress.end();
        const states = out === undefined && !cost ? new Map<string, string>() : await exportsOf(target, told);
        const missing = out === undefined ? [] : writeExports(target, states, out);
        // Of an environment that did not come up whole a sum would say too little.
        const isCounted = cost && told.status === "ok";
        const report = isCounted ? { ...told, cost: costOf(states, loaded.config.aws.region) } : told;
        print(json ? JSON.stringify(report, null, 4) : summarize(report, rehearsal));
        if (missing.length > 0) console.error(`Without a state export: ${missing.join(", ")}.`);
        return report;
    } finally {
        watch?.end();
        await progress.end();
        target?.close();
        releaseSignals();
    }
}

async function explainLost(report: RunReport): Promise<RunReport> {
    const directory = localDirectory(repositoryRoot);
    return explainLostCompanions(await explainLostEmulator(report, directory), directory);
}

/** The exit code that a run ends with. What was interrupted may have failed for that, so this counts first. */
export function exitCodeFor({ status, layers }: RunReport): number {
    if (status === "interrupted") return EXIT.interrupted;
    if (layers.some(({ locked }) => locked)) return EXIT.locked;
    return status === "ok" ? EXIT.ok : EXIT.failed;
}
