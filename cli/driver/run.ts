import { availableParallelism } from "node:os";
import type { Stack } from "@pulumi/pulumi/automation";
import { keepingFile } from "./config";
import { EngineError } from "./engineCommand";
import { OperationLog, type Diagnostic } from "./engineEvents";
import { requirePublished, requireRunnable, unpublished } from "./guards";
import type { LayerReport, RunReport, Verb } from "./report";
import { runInOrder, type Outcome } from "./schedule";
import { serveRun, type RunServers } from "./servers";
import { explainPending, settlePending } from "./pending";
import { explainProtected } from "./protected";
import { createStack, deployedStacks, removeStack, withStack, type Deployed } from "./stacks";
import { explainTakenAway, PlannedDeletions, type TakenAway } from "./takenAway";
import type { Target } from "./target";
import { UnchangedLayers } from "./unchanged";
import { explainUndeleted, onlyDeletionsFailed } from "./undeleted";

/** Told what happens to each layer while it happens. */
export interface Observer {
    /** Once, when nothing stands in the way: the layers that are going to run, in order. */
    begun?(layers: readonly string[]): void;
    started?(layer: string): void;
    /** `step` as in `create aws:s3/bucket:Bucket lake`. */
    progress?(layer: string, step: string): void;
    settled?(report: LayerReport): void;
}

/** How to run a verb. */
export interface RunOptions {
    /** Only this layer. @default - all, and the root project */
    readonly layer?: string;
    /** Of those layers only the ones that it says yes to. @default - each of them */
    readonly only?: (layer: string, deployed: Deployed) => boolean;
    /** Cancels the running engines, which record what they did, and starts nothing more. */
    readonly signal?: AbortSignal;
    readonly observer?: Observer;
    /** Lets an update delete what deployed layers use. @default - it deletes nothing of the kind, and says so */
    readonly accepts?: (taken: TakenAway) => boolean;
    /** Engines at the same time. @default - one for each core */
    readonly concurrency?: number;
}

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
    const names = (layer === undefined ? graph.names : [layer]).filter((name) => only(name, deployed));
    const nodes = verb === "destroy" ? names.toReversed() : names;
    const unchanged = verb === "up" ? await UnchangedLayers.of(target) : undefined;
    const reports = new Map<string, LayerReport>();
    // A preview may make stacks, for which Pulumi writes into the file that all layers share.
    const restore = verb === "preview" ? keepingFile(environment.file) : undefined;
    observer?.begun?.(nodes);
    const shared = new Shared(target, verb, nodes, deployed);
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
        const moved = graph.readers(name).every((reader) => SETTLED.has(reports.get(reader)?.status ?? "failed"));
        if (moved && signal?.aborted !== true) reports.set(name, await runLayer(target, verb, name, shared, options));
        observer?.settled?.(reports.get(name)!);
    }
    await shared.close();
    restore?.();
    const layers = nodes.map((name) => reports.get(name)!);
    const ok = layers.every(({ status }) => SETTLED.has(status));
    const interrupted = layers.some(({ status }) => status === "interrupted");
    const status = interrupted ? "interrupted" : ok ? "ok" : "failed";
    return { environment: environment.name, verb, status, seconds: since(begun), layers };
}

const SETTLED: ReadonlySet<LayerReport["status"]> = new Set(["done", "absent", "unchanged"]);

/** What the runs of all layers share, each thing from when it is first needed. */
class Shared {
    private servers: Promise<RunServers> | undefined;
    private missing: ReturnType<typeof unpublished> | undefined;

    constructor(
        private readonly target: Target,
        private readonly verb: Verb,
        private readonly layers: readonly string[],
        readonly deployed: Deployed,
    ) {}

    /** For `up` and `preview`, whose engines run programs and policies. */
    serve(): Promise<RunServers> | undefined {
        if (this.verb !== "up" && this.verb !== "preview") return undefined;
        this.servers ??= this.unpublished().then((missing) =>
            serveRun(this.target, [...new Set([...missing.values()].flat())]),
        );
        return this.servers;
    }

    /** What a preview's programs take placeholders for, by reader. */
    unpublished(): ReturnType<typeof unpublished> {
        const layers = this.verb === "preview" ? this.layers : [];
        this.missing ??= unpublished(this.target, layers, this.deployed);
        return this.missing;
    }

    async close(): Promise<void> {
        // That they did not start has been told by each layer.
        (await this.servers?.catch(() => undefined))?.close();
    }
}

async function runLayer(
    target: Target,
    verb: Verb,
    layer: string,
    shared: Shared,
    { signal, observer, accepts = () => false }: RunOptions,
): Promise<LayerReport> {
    const begun = Date.now();
    const { deployed } = shared;
    const log = new OperationLog();
    const deletions = new PlannedDeletions();
    const warnings: Diagnostic[] = [];
    let recorded: readonly string[] = [];
    const report = (status: LayerReport["status"], more: Partial<LayerReport> = {}): LayerReport => ({
        layer,
        status,
        seconds: since(begun),
        changes: log.changes,
        violations: log.violations,
        remediations: log.remediations,
        outputs: log.outputs,
        placeholders: [],
        takesAway: verb === "preview" ? deletions.of(layer, target.graph, deployed) : [],
        recorded,
        locked: false,
        ...more,
        diagnostics: [
            ...explainProtected(target.environment, explainPending(target, layer, more.diagnostics ?? log.diagnostics)),
            ...warnings,
        ],
    });
    if ((verb === "destroy" || verb === "refresh") && !deployed.has(layer)) return report("absent");
    const placeholders = (await shared.unpublished()).get(layer) ?? [];
    const onEvent = (event: Parameters<OperationLog["add"]>[0]) => {
        const step = log.add(event);
        if (verb === "preview") deletions.add(event);
        if (step !== undefined) observer?.progress?.(layer, step);
    };
    const makes = !deployed.has(layer);
    try {
        if (makes) await createStack(target, layer);
        try {
            const servers = await shared.serve();
            const run = { onEvent, signal, policyPack: servers?.policyPack };
            if (verb !== "preview") warnings.push(...(await settlePending(target, layer, signal)));
            // What the embedded environment or a rehearsal makes costs nothing and can be thrown away.
            if (verb === "up" && target.kind === "cloud")
                await withStack(target, layer, servers, async (stack) => {
                    for (const event of await planUnderPolicies(stack, checked(target, run))) deletions.add(event);
                    const refused = deletions.of(layer, target.graph, deployed).filter((taken) => !accepts(taken));
                    if (refused.length > 0) throw new Error(explainTakenAway(target.environment.name, refused));
                });
            const known = await withStack(target, layer, servers, (stack) => operate(stack, verb, target, run));
            recorded = [...log.types].filter((type) => known.has(type)).sort();
        } finally {
            if (makes && verb === "preview") warnings.push(...(await removeMade(target, layer)));
        }
        return report("done", { placeholders });
    } catch (error) {
        if (signal?.aborted) return report("interrupted", { placeholders });
        const locked = error instanceof EngineError && LOCKED.test(error.output);
        if (verb === "up" && onlyDeletionsFailed(log, target.graph.node(layer))) {
            warnings.push(explainUndeleted(target.environment.name, layer));
            return report("failed", { undeleted: true });
        }
        const said = log.diagnostics.filter(({ severity }) => severity === "error");
        const mandatory = log.violations.some(({ level }) => level === "mandatory");
        const unexplained = locked || endedBy(error) !== undefined || (said.length === 0 && !mandatory);
        const diagnostics = unexplained ? [...log.diagnostics, explain(target, layer, error, locked)] : log.diagnostics;
        return report("failed", { placeholders, locked, diagnostics });
    }
}

/** As the self-managed backends say it, and as Pulumi Cloud does. */
const LOCKED = /currently locked by|Another update is currently in progress/;

function endedBy(error: unknown): NodeJS.Signals | undefined {
    return error instanceof EngineError ? error.signal : undefined;
}

function explain(target: Target, layer: string, error: unknown, locked: boolean): Diagnostic {
    const signal = endedBy(error);
    if (signal !== undefined) {
        const cause = signal === "SIGKILL" ? ", as the system does when memory runs short" : "";
        const message = `The engine of layer '${layer}' was ended by ${signal}${cause}. Run the command again: it goes on, or says what has to be done first.`;
        return { severity: "error", resource: "", message };
    }
    const message = (error as Error).message;
    const remedy = `Another run is updating this stack. Wait for it; if it no longer exists, release the stack with 'pulumi cancel -C ${target.folder(layer)} -s ${target.environment.name}'.`;
    return { severity: "error", resource: "", message: locked ? `${remedy}\n${message}` : message };
}

/** Removes the stack that a preview needed. That it stays behind does not make the preview wrong. */
async function removeMade(target: Target, layer: string): Promise<Diagnostic[]> {
    try {
        await removeStack(target, layer);
        return [];
    } catch (error) {
        const { name } = target.environment;
        const remedy = `The preview has left the empty stack '${name}' of '${layer}' behind. Remove it with 'pulumi stack rm -C ${target.folder(layer)} -s ${name} --preserve-config'.`;
        return [{ severity: "warning", resource: "", message: `${remedy}\n${(error as Error).message}` }];
    }
}

type EngineEvent = Parameters<OperationLog["add"]>[0];

/** How one run of the engine is watched. */
interface Watched {
    readonly onEvent: (event: EngineEvent) => void;
    readonly signal?: AbortSignal;
    readonly policyPack?: string;
}

async function operate(
    stack: Stack,
    verb: Verb,
    target: Target,
    { policyPack, ...options }: Watched,
): Promise<unknown> {
    switch (verb) {
        case "up":
            return stack.up(checked(target, { ...options, policyPack }));
        case "preview":
            return stack.preview(checked(target, { ...options, policyPack }));
        case "destroy":
            return stack.destroy(options);
        case "refresh":
            return stack.refresh(options);
    }
}

/** Options of a run that the policies check. */
function checked({ policyConfig }: Target, { policyPack, ...options }: Watched) {
    const configured = policyConfig === undefined ? {} : { policyPackConfigs: [policyConfig] };
    return { ...options, policyPacks: policyPack === undefined ? [] : [policyPack], ...configured };
}

/**
 * Previews before an update: rules that look at several resources decide when all are known to the engine, which in an update
 * is after they exist. Only what stops the update is told; the rest the update tells itself.
 *
 * @returns the engine's events, which say what the update would do
 */
async function planUnderPolicies(
    stack: Stack,
    { onEvent, ...options }: ReturnType<typeof checked>,
): Promise<readonly EngineEvent[]> {
    const events: EngineEvent[] = [];
    try {
        await stack.preview({ ...options, onEvent: (event) => events.push(event) });
        return events;
    } catch (error) {
        events.forEach(onEvent);
        throw error;
    }
}

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

function since(begun: number): number {
    return Math.round((Date.now() - begun) / 100) / 10;
}
