import assert from "node:assert/strict";
import type { FirehoseClient } from "@aws-sdk/client-firehose";
import { FakeClient } from "../testing/fakeClient";
import { firehosePut } from "./firehosePut";

describe("firehosePut", () => {
    const records = ["a", "b", "c"].map((text) => Buffer.from(text));

    it("sends the records to the stream and answers each one's error", async () => {
        const firehose = new FakeClient<FirehoseClient>(() => ({
            FailedPutCount: 1,
            RequestResponses: [{ RecordId: "1" }, { ErrorCode: "ServiceUnavailableException" }, { RecordId: "3" }],
        }));
        const errors = await firehosePut(firehose.client, "orders")(records);
        assert.deepEqual(errors, [undefined, "ServiceUnavailableException", undefined]);
        assert.deepEqual(firehose.sent, [
            {
                name: "PutRecordBatchCommand",
                input: { DeliveryStreamName: "orders", Records: records.map((Data) => ({ Data })) },
            },
        ]);
    });

    it("takes no answer for no delivery", async () => {
        const firehose = new FakeClient<FirehoseClient>(() => ({ RequestResponses: [{ RecordId: "1" }] }));
        assert.deepEqual(await firehosePut(firehose.client, "orders")(records), [undefined, "NoAnswer", "NoAnswer"]);
    });

    it("passes on the failure of a call", async () => {
        const firehose = new FakeClient<FirehoseClient>(() => {
            throw new Error("no route");
        });
        await assert.rejects(firehosePut(firehose.client, "orders")(records), /no route/);
    });
});
