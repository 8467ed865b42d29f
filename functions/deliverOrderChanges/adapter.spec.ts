import assert from "node:assert/strict";
import type { FailedRecord } from "../shared/failureQueue";
import { anOrder, lambdaContext, streamRecord } from "../testing/events";
import { FakeReceiver } from "../testing/fakeReceiver";
import { quietLogs } from "../testing/quietLogs";
import { recordedMetrics } from "../testing/recordedMetrics";
import { createHandler } from "./adapter";

const records = [1, 2, 3, 4, 5].map((sequence) =>
    streamRecord({
        sequence,
        after: sequence === 2 ? { customerId: "c", orderId: "poison" } : anOrder({ version: sequence }),
    }),
);
const failure = (index: number) => ({ itemIdentifier: records[index].dynamodb!.SequenceNumber! });

describe("deliverOrderChanges handler", () => {
    quietLogs();
    const metrics = recordedMetrics();
    let kept: FailedRecord[];

    beforeEach(() => {
        kept = [];
    });

    function handle(firehose: FakeReceiver, refusal?: string) {
        const failureQueue = {
            send: (failed: readonly FailedRecord[]) => {
                if (refusal === undefined) kept.push(...failed);
                return Promise.resolve(failed.map(() => refusal));
            },
        };
        const { put, sleep, random } = firehose;
        return createHandler({ put, sleep, random, failureQueue })(
            { Records: records },
            lambdaContext(firehose.remainingMs),
        );
    }

    it("delivers the changes as JSON lines and keeps the malformed one with its payload", async () => {
        const firehose = new FakeReceiver();
        assert.deepEqual(await handle(firehose), { batchItemFailures: [] });
        const lines = firehose.taken.map((line) => Buffer.from(line).toString());
        assert.ok(lines.every((line) => line.endsWith("}\n") && !line.slice(0, -1).includes("\n")));
        assert.deepEqual(
            lines.map((line) => JSON.parse(line)).map(({ changeId, order }) => [changeId, order.version]),
            [1, 3, 4, 5].map((sequence) => [`event-${sequence}`, sequence]),
        );
        assert.deepEqual(
            kept.map(({ payload, sequenceNumber }) => [payload, sequenceNumber]),
            [[records[1], records[1].dynamodb!.SequenceNumber]],
        );
    });

    it("reports by sequence number what must come again", async () => {
        const firehose = new FakeReceiver([(_, position) => (position === 2 ? "Throttled" : undefined)], 3000);
        assert.deepEqual(await handle(firehose), { batchItemFailures: [failure(3)] });
    });

    it("reports every record when none could be delivered", async () => {
        const answer = await handle(new FakeReceiver([new Error("no route")]), "InternalError");
        assert.deepEqual(
            new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
            new Set(records.map((_, index) => failure(index).itemIdentifier)),
        );
    });

    it("reports within its time though Firehose does not answer", async () => {
        const firehose = new FakeReceiver([], 10_000, undefined, () => 60_000);
        const answer = await handle(firehose);
        assert.deepEqual(answer.batchItemFailures.length, 4);
        assert.equal(firehose.remainingMs(), 1000);
    });

    it("counts what became of the changes", async () => {
        await handle(new FakeReceiver([(_, position) => (position === 0 ? "Throttled" : undefined)]));
        assert.deepEqual(metrics(), {
            DeliveredRecords: [4],
            RetriedRecords: [1],
            MalformedRecords: [1],
            BatchFill: [0.8, 0.2],
        });
    });

    it("answers an event without records", async () => {
        const { put, sleep, random } = new FakeReceiver();
        const failureQueue = { send: () => Promise.resolve([]) };
        const handler = createHandler({ put, sleep, random, failureQueue });
        assert.deepEqual(await handler({ Records: [] }, lambdaContext()), { batchItemFailures: [] });
    });
});
