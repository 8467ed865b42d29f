import assert from "node:assert/strict";
import { loadBlueprint } from "../blueprint";
import type { LayerReport } from "../report";
import { runVerb } from "../run";
import { openTarget, type Target } from "../target";

const LAYERS = ["foundation", "identity"];

describe("one process for the programs of all layers, and one for the policies", function () {
    this.timeout(300_000);

    /** What work on a rehearsal of its own gives, and the states that it leaves. */
    async function rehearse<T>(work: (target: Target) => Promise<T>): Promise<{ done: T; states: readonly string[] }> {
        const target = await openTarget(loadBlueprint("dev"), { rehearsal: true, lock: "test" });
        try {
            const done = await work(target);
            return { done, states: await Promise.all(LAYERS.map((layer) => target.layer(layer).exportedState())) };
        } finally {
            target.close();
        }
    }

    const told = (layers: readonly LayerReport[]) => layers.map(({ violations }) => violations);

    it("give the states that 'pulumi up' in the layers' folders gives, and judge each stack by itself", async () => {
        const together = await rehearse(async (target) => {
            const report = await runVerb(target, "up", { only: (layer) => LAYERS.includes(layer) });
            assert.equal(report.status, "ok", JSON.stringify(report.layers));
            return told(report.layers);
        });
        const apart = await rehearse(async (target) => {
            const reports: LayerReport[] = [];
            for (const layer of LAYERS) reports.push(...(await runVerb(target, "up", { layer })).layers);
            return told(reports);
        });
        const plain = await rehearse(async (target) => {
            for (const layer of LAYERS) {
                await target.layer(layer).create();
                await target.layer(layer).withStack(undefined, (stack) => stack.up());
            }
        });
        assert.deepEqual(together.states, plain.states);
        assert.ok(plain.states.every((state) => state.length > 1000));
        const byPolicy = (violations: LayerReport["violations"]) =>
            violations.map(({ policy, message }) => `${policy}: ${message}`).sort();
        assert.deepEqual(together.done.map(byPolicy), apart.done.map(byPolicy));
        assert.match(JSON.stringify(together.done), /policies-verdicts-summarised/);
    });
});
