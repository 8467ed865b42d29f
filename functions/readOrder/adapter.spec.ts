import assert from "node:assert/strict";
import { anOrder, apiEvent, lambdaContext } from "../testing/events";
import { MemoryOrderStore } from "../testing/memoryOrderStore";
import { createHandler } from "./adapter";

describe("readOrder handler", () => {
    const order = anOrder({ version: 3 });
    let store: MemoryOrderStore;
    let read: (
        orderId: string,
        options?: { customerId?: string; ifNoneMatch?: string },
    ) => Promise<{ status: number; headers: Record<string, unknown>; body: string }>;

    beforeEach(async () => {
        store = new MemoryOrderStore();
        await store.insert(order);
        const handler = createHandler({ store, allowedOrigins: [] });
        read = async (orderId, { customerId = order.customerId, ifNoneMatch } = {}) => {
            const headers: Record<string, string> = ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch };
            const event = apiEvent({ customerId, headers, pathParameters: { orderId } });
            const { statusCode, headers: answered, body } = await handler(event, lambdaContext());
            return { status: statusCode, headers: answered!, body };
        };
    });

    it("answers the customer's order without what is internal", async () => {
        const { status, headers, body } = await read(order.orderId);
        assert.equal(status, 200);
        assert.deepEqual(JSON.parse(body), {
            orderId: order.orderId,
            status: "PLACED",
            version: 3,
            items: order.items,
            currency: "EUR",
            totalMinor: 2580,
            placedAt: order.placedAt,
        });
        assert.equal(headers.ETag, '"3"');
        assert.equal(headers["Cache-Control"], "private, no-cache");
    });

    for (const known of ['"3"', 'W/"3"', '"1", "3"', "*"]) {
        it(`answers 304 without a body to If-None-Match ${known}`, async () => {
            const { status, headers, body } = await read(order.orderId, { ifNoneMatch: known });
            assert.deepEqual([status, headers.ETag, body], [304, '"3"', ""]);
            assert.equal(headers["Content-Type"], undefined);
        });
    }

    it("answers 200 when the order has changed", async () => {
        assert.equal((await read(order.orderId, { ifNoneMatch: '"2"' })).status, 200);
    });

    it("answers alike to another customer's order, to none and to what is no id", async () => {
        const answers = await Promise.all([
            read(order.orderId, { customerId: "customer-2" }),
            read("01890a5d-ac96-8abc-8def-ffffffffffff"),
            read("no-id"),
        ]);
        for (const answer of answers) {
            assert.deepEqual(answer, answers[0]);
            assert.equal(answer.status, 404);
        }
    });
});
