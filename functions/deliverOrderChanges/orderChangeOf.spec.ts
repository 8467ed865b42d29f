import assert from "node:assert/strict";
import { anOrder, streamRecord } from "../testing/events";
import { orderChangeOf } from "./orderChangeOf";

const placed = anOrder();
const confirmed = anOrder({ status: "CONFIRMED", version: 2, traceId: "1-65a1b2c4-0123456789abcdef01234567" });

describe("orderChangeOf", () => {
    it("tells of a new order", () => {
        const change = orderChangeOf(streamRecord({ sequence: 5, after: placed }));
        assert.deepEqual(JSON.parse(JSON.stringify(change)), {
            changeId: "event-5",
            type: "INSERT",
            orderId: placed.orderId,
            order: placed,
            occurredAt: "2026-01-01T00:00:05.000Z",
            sequenceNumber: "100000000000000000005",
            traceId: placed.traceId,
        });
    });

    it("tells of a change with the order before and after it, and of the change's own trace", () => {
        const change = orderChangeOf(streamRecord({ sequence: 6, before: placed, after: confirmed }));
        assert.deepEqual(
            [change.type, change.order, change.previous, change.traceId],
            ["MODIFY", confirmed, placed, confirmed.traceId],
        );
    });

    it("tells of a removal with the order that was", () => {
        const change = orderChangeOf(streamRecord({ sequence: 7, before: confirmed }));
        assert.deepEqual([change.type, change.orderId, change.previous], ["REMOVE", confirmed.orderId, confirmed]);
        assert.equal(change.order, undefined);
        assert.equal(change.traceId, undefined);
    });

    it("tells of an order that was not traced", () => {
        const untraced = anOrder({ traceId: undefined });
        assert.equal(orderChangeOf(streamRecord({ sequence: 8, after: untraced })).traceId, undefined);
    });

    for (const [title, image, reason] of [
        ["is no order", { customerId: "c", orderId: "o" }, /NewImage is not an order/],
        ["has a wrong type", { ...placed, totalMinor: "2580" }, /totalMinor/],
        ["has a number that JavaScript cannot hold", { ...placed, totalMinor: 2n ** 70n }, /totalMinor/],
        ["has an unknown status", { ...placed, status: "LOST" }, /status/],
    ] as const) {
        it(`fails when the image ${title}`, () => {
            assert.throws(() => orderChangeOf(streamRecord({ sequence: 1, after: image })), reason);
        });
    }

    it("fails when the old image is no order", () => {
        const record = streamRecord({ sequence: 1, before: { a: 1 }, after: placed });
        assert.throws(() => orderChangeOf(record), /OldImage is not an order/);
    });

    it("fails when the stream carries no images", () => {
        const record = streamRecord({ sequence: 1, after: placed });
        delete record.dynamodb!.NewImage;
        assert.throws(() => orderChangeOf(record), /NewImage is missing/);
    });

    it("fails naming the time when the record has none", () => {
        const record = streamRecord({ sequence: 1, after: placed });
        delete record.dynamodb!.ApproximateCreationDateTime;
        assert.throws(() => orderChangeOf(record), /occurredAt/);
    });

    it("fails on what is no stream record", () => {
        assert.throws(() => orderChangeOf({}));
        assert.throws(
            () => orderChangeOf({ ...streamRecord({ sequence: 1, after: placed }), eventID: undefined }),
            /changeId/,
        );
    });
});
