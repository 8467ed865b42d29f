import assert from "node:assert/strict";
import fc from "fast-check";
import type { Discarded } from "./failure";
import { compileFilter } from "./filter";
import type { StreamMapping } from "./mapping";
import type { Outcome } from "./pieces";
import type { Checkpoint } from "./checkpoint";
import { runShard, type ShardPorts } from "./shard";
import type { StreamRecord } from "./source";

const mapping: StreamMapping = {
    uuid: "m",
    eventSourceArn: "arn:aws:kinesis:eu-west-1:000000000000:stream/s",
    functionArn: "arn:aws:lambda:eu-west-1:000000000000:function:f",
    enabled: true,
    createdAt: "2026-01-01T00:00:00Z",
    startingPosition: "TRIM_HORIZON",
    batchSize: 4,
    maximumBatchingWindowInSeconds: 0,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 1,
    maximumRecordAgeInSeconds: -1,
    parallelizationFactor: 1,
    tumblingWindowInSeconds: 0,
    reportBatchItemFailures: true,
    filterPatterns: [],
};

const record = (n: number, size = 1): StreamRecord => ({
    sequenceNumber: `${n}`,
    arrivedAt: n,
    event: { n, body: "x".repeat(size) },
    filtered: { n },
});

/** A closed shard, time that passes only by sleeping, and a function told what to do. */
function world(
    records: readonly StreamRecord[],
    invoke: (batch: readonly StreamRecord[]) => Outcome,
    patterns: readonly string[] = [],
) {
    const seen: string[][] = [];
    const discarded: Discarded[] = [];
    let checkpoint: Checkpoint = {};
    let time = 0;
    let failReads = 0;
    const ports: ShardPorts = {
        source: {
            shards: () => Promise.resolve([{ id: "shard" }]),
            position: (_, after) =>
                Promise.resolve(
                    `${after === undefined ? 0 : records.findIndex((r) => r.sequenceNumber === after) + 1}`,
                ),
            read: (position, limit) => {
                if (failReads-- > 0) return Promise.reject(new Error("away"));
                const from = Number(position);
                const next = from + limit;
                return Promise.resolve({
                    records: records.slice(from, next),
                    next: next >= records.length ? undefined : `${next}`,
                });
            },
        },
        passes: compileFilter(patterns),
        load: () => checkpoint,
        save: (next) => (checkpoint = next),
        invoke: (batch) => {
            seen.push(batch.map(({ sequenceNumber }) => sequenceNumber));
            const outcome = invoke(batch);
            const last = { requestId: "r", executedVersion: "1", error: outcome.kind === "error" };
            return Promise.resolve(outcome.kind === "notInvoked" ? { outcome } : { outcome, last });
        },
        discard: (each) => {
            discarded.push(each);
            return Promise.resolve();
        },
        log: () => undefined,
        now: () => time,
        sleep: (milliseconds) => {
            time += milliseconds;
            return Promise.resolve();
        },
    };
    return {
        seen,
        discarded,
        ports,
        checkpoint: () => checkpoint,
        time: () => time,
        failReads: (times: number) => (failReads = times),
        run: (changed: Partial<StreamMapping> = {}, signal = new AbortController().signal) =>
            runShard({ ...mapping, ...changed }, "shard", ports, signal),
    };
}

const success = (): Outcome => ({ kind: "returned", payload: null });
const ten = Array.from({ length: 10 }, (_, n) => record(n));

describe("the worker of a shard", () => {
    it("hands over full batches in order, to the shard's end", async () => {
        const { run, seen, checkpoint } = world(ten, success);
        await run();
        assert.deepEqual(
            seen.map((batch) => batch.join("")),
            ["0123", "4567", "89"],
        );
        assert.deepEqual(checkpoint(), { after: "9", finished: true });
        await run();
        assert.equal(seen.length, 3);
    });

    it("isolates a poisonous record and sends it alone to the destination", async () => {
        const { run, seen, discarded } = world(ten, (batch) =>
            batch.some(({ sequenceNumber }) => sequenceNumber === "5")
                ? { kind: "returned", payload: { batchItemFailures: [{ itemIdentifier: "5" }] } }
                : success(),
        );
        await run();
        assert.deepEqual(
            seen.map((batch) => batch.join("")),
            ["0123", "4567", "567", "56", "5", "5", "6", "7", "89"],
        );
        assert.deepEqual(
            discarded.map(({ records, condition, invocations }) => [
                records.length,
                records[0].sequenceNumber,
                condition,
                invocations,
            ]),
            [[1, "5", "RetryAttemptsExhausted", 5]],
        );
    });

    it("gives up what has become too old while the function was failing", async () => {
        const { run, discarded, time } = world([record(0)], () => ({ kind: "error" }));
        await run({ maximumRetryAttempts: -1, maximumRecordAgeInSeconds: 60 });
        assert.equal(discarded[0].condition, "RecordAgeExceeded");
        assert.ok(time() > 60_000 && time() < 120_000, `${time()}`);
    });

    it("keeps trying a function that cannot be invoked, without using up retries", async () => {
        let refusals = 5;
        const { run, seen, discarded } = world([record(0)], () =>
            refusals-- > 0 ? { kind: "notInvoked" } : success(),
        );
        await run({ maximumRetryAttempts: 0 });
        assert.deepEqual([seen.length, discarded.length], [6, 0]);
    });

    it("passes over what the filter holds back", async () => {
        const { run, seen, checkpoint } = world(ten, success, ['{ "n": [{ "numeric": [">=", 8] }] }']);
        await run();
        assert.deepEqual(seen, [["8", "9"]]);
        assert.equal(checkpoint().after, "9");
    });

    it("waits for a full batch as long as the window says", async () => {
        const { ports, seen } = world(ten, success);
        const drip = { ...ports.source, read: (position: string) => ports.source.read(position, 1) };
        const window = { ...mapping, maximumBatchingWindowInSeconds: 1 };
        await runShard(window, "shard", { ...ports, source: drip }, new AbortController().signal);
        assert.deepEqual(
            seen.map(({ length }) => length),
            [4, 4, 2],
        );
    });

    it("keeps an event below Lambda's limit", async () => {
        const { run, seen } = world(
            [0, 1, 2].map((n) => record(n, 2.5 * 1024 * 1024)),
            success,
        );
        await run();
        assert.deepEqual(seen, [["0", "1"], ["2"]]);
    });

    it("reads on from the checkpoint when the emulator was away", async () => {
        const { run, seen, failReads } = world(ten, success);
        failReads(3);
        await run();
        assert.deepEqual(
            seen.flat(),
            ten.map(({ sequenceNumber }) => sequenceNumber),
        );
    });

    it("after a stop in the middle of a batch goes on behind what was handled", async () => {
        const stop = new AbortController();
        const { run, seen } = world(ten, (batch) => {
            if (stop.signal.aborted || batch[0].sequenceNumber !== "4") return success();
            stop.abort();
            return { kind: "returned", payload: { batchItemFailures: [{ itemIdentifier: "6" }] } };
        });
        await run({}, stop.signal);
        assert.deepEqual(
            seen.map((batch) => batch.join("")),
            ["0123", "4567"],
        );
        await run();
        assert.deepEqual(
            seen.slice(2).map((batch) => batch.join("")),
            ["6789"],
        );
    });

    it("loses nothing and keeps the order, whatever the function does and whenever it is stopped", async () => {
        const step = fc.constantFrom("success", "error", "notInvoked", "partial", "stop");
        await fc.assert(
            fc.asyncProperty(
                fc.array(step, { maxLength: 60 }),
                fc.record({
                    batchSize: fc.integer({ min: 1, max: 11 }),
                    bisectBatchOnFunctionError: fc.boolean(),
                    maximumRetryAttempts: fc.integer({ min: 0, max: 3 }),
                }),
                async (script, changed) => {
                    let stop = new AbortController();
                    const handled: string[] = [];
                    const steps = script.values();
                    const { run, discarded, checkpoint } = world(ten, (batch) => {
                        const now = steps.next().value ?? "success";
                        if (now === "stop") stop.abort();
                        if (now === "error" || now === "stop") return { kind: "error" };
                        if (now === "notInvoked") return { kind: "notInvoked" };
                        const bad = now === "partial" ? Math.floor(batch.length / 2) : batch.length;
                        handled.push(...batch.slice(0, bad).map(({ sequenceNumber }) => sequenceNumber));
                        const itemIdentifier = batch[bad]?.sequenceNumber;
                        return {
                            kind: "returned",
                            payload: itemIdentifier && { batchItemFailures: [{ itemIdentifier }] },
                        };
                    });
                    while (checkpoint().finished === undefined) {
                        stop = new AbortController();
                        await run(changed, stop.signal);
                    }
                    const given = discarded.flatMap(({ records }) =>
                        records.map(({ sequenceNumber }) => sequenceNumber),
                    );
                    assert.deepEqual(
                        [...handled].sort(),
                        [...new Set(handled)].sort(),
                        "nothing handled is handled again",
                    );
                    assert.deepEqual(handled, [...handled].sort(), "the order is kept");
                    assert.deepEqual(
                        [...handled, ...given].sort(),
                        ten.map(({ sequenceNumber }) => sequenceNumber),
                    );
                },
            ),
        );
    });
});
