import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LayerGraph } from "../driver/layers";
import type { RunReport } from "../driver/report";
import { requireFolder } from "../driver/space";
import { exportedState } from "../driver/stacks";
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

/**
 * Writes the state of each layer that was brought up.
 *
 * @returns the layers for which there is none
 */
export async function writeExports(target: Target, { layers }: RunReport, out: string): Promise<string[]> {
    const done = new Set(layers.filter(({ status }) => status === "done").map(({ layer }) => layer));
    const names = target.graph.layers.map(({ name }) => name);
    await Promise.all(
        names
            .filter((name) => done.has(name))
            .map(async (name) => writeFileSync(fileOf(out, name), `${await exportedState(target, name)}\n`)),
    );
    return names.filter((name) => !done.has(name));
}

function fileOf(out: string, layer: string): string {
    return join(resolve(out), `${layer}.json`);
}
