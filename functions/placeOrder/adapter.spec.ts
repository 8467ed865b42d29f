import assert from "node:assert/strict";
import { apiEvent, lambdaContext, type ApiCall } from "../testing/events";
import { MemoryIdempotency } from "../testing/memoryIdempotency";
import { MemoryOrderStore } from "../testing/memoryOrderStore";
import { quietLogs } from "../testing/quietLogs";
import { createHandler } from "./adapter";

const ORIGIN = "https://console.example.com";
const body = { items: [{ sku: "MUG-01", quantity: 2 }], currency: "EUR" };
const call: ApiCall = { customerId: "customer-1", headers: { "Idempotency-Key": "key-1", Origin: ORIGIN }, body };

describe("placeOrder handler", () => {
    let store: MemoryOrderStore;
    let persistenceStore: MemoryIdempotency;
    let place: (call: ApiCall) => Promise<{ status: number; headers: Record<string, unknown>; json: any }>;

    quietLogs();

    beforeEach(() => {
        store = new MemoryOrderStore();
        persistenceStore = new MemoryIdempotency();
        const handler = createHandler({
            store,
            persistenceStore,
            allowedOrigins: [ORIGIN],
            now: () => new Date("2026-01-01T10:00:00Z"),
            traceId: () => undefined,
        });
        place = async (each) => {
            const { statusCode, headers, body: text } = await handler(apiEvent(each), lambdaContext());
            return { status: statusCode, headers: headers!, json: JSON.parse(text) };
        };
    });

    it("answers 201 with the order and where it is", async () => {
        const { status, headers, json } = await place(call);
        assert.equal(status, 201);
        assert.deepEqual(json, {
            orderId: json.orderId,
            status: "PLACED",
            version: 1,
            items: [{ sku: "MUG-01", quantity: 2, unitPriceMinor: 1290 }],
            currency: "EUR",
            totalMinor: 2580,
            placedAt: "2026-01-01T10:00:00.000Z",
        });
        assert.equal(headers.Location, `orders/${json.orderId}`);
        assert.equal(headers["Content-Type"], "application/json");
        assert.equal(headers["Access-Control-Allow-Origin"], ORIGIN);
        assert.equal(store.orders.size, 1);
    });

    it("repeats its answer for the same key and body, whatever the header's case", async () => {
        const first = await place(call);
        const second = await place({ ...call, headers: { "idempotency-key": "key-1", Origin: ORIGIN } });
        assert.deepEqual(second, first);
        assert.equal(store.orders.size, 1);
    });

    it("does not take the order of a body's members for another request", async () => {
        const first = await place(call);
        const reordered = { currency: "EUR", items: [{ quantity: 2, sku: "MUG-01" }] };
        assert.deepEqual(await place({ ...call, body: reordered }), first);
    });

    it("answers 422 to a key that stands for another order", async () => {
        await place(call);
        const other = { ...call, body: { ...body, currency: "USD" } };
        assert.equal((await place(other)).json.type, "urn:problem:idempotency-key-reused");
        persistenceStore.forget();
        const { status, json } = await place(other);
        assert.deepEqual([status, json.type], [422, "urn:problem:idempotency-key-reused"]);
        assert.equal(store.orders.size, 1);
    });

    it("answers 409 to an attempt beside one that still runs", async () => {
        const insert = store.insert.bind(store);
        let release = () => {};
        const released = new Promise<void>((resolve) => (release = resolve));
        store.insert = (order) => released.then(() => insert(order));
        const first = place(call);
        const second = await place(call);
        release();
        assert.deepEqual([second.status, second.json.type], [409, "urn:problem:in-progress"]);
        assert.equal((await first).status, 201);
    });

    it("places one order when an attempt fails after it was stored", async () => {
        const insert = store.insert.bind(store);
        store.insert = async (order) => {
            await insert(order);
            throw new Error("the connection broke");
        };
        assert.equal((await place(call)).status, 500);
        store.insert = insert;
        assert.equal((await place(call)).status, 201);
        assert.equal(store.orders.size, 1);
    });

    it("keeps the same key of two customers apart", async () => {
        const first = await place(call);
        const second = await place({ ...call, customerId: "customer-2" });
        assert.deepEqual([first.status, second.status], [201, 201]);
        assert.notEqual(first.json.orderId, second.json.orderId);
    });

    for (const [title, headers] of [
        ["no idempotency key", {}],
        ["an empty idempotency key", { "Idempotency-Key": "" }],
        ["an idempotency key that is too long", { "Idempotency-Key": "k".repeat(256) }],
        ["an idempotency key with a space", { "Idempotency-Key": "a b" }],
    ] as const) {
        it(`answers 400 to ${title}`, async () => {
            const { status, json } = await place({ ...call, headers });
            assert.deepEqual([status, json.type], [400, "urn:problem:idempotency-key"]);
        });
    }

    it("answers 400 to what is not JSON", async () => {
        const { status, json } = await place({ ...call, body: "{" });
        assert.deepEqual([status, json.type], [400, "urn:problem:not-json"]);
    });

    it("answers 400 with every fault of the body", async () => {
        const items = [
            { sku: "mug", quantity: 0 },
            { sku: "MUG-01", quantity: 100, price: 1 },
        ];
        const { status, headers, json } = await place({ ...call, body: { items, currency: "XXX" } });
        assert.equal(status, 400);
        assert.equal(headers["Content-Type"], "application/problem+json");
        assert.deepEqual(json.errors, [
            { pointer: "/items/0/sku", detail: "must be 1 to 32 of A-Z, 0-9 and -" },
            { pointer: "/items/0/quantity", detail: "Too small: expected number to be >=1" },
            { pointer: "/items/1/quantity", detail: "Too big: expected number to be <=99" },
            { pointer: "/items/1", detail: 'Unrecognized key: "price"' },
            { pointer: "/currency", detail: 'Invalid option: expected one of "EUR"|"USD"' },
        ]);
    });

    const unknownMembers = Object.fromEntries(Array.from({ length: 380_000 }, (_, index) => [`member-${index}`, 0]));
    for (const [what, sent] of [
        ["380,000 unknown members", { ...body, ...unknownMembers }],
        ["a member with a name of 5 MB", { ...body, ["x".repeat(5_000_000)]: 0 }],
        ["200,000 items that are none", { ...body, items: Array.from({ length: 200_000 }, () => 0) }],
    ] as const) {
        it(`answers 400 to ${what}, in a few kilobytes`, async () => {
            const { status, json } = await place({ ...call, body: sent });
            assert.deepEqual([status, json.type], [400, "urn:problem:invalid-order"]);
            assert.ok(JSON.stringify(json).length < 10_000, `${JSON.stringify(json).length}`);
        });
    }

    for (const count of [0, 51]) {
        it(`answers 400 to an order of ${count} items`, async () => {
            const items = Array.from({ length: count }, () => body.items[0]);
            assert.equal((await place({ ...call, body: { ...body, items } })).status, 400);
        });
    }

    it("answers 422 pointing at what is not for sale", async () => {
        const { status, json } = await place({ ...call, body: { ...body, items: [{ sku: "NOPE", quantity: 1 }] } });
        assert.equal(status, 422);
        assert.deepEqual(json.errors, [{ pointer: "/items/0/sku", detail: "Not for sale." }]);
    });
});
