import assert from "node:assert/strict";
import type { FailedRecord } from "../shared/failureQueue";
import { aClickEvent, CLICKSTREAM_ARN, kinesisRecord, lambdaContext } from "../testing/events";
import { FakeReceiver } from "../testing/fakeReceiver";
import { quietLogs } from "../testing/quietLogs";
import { createHandler } from "./adapter";

const records = [
    kinesisRecord(1, aClickEvent({ page: "/" })),
    kinesisRecord(2, { poison: true }),
    kinesisRecord(3, aClickEvent({ page: "/orders" })),
];

describe("deliverEvents handler", () => {
    quietLogs();

    async function handle(firehose: FakeReceiver) {
        const kept: FailedRecord[] = [];
        const failureQueue = {
            send: (failed: readonly FailedRecord[]) => {
                kept.push(...failed);
                return Promise.resolve(failed.map(() => undefined));
            },
        };
        const { put, sleep, random } = firehose;
        const handler = createHandler({ put, sleep, random, failureQueue });
        return { kept, answer: await handler({ Records: records }, lambdaContext(firehose.remainingMs)) };
    }

    it("delivers the events as JSON lines and keeps what is none with its payload", async () => {
        const firehose = new FakeReceiver();
        const { kept, answer } = await handle(firehose);
        assert.deepEqual(answer, { batchItemFailures: [] });
        const lines = firehose.taken.map((line) => Buffer.from(line).toString());
        assert.deepEqual(
            lines.map((line) => [JSON.parse(line).page, line.endsWith("}\n")]),
            [
                ["/", true],
                ["/orders", true],
            ],
        );
        assert.deepEqual(
            kept.map(({ sourceArn, sequenceNumber, payload }) => [sourceArn, sequenceNumber, payload]),
            [[CLICKSTREAM_ARN, records[1].kinesis.sequenceNumber, records[1]]],
        );
    });

    it("reports by sequence number what must come again", async () => {
        const { answer } = await handle(
            new FakeReceiver([(_, position) => (position === 1 ? "Throttled" : undefined)], 3000),
        );
        assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: records[2].kinesis.sequenceNumber }] });
    });
});
