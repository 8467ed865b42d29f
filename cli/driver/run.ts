import { availableParallelism } from "node:os";
import { keepingFile } from "./config";
import { requirePublished, requireRunnable } from "./guards";
import type { LayerReport, RunReport, Verb } from "./report";
import { runLayer, secondsSince } from "./runLayer";
import type { RunOptions } from "./runOptions";
import { runInOrder, type Outcome } from "./schedule";
import { SharedByLayers } from "./shared";
import { deployedStacks } from "./stacks";
import type { Target } from "./target";
import { UnchangedLayers } from "./unchanged";

/**
 * Runs a verb over the environment's layers: upstream first, `destroy` in reverse, independent layers side by side. A layer
 * that fails stops those that depend on it, and nothing else.
 *
 * @throws PlatformError before anything starts, when a single layer cannot be run: see `requireRunnable`, `requirePublished`.
 */
export async function runVerb(target: Target, verb: Verb, options: RunOptions = {}): Promise<RunReport> {
    const { graph, environment } = target;
    const { layer, only = () => true, signal, observer, concurrency = availableParallelism() } = options;
    const begun = Date.now();
    const deployed = await deployedStacks(target);
    if (layer !== undefined) {
        requireRunnable(graph, deployed, verb, layer, environment.name);
        if (verb === "up") await requirePublished(target, layer, deployed);
    }
    // A rehearsal throws away what it makes, so that nobody's hand is needed.
    const ran = target.kind === "rehearsal" ? graph.names : graph.ordinary;
    const names = (layer === undefined ? ran : [layer]).filter((name) => only(name, deployed));
    const nodes = verb === "destroy" ? names.toReversed() : names;
    const unchanged = verb === "up" ? await UnchangedLayers.of(target) : undefined;
    const reports = new Map<string, LayerReport>();
    // A preview may make stacks, for which Pulumi writes into the file that all layers share.
    const restore = verb === "preview" ? keepingFile(environment.file) : undefined;
    const shared = new SharedByLayers(target, verb, nodes, deployed);
    try {
        observer?.begun?.(nodes);
        await runInOrder({
            nodes,
            after: (name) => (verb === "destroy" ? graph.readers(name) : graph.node(name).reads),
            concurrency,
            signal,
            run: async (name) => {
                observer?.started?.(name);
                const known = unchanged?.find(name);
                const report = known ?? (await runLayer(target, verb, name, shared, options));
                if (known === undefined && report.status === "done") unchanged?.remember(report);
                reports.set(name, report);
                if (report.undeleted === true) return;
                observer?.settled?.(report);
                if (report.status === "failed" || report.status === "interrupted") throw new Error(report.status);
            },
            onSettled: (name, outcome) => {
                if (reports.has(name)) return;
                const report = notRun(name, outcome);
                reports.set(name, report);
                observer?.settled?.(report);
            },
        });
        for (const name of nodes.toReversed().filter((each) => reports.get(each)?.undeleted)) {
            const readers = graph.readers(name).filter((reader) => ran.includes(reader));
            const moved = readers.every((reader) => SETTLED.has(reports.get(reader)?.status ?? "failed"));
            if (moved && signal?.aborted !== true)
                reports.set(name, await runLayer(target, verb, name, shared, options));
            observer?.settled?.(reports.get(name)!);
        }
    } finally {
        await shared.close();
        restore?.();
    }
    const layers = nodes.map((name) => reports.get(name)!);
    const ok = layers.every(({ status }) => SETTLED.has(status));
    const interrupted = layers.some(({ status }) => status === "interrupted");
    const status = interrupted ? "interrupted" : ok ? "ok" : "failed";
    const manual =
        layer === undefined && target.kind === "cloud" ? graph.names.filter((name) => !ran.includes(name)) : [];
    const leftOut = manual.length > 0 ? { leftOut: manual } : {};
    return { environment: environment.name, verb, status, seconds: secondsSince(begun), layers, ...leftOut };
}

const SETTLED: ReadonlySet<LayerReport["status"]> = new Set(["done", "absent", "unchanged"]);

function notRun(layer: string, outcome: Outcome<void>): LayerReport {
    const nothing = {
        layer,
        seconds: 0,
        changes: {},
        diagnostics: [],
        violations: [],
        remediations: [],
        placeholders: [],
        takesAway: [],
        recorded: [],
        locked: false,
    };
    if (outcome.state === "skipped") return { ...nothing, status: "skipped", because: outcome.because };
    if (outcome.state === "interrupted") return { ...nothing, status: "interrupted" };
    // Whatever broke outside the engine: the backend, the provider server, the policy pack.
    const message = outcome.state === "failed" ? outcome.error.message : "";
    return { ...nothing, status: "failed", diagnostics: [{ severity: "error", resource: "", message }] };
}
