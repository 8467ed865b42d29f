import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Endpoint } from "../provider/clients";
import { writeJson } from "../shared/json";
import { readCheckpoint } from "./checkpoint";
import { destinationOf } from "./destination";
import { compileFilter, type Filter } from "./filter";
import type { StreamMapping } from "./mapping";
import { runShard, type ShardPorts } from "./shard";
import { type Source, sourceOf } from "./source";

/** Where and for whom a mapping runs. */
export interface RunnerContext {
    readonly endpoint: Endpoint;
    /** Folder of all mappings' checkpoints. */
    readonly checkpoints: string;
    readonly log: (message: string) => void;
}

/** How often shards are looked for, in milliseconds, and how long to wait after a mapping could not be started. */
const shardInterval = 2_000;

/** Tries to tell the destination before the records are given up for good. */
const destinationAttempts = 5;

/** Runs one mapping, all its shards side by side, until told to stop; what it then still does is done when this resolves. */
export async function runMapping(mapping: StreamMapping, context: RunnerContext, signal: AbortSignal): Promise<void> {
    const log = (message: string) => context.log(`${mapping.uuid} ${message}`);
    const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    if (mapping.tumblingWindowInSeconds > 0) {
        log("does not run: the embedded environment has no tumbling windows. Set tumblingWindowInSeconds to 0 for it.");
        return;
    }
    if (mapping.parallelizationFactor > 1) log("handles one batch of a shard at a time, in place of several.");
    const workers = new Map<string, Promise<void>>();
    let complaint: string | undefined;
    let opened: Opened | undefined;
    try {
        while (!signal.aborted) {
            try {
                opened ??= await open(mapping, context);
                await startWorkers(mapping, opened, { ...context, log }, workers, pause, signal);
                complaint = undefined;
            } catch (error) {
                const { name, message } = error as Error;
                if (complaint !== message) log(`cannot go on: ${name}: ${message}`);
                complaint = message;
            }
            await pause(shardInterval);
        }
    } finally {
        await Promise.all(workers.values());
    }
}

/** Forgets how far a mapping that is gone had come. */
export async function forgetMapping(uuid: string, { checkpoints }: RunnerContext): Promise<void> {
    await rm(join(checkpoints, uuid), { recursive: true, force: true });
}

interface Opened {
    readonly lambda: LambdaClient;
    readonly source: Source;
    readonly tell: ReturnType<typeof destinationOf>;
    readonly passes: Filter;
}

async function open(mapping: StreamMapping, { endpoint }: RunnerContext): Promise<Opened> {
    const lambda = new LambdaClient({
        ...endpoint,
        endpoint: endpoint.url,
        // A repeated invocation would be another one; Lambda ends the longest after 15 minutes.
        maxAttempts: 1,
        requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 16 * 60 * 1_000 }),
    });
    const { Role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: mapping.functionArn }));
    return {
        lambda,
        source: sourceOf(mapping, endpoint, Role!),
        tell: destinationOf(mapping, endpoint),
        passes: compileFilter(mapping.filterPatterns),
    };
}

async function startWorkers(
    mapping: StreamMapping,
    { lambda, source, tell, passes }: Opened,
    { checkpoints, log }: RunnerContext,
    workers: Map<string, Promise<void>>,
    pause: (milliseconds: number) => Promise<void>,
    signal: AbortSignal,
): Promise<void> {
    const shards = await source.shards();
    const checkpointOf = (shardId: string) => join(checkpoints, mapping.uuid, `${shardId}.json`);
    const load = (shardId: string) => readCheckpoint(checkpointOf(shardId), log);

    for (const { id, parent } of shards) {
        if (workers.has(id)) continue;
        // A child's records follow its parent's.
        const waits = shards.some((shard) => shard.id === parent) && load(parent!).finished === undefined;
        if (waits || signal.aborted) continue;
        const ports: ShardPorts = {
            source,
            passes,
            load: () => load(id),
            save: (checkpoint) => writeJson(checkpointOf(id), checkpoint),
            invoke: (records) => invoke(lambda, mapping, records, log),
            discard: async (discarded) => {
                log(
                    `${id}: gives up ${discarded.records.length} record(s) after ${discarded.invocations} invocation(s): ${discarded.condition}`,
                );
                for (let attempt = 1; attempt <= destinationAttempts; attempt += 1) {
                    const failed = await tell(id, discarded).then(
                        () => undefined,
                        (error: Error) => error,
                    );
                    if (failed === undefined) return;
                    log(`${id}: ${mapping.destinationArn} cannot be told: ${failed.name}: ${failed.message}`);
                    await pause(200 * 2 ** attempt);
                }
            },
            log,
            now: Date.now,
            sleep: (milliseconds) => (milliseconds === 0 ? Promise.resolve() : pause(milliseconds)),
        };
        log(`${id}: reading ${mapping.eventSourceArn} for ${mapping.functionArn}`);
        workers.set(id, runShard(mapping, id, ports, signal));
    }
}

async function invoke(
    lambda: LambdaClient,
    mapping: StreamMapping,
    records: Parameters<ShardPorts["invoke"]>[0],
    log: (message: string) => void,
): ReturnType<ShardPorts["invoke"]> {
    try {
        const answer = await lambda.send(
            new InvokeCommand({
                FunctionName: mapping.functionArn,
                Payload: Buffer.from(JSON.stringify({ Records: records.map(({ event }) => event) })),
            }),
        );
        const text = Buffer.from(answer.Payload ?? []).toString();
        const error = answer.FunctionError !== undefined;
        const last = {
            requestId: answer.$metadata.requestId!,
            executedVersion: answer.ExecutedVersion ?? "$LATEST",
            error,
        };
        if (error) {
            log(`function error with ${records.length} record(s): ${text}`);
            return { outcome: { kind: "error" }, last };
        }
        return { outcome: { kind: "returned", payload: text === "" ? null : (JSON.parse(text) as unknown) }, last };
    } catch (error) {
        log(`cannot invoke: ${(error as Error).name}: ${(error as Error).message}`);
        return { outcome: { kind: "notInvoked" } };
    }
}
