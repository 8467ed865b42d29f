import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StreamMapping } from "./mapping";
import { forgetMapping, runMapping, type RunnerContext } from "./runner";

/** How often the registry is looked at, in milliseconds. */
const registryInterval = 500;

interface Running {
    readonly text: string;
    readonly stop: AbortController;
    readonly done: Promise<void>;
}

/** Runs the mappings that stand in the registry, following its changes, until told to stop. */
export async function runPoller(registry: string, context: RunnerContext, signal: AbortSignal): Promise<void> {
    const runs = new Map<string, Running>();
    while (!signal.aborted) {
        const wanted = await readRegistry(registry);
        for (const uuid of new Set([...runs.keys(), ...wanted.keys()])) {
            const [run, text] = [runs.get(uuid), wanted.get(uuid)];
            if (run?.text === text) continue;
            run?.stop.abort();
            const stop = new AbortController();
            // Its last invocation may take long; only its successor waits for it.
            const done = (run?.done ?? Promise.resolve()).then(() => replace(uuid, text, context, stop.signal));
            if (text === undefined) runs.delete(uuid);
            else runs.set(uuid, { text, stop, done });
        }
        await sleep(registryInterval, undefined, { signal }).catch(() => undefined);
    }
    for (const { stop } of runs.values()) stop.abort();
    await Promise.all([...runs.values()].map(({ done }) => done));
}

async function replace(
    uuid: string,
    text: string | undefined,
    context: RunnerContext,
    signal: AbortSignal,
): Promise<void> {
    try {
        if (text === undefined) return await forgetMapping(uuid, context);
        const mapping = JSON.parse(text) as StreamMapping;
        if (mapping.enabled) await runMapping(mapping, context, signal);
    } catch (error) {
        context.log(`${uuid} does not run: ${(error as Error).stack}`);
    }
}

async function readRegistry(registry: string): Promise<ReadonlyMap<string, string>> {
    const names = (await readdir(registry).catch(() => [])).filter(
        (name) => name.endsWith(".json") && !name.startsWith("."),
    );
    const files = await Promise.all(
        names.map(
            async (name) =>
                [name.slice(0, -5), await readFile(join(registry, name), "utf8").catch(() => undefined)] as const,
        ),
    );
    return new Map(files.filter((file): file is readonly [string, string] => file[1] !== undefined));
}
