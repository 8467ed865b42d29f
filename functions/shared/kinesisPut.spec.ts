import assert from "node:assert/strict";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { FakeClient } from "../testing/fakeClient";
import { kinesisPut } from "./kinesisPut";
import { KINESIS_CALL } from "./kinesisRecord";

const records = ["a", "b", "c"].map((partitionKey) => ({ partitionKey, data: Buffer.from(`of ${partitionKey}`) }));

describe("kinesisPut", () => {
    it("sends the records to the stream and answers each one's error", async () => {
        const kinesis = new FakeClient<KinesisClient>(() => ({
            FailedRecordCount: 1,
            Records: [
                { SequenceNumber: "1", ShardId: "shardId-0" },
                { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: "Rate exceeded" },
            ],
        }));
        assert.deepEqual(await kinesisPut(kinesis.client, "clickstream")(records, 1000), [
            undefined,
            "ProvisionedThroughputExceededException",
            "NoAnswer",
        ]);
        assert.deepEqual(kinesis.sent, [
            {
                name: "PutRecordsCommand",
                input: {
                    StreamName: "clickstream",
                    Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
                },
            },
        ]);
    });

    it("counts the bytes of a record's key too", () => {
        assert.equal(KINESIS_CALL.sizeOf({ partitionKey: "ä", data: Buffer.from("data") }), 6);
    });
});
