import assert from "node:assert/strict";
import type { DynamoDBRecord } from "aws-lambda";
import * as fc from "fast-check";
import type { FailedRecord } from "./failureQueue";
import { callAnswers } from "../testing/callAnswers";
import { streamRecord, STREAM_ARN } from "../testing/events";
import { FakeReceiver } from "../testing/fakeReceiver";
import { deliverRecords } from "./deliverRecords";

const recordsOf = (count: number) =>
    Array.from({ length: count }, (_, sequence) => streamRecord({ sequence, after: { sequence } }));
const textOf = (record: DynamoDBRecord) => record.eventID!;
const reading = (text: (record: DynamoDBRecord) => string) => ({
    textOf: text,
    originOf: ({ eventSourceARN, dynamodb }: DynamoDBRecord) => ({
        sourceArn: eventSourceARN!,
        sequenceNumber: dynamodb!.SequenceNumber!,
    }),
});

/** A failure queue that refuses some. */
class FakeFailureQueue {
    readonly kept: FailedRecord[] = [];

    constructor(private readonly refuse: (index: number) => boolean = () => false) {}

    send(records: readonly FailedRecord[]): Promise<(string | undefined)[]> {
        this.kept.push(...records.filter((_, index) => !this.refuse(index)));
        return Promise.resolve(records.map((_, index) => (this.refuse(index) ? "InternalError" : undefined)));
    }
}

const linesOf = (firehose: FakeReceiver) => firehose.taken.map((line) => Buffer.from(line).toString());

describe("deliverRecords", () => {
    it("delivers a whole event in one call, a line for each record", async () => {
        const [firehose, failureQueue] = [new FakeReceiver(), new FakeFailureQueue()];
        const report = await deliverRecords(recordsOf(3), reading(textOf), ports(firehose, failureQueue));
        assert.deepEqual(linesOf(firehose), ["event-0\n", "event-1\n", "event-2\n"]);
        assert.deepEqual(report, { failed: new Map(), delivered: 3, unfit: 0, retried: 0, fills: [3 / 500] });
        assert.equal(firehose.calls.length, 1);
    });

    it("moves malformed and too large records out of the way, complete", async () => {
        const [firehose, failureQueue] = [new FakeReceiver(), new FakeFailureQueue()];
        const records = recordsOf(5);
        const report = await deliverRecords(
            records,
            reading((record) => {
                if (record === records[1]) throw new Error("not an order");
                return record === records[3] ? "x".repeat(1_024_000) : textOf(record);
            }),
            ports(firehose, failureQueue),
        );
        assert.deepEqual(linesOf(firehose), ["event-0\n", "event-2\n", "event-4\n"]);
        assert.deepEqual(failureQueue.kept, [
            {
                reason: "not an order",
                sourceArn: STREAM_ARN,
                sequenceNumber: records[1].dynamodb!.SequenceNumber,
                payload: records[1],
            },
            {
                reason: "The record has 1024001 bytes; Firehose takes at most 1024000.",
                sourceArn: STREAM_ARN,
                sequenceNumber: records[3].dynamodb!.SequenceNumber,
                payload: records[3],
            },
        ]);
        assert.deepEqual([report.delivered, report.unfit, report.failed.size], [3, 2, 0]);
    });

    it("asks for a malformed record again that the failure queue did not take", async () => {
        const records = recordsOf(2);
        const { failed, unfit } = await deliverRecords(
            records,
            reading(() => assert.fail("malformed")),
            ports(new FakeReceiver(), new FakeFailureQueue((index) => index === 1)),
        );
        assert.deepEqual([...failed], [[records[1], "The failure queue did not take it: InternalError"]]);
        assert.equal(unfit, 1);
    });

    it("accounts for every record exactly once", async () => {
        const cases = fc.tuple(
            fc.array(fc.boolean(), { maxLength: 600, size: "max" }),
            fc.array(callAnswers, { maxLength: 20 }),
            fc.integer({ min: 0, max: 10_000 }),
            fc.integer({ min: 1, max: 5 }),
        );
        await fc.assert(
            fc.asyncProperty(cases, async ([malformed, answers, lifetime, refuseEach]) => {
                const records = recordsOf(malformed.length);
                const firehose = new FakeReceiver(answers, lifetime);
                const failureQueue = new FakeFailureQueue((index) => index % refuseEach === 1);
                const report = await deliverRecords(
                    records,
                    reading((record) =>
                        malformed[Number(textOf(record).slice("event-".length))]
                            ? assert.fail("malformed")
                            : textOf(record),
                    ),
                    ports(firehose, failureQueue),
                );
                const places = [
                    ...linesOf(firehose).map((line) => line.trimEnd()),
                    ...failureQueue.kept.map(({ payload }) => (payload as DynamoDBRecord).eventID!),
                    ...[...report.failed.keys()].map(({ eventID }) => eventID!),
                ];
                assert.deepEqual(places.sort(), records.map(textOf).sort());
                assert.equal(report.delivered, firehose.taken.length);
                assert.equal(report.unfit, failureQueue.kept.length);
            }),
            { numRuns: 30 },
        );
    });
});

function ports(firehose: FakeReceiver, failureQueue: FakeFailureQueue) {
    const { put, sleep, random, remainingMs } = firehose;
    return { put, sleep, random, remainingMs, failureQueue };
}
