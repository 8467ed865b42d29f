import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LayerGraph } from "../driver/layers";
import type { RunReport } from "../driver/report";
import { requireFolder } from "../driver/space";
import type { Target } from "../driver/target";

/**
 * Makes the folder that receives state exports, without those of earlier runs: what is there afterwards is of one run.
 *
 * @throws UsageError when the folder cannot be made or written to
 */
export function clearExports(graph: LayerGraph, out: string): void {
    requireFolder(resolve(out), "--out names");
    for (const { name } of graph.layers) rmSync(fileOf(out, name), { force: true });
}

/** The state of each layer that was brought up, by layer. */
export async function exportsOf(target: Target, { layers }: RunReport): Promise<ReadonlyMap<string, string>> {
    const done = new Set(layers.filter(({ status }) => status === "done").map(({ layer }) => layer));
    const names = target.graph.layers.map(({ name }) => name).filter((name) => done.has(name));
    return new Map(
        await Promise.all(names.map(async (name) => [name, await target.layer(name).exportedState()] as const)),
    );
}

/**
 * Writes states into the folder.
 *
 * @returns the layers for which there is none
 */
export function writeExports({ graph }: Target, states: ReadonlyMap<string, string>, out: string): string[] {
    for (const [layer, state] of states) writeFileSync(fileOf(out, layer), `${state}\n`);
    return graph.layers.map(({ name }) => name).filter((name) => !states.has(name));
}

function fileOf(out: string, layer: string): string {
    return join(resolve(out), `${layer}.json`);
}
