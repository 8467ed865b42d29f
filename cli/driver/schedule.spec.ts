import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { runInOrder, type Schedule } from "./schedule";

const READS: Readonly<Record<string, readonly string[]>> = {
    base: [],
    left: ["base"],
    right: ["base"],
    top: ["left"],
    tip: ["top"],
};

async function trace(change: Partial<Schedule<string>> = {}) {
    const events: string[] = [];
    let [running, most] = [0, 0];
    const outcomes = await runInOrder<string>({
        nodes: Object.keys(READS),
        after: (node) => READS[node] ?? [],
        concurrency: 2,
        ...change,
        run: async (node) => {
            events.push(`> ${node}`);
            most = Math.max(most, ++running);
            try {
                await sleep(5);
                return (await change.run?.(node)) ?? node;
            } finally {
                running--;
                events.push(`< ${node}`);
            }
        },
    });
    return { events, most, outcomes: Object.fromEntries(outcomes) };
}

const breaking = (broken: string) => (node: string) =>
    node === broken ? Promise.reject(new Error(`${node} broke`)) : Promise.resolve(node);

describe("runInOrder", () => {
    it("starts a node when all that it waits for is done, and independent ones side by side", async () => {
        const { events, most } = await trace();
        assert.deepEqual(events.slice(0, 4), ["> base", "< base", "> left", "> right"]);
        assert.ok(events.indexOf("> top") > events.indexOf("< left"));
        assert.equal(most, 2);
    });

    it("runs no more at a time than allowed", async () => {
        assert.equal((await trace({ concurrency: 1 })).most, 1);
    });

    it("skips what stands behind a failure, naming it, and finishes the others", async () => {
        const { outcomes } = await trace({ run: breaking("left") });
        assert.equal(outcomes.left?.state, "failed");
        assert.deepEqual(outcomes.right, { state: "done", result: "right" });
        assert.deepEqual(outcomes.top, { state: "skipped", because: "left" });
        assert.deepEqual(outcomes.tip, { state: "skipped", because: "left" });
    });

    it("starts nothing more once interrupted, and awaits what runs", async () => {
        const interruption = new AbortController();
        const run = (node: string) => {
            if (node === "left") interruption.abort();
            return Promise.resolve(node);
        };
        const { outcomes } = await trace({ run, signal: interruption.signal });
        assert.equal(outcomes.right?.state, "done");
        assert.deepEqual(outcomes.top, { state: "interrupted" });
    });

    it("ignores what is waited for but not part of the run", async () => {
        assert.deepEqual((await trace({ nodes: ["top"] })).outcomes, { top: { state: "done", result: "top" } });
    });
});
