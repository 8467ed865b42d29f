import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { asidesOf, readJson, writeJson } from "../shared/json";
import { type StreamMapping, streamMappingSchema } from "./mapping";
import { forgetMapping, runMapping, type RunnerContext } from "./runner";

/** How often the registry is looked at, in milliseconds. */
const registryInterval = 500;

interface Running {
    readonly mapping: StreamMapping;
    readonly stop: AbortController;
    readonly done: Promise<void>;
}

/** Runs the mappings that stand in the registry, following its changes, until told to stop. */
export async function runPoller(registry: string, context: RunnerContext, signal: AbortSignal): Promise<void> {
    const runs = new Map<string, Running>();
    while (!signal.aborted) {
        const wanted = await readRegistry(registry, runs, context);
        for (const uuid of new Set([...runs.keys(), ...wanted.keys()])) {
            const [run, mapping] = [runs.get(uuid), wanted.get(uuid)];
            if (isDeepStrictEqual(run?.mapping, mapping)) continue;
            run?.stop.abort();
            const stop = new AbortController();
            // Its last invocation may take long; only its successor waits for it.
            const done = (run?.done ?? Promise.resolve()).then(() => replace(uuid, mapping, context, stop.signal));
            if (mapping === undefined) runs.delete(uuid);
            else runs.set(uuid, { mapping, stop, done });
        }
        await sleep(registryInterval, undefined, { signal }).catch(() => undefined);
    }
    for (const { stop } of runs.values()) stop.abort();
    await Promise.all([...runs.values()].map(({ done }) => done));
}

async function replace(
    uuid: string,
    mapping: StreamMapping | undefined,
    context: RunnerContext,
    signal: AbortSignal,
): Promise<void> {
    try {
        if (mapping === undefined) return await forgetMapping(uuid, context);
        if (mapping.enabled) await runMapping(mapping, context, signal);
    } catch (error) {
        context.log(`${uuid} does not run: ${(error as Error).stack}`);
    }
}

/** The mappings by their ids. One whose file is damaged while it runs goes on, and is written down again. */
async function readRegistry(
    registry: string,
    runs: ReadonlyMap<string, Running>,
    { log }: RunnerContext,
): Promise<ReadonlyMap<string, StreamMapping>> {
    const names = (await readdir(registry).catch(() => [])).filter((name) => name.endsWith(".json"));
    const mappings = names.flatMap((name): [string, StreamMapping][] => {
        const file = join(registry, name);
        const uuid = name.slice(0, -".json".length);
        const mapping = readJson(file, streamMappingSchema, log);
        if (mapping !== undefined) return [[uuid, mapping]];
        const known = asidesOf(file).length > 0 ? runs.get(uuid)?.mapping : undefined;
        if (known === undefined) return [];
        try {
            writeJson(file, known);
        } catch (error) {
            log(`${file} cannot be written again: ${(error as Error).message}`);
        }
        return [[uuid, known]];
    });
    return new Map(mappings);
}
