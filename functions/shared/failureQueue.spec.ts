import assert from "node:assert/strict";
import type { SendMessageBatchCommandInput, SQSClient } from "@aws-sdk/client-sqs";
import * as fc from "fast-check";
import { FakeClient } from "../testing/fakeClient";
import { messagesOf, sqsFailureQueue, type FailedRecord } from "./failureQueue";

const failed = (payload: unknown, sequence = 1): FailedRecord => ({
    reason: "malformed",
    sourceArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/x",
    sequenceNumber: String(sequence),
    payload,
});

/** Puts the payload together again, as a reader of the queue does. */
const payloadOf = (messages: readonly string[]): unknown =>
    JSON.parse(messages.map((message) => JSON.parse(message).payload).join(""));

describe("messagesOf", () => {
    it("carries the record with its origin and reason", () => {
        assert.deepEqual(
            messagesOf(failed({ a: 1 })).map((message) => JSON.parse(message)),
            [{ ...failed('{"a":1}'), part: 1, parts: 1 }],
        );
    });

    it("splits what is too large for one message and loses nothing", () => {
        const payload = { image: '"\\\u0000\u007fé€\uffff'.repeat(20_000) };
        const messages = messagesOf(failed(payload));
        assert.ok(messages.length > 1);
        for (const message of messages) assert.match(message, /^[\x20-\x7e]+$/);
        assert.deepEqual(
            messages.map((message) => JSON.parse(message)).map(({ part, parts }) => [part, parts]),
            messages.map((_, index) => [index + 1, messages.length]),
        );
        assert.deepEqual(payloadOf(messages), payload);
    });

    it("makes only messages that SQS takes, of any record", () => {
        const anything = fc.oneof(
            fc.jsonValue({ maxDepth: 4 }),
            fc.string({ unit: "binary", minLength: 1, maxLength: 200 }).map((text) => text.repeat(100)),
        );
        fc.assert(
            fc.property(anything, fc.string({ unit: "binary" }), (payload, reason) => {
                const messages = messagesOf({ ...failed(payload), reason });
                for (const message of messages) {
                    assert.match(message, /^[\x20-\x7e]+$/);
                    assert.ok(message.length <= 256 * 1024);
                }
                assert.deepEqual(payloadOf(messages), JSON.parse(JSON.stringify(payload)));
            }),
            { numRuns: 30 },
        );
    });

    it("keeps a message within the limit whatever its reason", () => {
        const messages = messagesOf({ ...failed('"'.repeat(300_000)), reason: "€".repeat(300_000) });
        for (const message of messages) assert.ok(message.length <= 256 * 1024, String(message.length));
    });
});

describe("sqsFailureQueue", () => {
    const acceptAll = ({ Entries }: SendMessageBatchCommandInput) => ({
        Successful: Entries!.map(({ Id }) => ({ Id })),
    });

    it("sends ten messages a call, within the limit of bytes", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>(acceptAll);
        const small = Array.from({ length: 12 }, (_, index) => failed({}, index));
        const large = Array.from({ length: 3 }, (_, index) => failed("x".repeat(90_000), 12 + index));
        const errors = await sqsFailureQueue(sqs.client, "https://queue").send([...small, ...large], 1000);
        assert.deepEqual(new Set(errors), new Set([undefined]));
        assert.deepEqual(
            sqs.sent.map(({ input }) => input.Entries!.length),
            [10, 4, 1],
        );
        const sequences = sqs.sent.flatMap(({ input }) =>
            input.Entries!.map(({ MessageBody }) => JSON.parse(MessageBody!)),
        );
        assert.deepEqual(
            sequences.map(({ sequenceNumber }) => sequenceNumber),
            [...small, ...large].map(({ sequenceNumber }) => sequenceNumber),
        );
        assert.ok(sqs.sent.every(({ input }) => input.QueueUrl === "https://queue"));
    });

    it("makes no call for nothing", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>(acceptAll);
        assert.deepEqual(await sqsFailureQueue(sqs.client, "https://queue").send([], 1000), []);
        assert.deepEqual(sqs.sent, []);
    });

    it("answers which records were not kept, and why", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>(() => ({
            Successful: [{ Id: "0" }],
            Failed: [{ Id: "1", Code: "InternalError" }],
        }));
        const errors = await sqsFailureQueue(sqs.client, "https://queue").send([failed(1), failed(2), failed(3)], 1000);
        assert.deepEqual(errors, [undefined, "InternalError", "NoAnswer"]);
    });

    it("answers for all records of a call that failed, and goes on", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>((input) => {
            if (sqs.sent.length === 1) throw new Error("no route");
            return acceptAll(input);
        });
        const records = Array.from({ length: 11 }, (_, index) => failed({}, index));
        const errors = await sqsFailureQueue(sqs.client, "https://queue").send(records, 1000);
        assert.deepEqual(errors, [...Array.from({ length: 10 }, () => "Error: no route"), undefined]);
    });

    it("ends all calls when their common time is up", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>(acceptAll);
        await sqsFailureQueue(sqs.client, "https://queue").send(
            Array.from({ length: 11 }, () => failed({})),
            -5,
        );
        const [first, second] = sqs.abortSignals;
        assert.ok(first !== undefined && first === second);
        await new Promise((resolve) => first.addEventListener("abort", resolve));
    });

    it("has not kept a record of which one part is missing", async () => {
        const sqs = new FakeClient<SQSClient, SendMessageBatchCommandInput>((input) => {
            if (sqs.sent.length === 1) throw new Error("no route");
            return acceptAll(input);
        });
        const errors = await sqsFailureQueue(sqs.client, "https://queue").send([failed('"'.repeat(300_000))], 1000);
        assert.ok(sqs.sent.length > 1);
        assert.deepEqual(errors, ["Error: no route"]);
    });
});
