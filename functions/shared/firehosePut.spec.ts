import assert from "node:assert/strict";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { FakeClient } from "../testing/fakeClient";
import { firehosePut } from "./firehosePut";

describe("firehosePut", () => {
    const records = ["a", "b", "c"].map((text) => Buffer.from(text));

    it("sends the records to the stream and answers each one's error", async () => {
        const firehose = new FakeClient<FirehoseClient>(() => ({
            FailedPutCount: 1,
            RequestResponses: [{ RecordId: "1" }, { ErrorCode: "ServiceUnavailableException" }, { RecordId: "3" }],
        }));
        const errors = await firehosePut(firehose.client, "orders")(records, 1000);
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
        assert.deepEqual(await firehosePut(firehose.client, "orders")(records, 1000), [
            undefined,
            "NoAnswer",
            "NoAnswer",
        ]);
    });

    const failingWith = (error: Error) =>
        new FakeClient<FirehoseClient>(() => {
            throw error;
        });
    const failure = (name: string, rest: object = {}) => Object.assign(new Error("Sorry."), { name, ...rest });

    for (const error of [
        failure("ServiceUnavailableException", { $metadata: { httpStatusCode: 503 } }),
        failure("InternalFailure", { $metadata: { httpStatusCode: 500 } }),
        failure("ThrottlingException", { $metadata: { httpStatusCode: 400 } }),
        failure("LimitExceededException", { $metadata: { httpStatusCode: 400 } }),
        failure("TimeoutError"),
        failure("Error", { code: "ECONNREFUSED" }),
        failure("Error", { code: "ENOTFOUND" }),
    ]) {
        it(`refuses each record for now when the call fails with ${[error.name, (error as { code?: string }).code].join(" ")}`, async () => {
            const errors = await firehosePut(failingWith(error).client, "orders")(records, 1000);
            assert.deepEqual(
                errors,
                records.map(() => `${error.name}: Sorry.`),
            );
        });
    }

    for (const error of [
        failure("ResourceNotFoundException", { $metadata: { httpStatusCode: 400 } }),
        failure("AccessDeniedException", { $metadata: { httpStatusCode: 400 } }),
        failure("AbortError", { cause: failure("TimeoutError") }),
    ]) {
        it(`passes on ${error.name}`, async () => {
            await assert.rejects(firehosePut(failingWith(error).client, "orders")(records, 1000), error);
        });
    }

    it("ends a call whose time is up", async () => {
        const requestHandler = {
            handle: (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) =>
                new Promise<never>((_resolve, reject) => {
                    const end = () => reject(failure("AbortError"));
                    // On a busy machine the time may be up before the client is that far.
                    if (abortSignal.aborted) end();
                    else abortSignal.addEventListener("abort", end);
                }),
        };
        const credentials = { accessKeyId: "test", secretAccessKey: "test" };
        const client = new FirehoseClient({ requestHandler, credentials, region: "eu-west-1", maxAttempts: 1 });
        await assert.rejects(firehosePut(client, "orders")(records, 20), { name: "AbortError" });
    });
});
