import assert from "node:assert/strict";
import * as fc from "fast-check";
import { callAnswers } from "../testing/callAnswers";
import { FakeReceiver, type CallAnswer } from "../testing/fakeReceiver";
import { deliverInBatches } from "./batcher";
import { FIREHOSE_CALL, MAX_RECORD_BYTES } from "./firehoseRecord";

const storage = new ArrayBuffer(MAX_RECORD_BYTES);
/** A record of some size; all share their bytes, so that thousands cost nothing. */
const sized = (bytes: number) => new Uint8Array(storage, 0, bytes);
const many = (count: number, bytes = 300) => Array.from({ length: count }, () => sized(bytes));
const throttled: CallAnswer = () => "ServiceUnavailableException";

describe("deliverInBatches", () => {
    it("fills calls by count", async () => {
        const firehose = new FakeReceiver();
        const { fills, undelivered, retried } = await deliverInBatches(many(1200), FIREHOSE_CALL, firehose);
        assert.deepEqual(
            firehose.calls.map(({ length }) => length),
            [500, 500, 200],
        );
        assert.deepEqual(fills, [1, 1, 0.4]);
        assert.equal(retried, 0);
        assert.ok(undelivered.every((reason) => reason === undefined));
    });

    it("fills calls by bytes", async () => {
        const firehose = new FakeReceiver();
        await deliverInBatches(many(9, 1024 * 1000), FIREHOSE_CALL, firehose);
        assert.deepEqual(
            firehose.calls.map(({ length }) => length),
            [4, 4, 1],
        );
        const exact = new FakeReceiver();
        await deliverInBatches(many(128, FIREHOSE_CALL.limits.bytes / 128), FIREHOSE_CALL, exact);
        assert.equal(exact.calls.length, 1);
    });

    it("makes no call for nothing", async () => {
        const firehose = new FakeReceiver();
        assert.deepEqual(await deliverInBatches([], FIREHOSE_CALL, firehose), {
            undelivered: [],
            fills: [],
            retried: 0,
        });
        assert.deepEqual(firehose.calls, []);
    });

    it("sends again only what was refused, from all calls together", async () => {
        const records = Array.from({ length: 1000 }, (_, index) => sized(index + 1));
        const refuseTwo: CallAnswer = (_, position) => (position < 2 ? "ServiceUnavailableException" : undefined);
        const firehose = new FakeReceiver([refuseTwo, refuseTwo]);
        const { undelivered, retried } = await deliverInBatches(records, FIREHOSE_CALL, firehose);
        assert.equal(firehose.calls.length, 3);
        assert.deepEqual(firehose.calls[2], [records[0], records[1], records[500], records[501]]);
        assert.equal(retried, 4);
        assert.ok(undelivered.every((reason) => reason === undefined));
    });

    it("waits longer before each retry, by a random share", async () => {
        const firehose = new FakeReceiver(
            Array.from({ length: 9 }, () => throttled),
            600_000,
            () => 0.5,
        );
        await deliverInBatches(many(1), FIREHOSE_CALL, firehose);
        assert.deepEqual(firehose.pauses, [50, 100, 200, 400, 800, 1600, 2500, 2500, 2500]);
        const hasty = new FakeReceiver([throttled], 600_000, () => 0);
        await deliverInBatches(many(1), FIREHOSE_CALL, hasty);
        assert.deepEqual(hasty.pauses, [0]);
    });

    it("gives up while time remains to report, with the last reason", async () => {
        const answers = Array.from({ length: 1000 }, (): CallAnswer => () => "ServiceUnavailableException");
        const firehose = new FakeReceiver(answers, 10_000, () => 0.01);
        const { undelivered } = await deliverInBatches(many(3), FIREHOSE_CALL, firehose);
        assert.deepEqual(
            undelivered,
            Array.from({ length: 3 }, () => "ServiceUnavailableException"),
        );
        assert.ok(firehose.remainingMs() > 1900 && firehose.remainingMs() < 2100, String(firehose.remainingMs()));
    });

    it("begins no call for which there is no time", async () => {
        const firehose = new FakeReceiver([], 1999);
        const { undelivered } = await deliverInBatches(many(1), FIREHOSE_CALL, firehose);
        assert.deepEqual(undelivered, ["There was no time to send it."]);
        assert.deepEqual(firehose.calls, []);
        assert.deepEqual((await deliverInBatches(many(1), FIREHOSE_CALL, new FakeReceiver([], 2000))).undelivered, [
            undefined,
        ]);
    });

    it("lets no call outlive its time, and reports what it carried", async () => {
        const slow = new FakeReceiver([throttled], 10_000, undefined, () => 7000);
        const { undelivered } = await deliverInBatches(many(1), FIREHOSE_CALL, slow);
        assert.equal(slow.calls.length, 2);
        assert.deepEqual(undelivered, ["AbortError: The call was ended."]);
        assert.equal(slow.remainingMs(), 0);
    });

    it("rides out an outage that is shorter than its time", async () => {
        const outage = Array.from({ length: 12 }, () => throttled);
        const firehose = new FakeReceiver(outage, 60_000, undefined, () => 1000);
        const { undelivered } = await deliverInBatches(many(700), FIREHOSE_CALL, firehose);
        assert.ok(undelivered.every((reason) => reason === undefined));
        assert.equal(firehose.calls.length, 14);
    });

    it("reports the records of a call that no further one can help, and delivers the others", async () => {
        const firehose = new FakeReceiver([new Error("no route"), "ok"]);
        const { undelivered } = await deliverInBatches(many(501), FIREHOSE_CALL, firehose);
        assert.deepEqual(new Set(undelivered.slice(0, 500)), new Set(["Error: no route"]));
        assert.equal(undelivered[500], undefined);
        assert.equal(firehose.calls.length, 2);
    });

    const sizes = fc.array(
        fc.oneof(
            { weight: 20, arbitrary: fc.integer({ min: 1, max: 2000 }) },
            { weight: 1, arbitrary: fc.integer({ min: 1, max: MAX_RECORD_BYTES }) },
        ),
        { maxLength: 1500, size: "max" },
    );
    const answers = fc.array(callAnswers, { maxLength: 30 });
    const jitter = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    const durations = fc.infiniteStream(fc.integer({ min: 1, max: 9000 }));
    const cases = fc.tuple(sizes, answers, fc.integer({ min: 0, max: 30_000 }), jitter, durations);

    it("delivers every record exactly once or reports it, within every limit", async () => {
        await fc.assert(
            fc.asyncProperty(cases, async ([lengths, calls, lifetime, random, duration]) => {
                const records = lengths.map(sized);
                const firehose = new FakeReceiver(
                    calls,
                    lifetime,
                    () => random.next().value,
                    () => duration.next().value,
                );
                const { undelivered, fills } = await deliverInBatches(records, FIREHOSE_CALL, firehose);
                const taken = new Map<Uint8Array, number>();
                for (const record of firehose.taken) taken.set(record, (taken.get(record) ?? 0) + 1);
                records.forEach((record, index) =>
                    assert.equal(taken.get(record) ?? 0, undelivered[index] === undefined ? 1 : 0),
                );
                assert.ok(firehose.remainingMs() >= 0);
                for (const call of firehose.calls) {
                    assert.ok(call.length > 0 && call.length <= 500);
                    assert.ok(call.reduce((sum, { length }) => sum + length, 0) <= 4 * 1024 * 1024);
                }
                assert.equal(fills.length, firehose.calls.length);
                assert.ok(fills.every((fill) => fill > 0 && fill <= 1));
            }),
            { numRuns: 60 },
        );
    });

    it("never lets two neighbouring calls of a round fit into one", async () => {
        await fc.assert(
            fc.asyncProperty(sizes, async (lengths) => {
                const firehose = new FakeReceiver();
                await deliverInBatches(lengths.map(sized), FIREHOSE_CALL, firehose);
                firehose.calls.slice(1).forEach((call, index) => {
                    const before = firehose.calls[index];
                    const bytes = before.reduce((sum, { length }) => sum + length, 0) + call[0].length;
                    assert.ok(before.length === 500 || bytes > 4 * 1024 * 1024);
                });
            }),
            { numRuns: 30 },
        );
    });
});
