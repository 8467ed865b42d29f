import type { Stack } from "@pulumi/pulumi/automation";
import { EngineError } from "./engineCommand";
import { OperationLog, type Diagnostic } from "./engineEvents";
import { requireOwnProviders } from "./foreign";
import type { Layer } from "./layer";
import { explainPending, settlePending } from "./pending";
import { explainProtected } from "./protected";
import type { LayerReport, Verb } from "./report";
import type { RunOptions } from "./runOptions";
import type { RunServers } from "./servers";
import type { SharedByLayers } from "./shared";
import { explainTakenAway, PlannedDeletions } from "./takenAway";
import type { Target } from "./target";
import { explainUndeleted, onlyDeletionsFailed } from "./undeleted";

/** Runs a verb on one layer. It does not throw: what goes wrong is in the report. */
export async function runLayer(
    target: Target,
    verb: Verb,
    name: string,
    shared: SharedByLayers,
    { signal, observer, refreshed, accepts = () => false }: RunOptions,
): Promise<LayerReport> {
    const begun = Date.now();
    const layer = target.layer(name);
    const { deployed } = shared;
    const log = new OperationLog();
    const deletions = new PlannedDeletions();
    const warnings: Diagnostic[] = [];
    let recorded: readonly string[] = [];
    const report = (status: LayerReport["status"], more: Partial<LayerReport> = {}): LayerReport => ({
        layer: name,
        status,
        seconds: secondsSince(begun),
        changes: log.changes,
        violations: log.violations,
        remediations: log.remediations,
        outputs: log.outputs,
        placeholders: [],
        takesAway: verb === "preview" ? deletions.of(name, target.graph, deployed) : [],
        recorded,
        locked: false,
        ...more,
        diagnostics: [
            ...explainProtected(target.environment, explainPending(layer, more.diagnostics ?? log.diagnostics)),
            ...warnings,
        ],
    });
    if ((verb === "destroy" || verb === "refresh") && !deployed.has(name)) return report("absent");
    const placeholders = await shared.unpublished(name);
    const onEvent = (event: Parameters<OperationLog["add"]>[0]) => {
        const step = log.add(event);
        observer?.event?.(name, event);
        if (verb === "preview") deletions.add(event);
        if (step !== undefined) observer?.progress?.(name, step);
    };
    const makes = !deployed.has(name);
    let servers: RunServers | undefined;
    try {
        if (makes) await layer.create();
        else if (target.kind === "cloud") await requireOwnProviders(layer);
        try {
            servers = await shared.serve();
            const run = { onEvent, signal, refreshed, policyPack: servers?.policyPack };
            if (verb !== "preview" && target.states !== undefined)
                warnings.push(...(await settlePending(layer, target.states, signal)));
            // What the embedded environment or a rehearsal makes costs nothing and can be thrown away.
            if (verb === "up" && target.kind === "cloud")
                await layer.withStack(servers, async (stack) => {
                    for (const event of await planUnderPolicies(stack, checked(target, run))) deletions.add(event);
                    const refused = deletions.of(name, target.graph, deployed).filter((taken) => !accepts(taken));
                    if (refused.length > 0) throw new Error(explainTakenAway(target.environment.name, refused));
                });
            const known = await layer.withStack(servers, (stack) => operate(stack, verb, target, run));
            recorded = [...log.types].filter((type) => known.has(type)).sort();
        } finally {
            if (makes && verb === "preview") warnings.push(...(await removeMade(layer)));
        }
        return report("done", { placeholders });
    } catch (error) {
        if (signal?.aborted) return report("interrupted", { placeholders });
        const locked = error instanceof EngineError && LOCKED.test(error.output);
        if (verb === "up" && onlyDeletionsFailed(log, layer.node)) {
            warnings.push(explainUndeleted(layer.stack, name));
            return report("failed", { undeleted: true });
        }
        const fate = servers?.fate();
        if (fate !== undefined)
            return report("failed", {
                placeholders,
                diagnostics: [{ severity: "error", resource: "", message: fate }],
            });
        const said = log.diagnostics.filter(({ severity }) => severity === "error");
        const mandatory = log.violations.some(({ level }) => level === "mandatory");
        const unexplained = locked || endedBy(error) !== undefined || (said.length === 0 && !mandatory);
        const diagnostics = unexplained ? [...log.diagnostics, explain(layer, error, locked)] : log.diagnostics;
        return report("failed", { placeholders, locked, diagnostics });
    }
}

/** As the self-managed backends say it, and as Pulumi Cloud does. */
const LOCKED = /currently locked by|Another update is currently in progress/;

function endedBy(error: unknown): NodeJS.Signals | undefined {
    return error instanceof EngineError ? error.signal : undefined;
}

function explain({ name, folder, stack }: Layer, error: unknown, locked: boolean): Diagnostic {
    const signal = endedBy(error);
    if (signal !== undefined) {
        const cause = signal === "SIGKILL" ? ", as the system does when memory runs short" : "";
        const message = `The engine of layer '${name}' was ended by ${signal}${cause}. Run the command again: it goes on, or says what has to be done first.`;
        return { severity: "error", resource: "", message };
    }
    const message = (error as Error).message;
    const remedy = `Another run is updating this stack. Wait for it; if it no longer exists, release the stack with 'pulumi cancel -C ${folder} -s ${stack}'.`;
    return { severity: "error", resource: "", message: locked ? `${remedy}\n${message}` : message };
}

/** Removes the stack that a preview needed. That it stays behind does not make the preview wrong. */
async function removeMade(layer: Layer): Promise<Diagnostic[]> {
    try {
        await layer.remove();
        return [];
    } catch (error) {
        const { name, folder, stack } = layer;
        const remedy = `The preview has left the empty stack '${stack}' of '${name}' behind. Remove it with 'pulumi stack rm -C ${folder} -s ${stack} --preserve-config'.`;
        return [{ severity: "warning", resource: "", message: `${remedy}\n${(error as Error).message}` }];
    }
}

type EngineEvent = Parameters<OperationLog["add"]>[0];

/** How one run of the engine is watched. */
interface Watched {
    readonly onEvent: (event: EngineEvent) => void;
    readonly signal?: AbortSignal;
    readonly policyPack?: string;
    readonly refreshed?: boolean;
}

async function operate(
    stack: Stack,
    verb: Verb,
    target: Target,
    { policyPack, refreshed, ...options }: Watched,
): Promise<unknown> {
    switch (verb) {
        case "up":
            return stack.up(checked(target, { ...options, policyPack }));
        case "preview":
            return stack.preview({ ...checked(target, { ...options, policyPack }), refresh: refreshed });
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

/** Seconds since a time, to a tenth. */
export function secondsSince(begun: number): number {
    return Math.round((Date.now() - begun) / 100) / 10;
}
