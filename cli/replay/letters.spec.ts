import assert from "node:assert/strict";
import { messagesOf } from "../../functions/shared/failureQueue";
import { kinesisRecord, streamRecord, STREAM_ARN } from "../../functions/testing/events";
import { open, type Envelope } from "./letters";

const envelopes = (...bodies: string[]): Envelope[] => bodies.map((body, index) => ({ id: String(index), body }));
const record = (sequence: number, after: object = { orderId: "o" }) => streamRecord({ sequence, after });
/** As a consumer sets a record aside. */
const setAside = (each: ReturnType<typeof record>) =>
    messagesOf({
        reason: "not an order",
        sourceArn: STREAM_ARN,
        sequenceNumber: each.dynamodb!.SequenceNumber!,
        payload: each,
    });

describe("letters", () => {
    it("are records as the consumers set them aside, for who is fed their stream", () => {
        const { letters, unread } = open(envelopes(...setAside(record(1))));
        assert.deepEqual(unread, []);
        assert.deepEqual(
            letters.map(({ letter }) => letter),
            [
                {
                    about: `record ${record(1).dynamodb!.SequenceNumber}`,
                    reason: "not an order",
                    addressee: { stream: STREAM_ARN },
                    event: { Records: [record(1)] },
                    sequenceNumber: record(1).dynamodb!.SequenceNumber,
                },
            ],
        );
    });

    it("come in the order of their stream, and in parts that come in any order, also twice", () => {
        const large = record(1, { text: "ä".repeat(150_000) });
        const parts = setAside(large);
        assert.ok(parts.length > 2);
        const { letters, unread } = open(envelopes(...setAside(record(2)), ...parts.toReversed(), parts[0]));
        assert.deepEqual(unread, []);
        assert.deepEqual(
            letters.map(({ letter, envelopes: each }) => [letter.event, each.length]),
            [
                [{ Records: [large] }, parts.length + 1],
                [{ Records: [record(2)] }, 1],
            ],
        );
    });

    it("are none while a part is missing", () => {
        const parts = setAside(record(1, { text: "x".repeat(250_000) }));
        const { letters, unread } = open(envelopes(...parts.slice(1)));
        assert.deepEqual(letters, []);
        assert.deepEqual(
            unread.map(({ why }) => why),
            parts.slice(1).map(() => `of its ${parts.length} parts ${parts.length - 1} were found`),
        );
    });

    it("are invocations as Lambda sets them aside, for the function", () => {
        const requestContext = { requestId: "r", functionArn: "arn:fn:live", condition: "RetriesExhausted" };
        const { letters } = open(envelopes(JSON.stringify({ requestContext, requestPayload: { a: 1 } })));
        assert.deepEqual(
            letters.map(({ letter }) => letter),
            [
                {
                    about: "invocation r",
                    reason: "RetriesExhausted",
                    addressee: { function: "arn:fn:live" },
                    event: { a: 1 },
                },
            ],
        );
    });

    it("are batches as Lambda lets a bucket keep them", () => {
        const requestContext = { requestId: "r", functionArn: "arn:fn", condition: "RecordAgeExceeded" };
        const event = { Records: [kinesisRecord(7, "a"), kinesisRecord(8, "b")] };
        const { letters } = open(envelopes(JSON.stringify({ requestContext, payload: JSON.stringify(event) })));
        assert.deepEqual(
            letters.map(({ letter }) => [letter.about, letter.addressee, letter.event, letter.sequenceNumber]),
            [
                [
                    "batch of 2",
                    { stream: event.Records[0].eventSourceARN },
                    event,
                    event.Records[0].kinesis.sequenceNumber,
                ],
            ],
        );
    });

    for (const body of ["", "text", "null", "[]", '{"payload":1}', '{"requestContext":{},"payload":"{}"}']) {
        it(`are not '${body}'`, () => {
            const { letters, unread } = open(envelopes(body));
            assert.deepEqual([letters.length, unread.length], [0, 1]);
        });
    }
});
