import assert from "node:assert/strict";
import { orderSchema } from "../shared/order";
import { MemoryOrderStore } from "../testing/memoryOrderStore";
import {
    KeyReusedError,
    placeOrder,
    UnknownSkuError,
    type PlaceOrderCommand,
    type PlaceOrderPorts,
} from "./placeOrder";

const command: PlaceOrderCommand = {
    customerId: "customer-1",
    idempotencyKey: "key-1",
    request: {
        items: [
            { sku: "MUG-01", quantity: 2 },
            { sku: "PEN-01", quantity: 10 },
        ],
        currency: "EUR",
    },
};

describe("placeOrder", () => {
    let store: MemoryOrderStore;
    let ports: PlaceOrderPorts;

    beforeEach(() => {
        store = new MemoryOrderStore();
        ports = {
            store,
            now: () => new Date("2026-01-01T10:00:00Z"),
            traceId: () => "1-65a1b2c3-0123456789abcdef01234567",
        };
    });

    it("stores the order with the catalogue's prices", async () => {
        const order = await placeOrder(command, ports);
        assert.deepEqual(order, {
            customerId: "customer-1",
            orderId: order.orderId,
            status: "PLACED",
            version: 1,
            items: [
                { sku: "MUG-01", quantity: 2, unitPriceMinor: 1290 },
                { sku: "PEN-01", quantity: 10, unitPriceMinor: 350 },
            ],
            currency: "EUR",
            totalMinor: 2 * 1290 + 10 * 350,
            placedAt: "2026-01-01T10:00:00.000Z",
            traceId: "1-65a1b2c3-0123456789abcdef01234567",
        });
        assert.deepEqual([...store.orders.values()], [order]);
        assert.deepEqual(orderSchema.parse(order), order);
    });

    it("prices in the order's currency and leaves out a trace that is not there", async () => {
        const order = await placeOrder(
            { ...command, request: { ...command.request, currency: "USD" } },
            { ...ports, traceId: () => undefined },
        );
        assert.equal(order.totalMinor, 2 * 1390 + 10 * 390);
        assert.equal("traceId" in order, false);
    });

    it("gives a repeated command the first order, even when nothing remembers the first answer", async () => {
        const first = await placeOrder(command, ports);
        const second = await placeOrder(command, { ...ports, now: () => new Date("2026-03-01T00:00:00Z") });
        assert.deepEqual(second, first);
        assert.equal(store.orders.size, 1);
    });

    it("gives a repeated command the first order when its item is not for sale any more", async () => {
        const first = await placeOrder(command, ports);
        const items = [{ sku: "DELISTED", quantity: 2, unitPriceMinor: 1290 }];
        for (const key of store.orders.keys()) store.orders.set(key, { ...first, items });
        const request = { items: [{ sku: "DELISTED", quantity: 2 }], currency: "EUR" as const };
        assert.deepEqual(await placeOrder({ ...command, request }, ports), { ...first, items });
        await assert.rejects(placeOrder({ ...command, request, idempotencyKey: "new" }, ports), UnknownSkuError);
    });

    it("fails when the key stands for another request", async () => {
        await placeOrder(command, ports);
        const other = { ...command, request: { ...command.request, items: [{ sku: "MUG-01", quantity: 1 }] } };
        await assert.rejects(placeOrder(other, ports), KeyReusedError);
    });

    it("keeps customers and keys apart", async () => {
        const commands = [command, { ...command, customerId: "customer-2" }, { ...command, idempotencyKey: "key-2" }];
        const ids = await Promise.all(commands.map(async (each) => (await placeOrder(each, ports)).orderId));
        assert.equal(new Set(ids).size, 3);
    });

    it("fails naming the items that are not for sale, and stores nothing", async () => {
        const items = [
            { sku: "NOPE", quantity: 1 },
            { sku: "MUG-01", quantity: 1 },
            { sku: "NOR-THIS", quantity: 1 },
        ];
        await assert.rejects(placeOrder({ ...command, request: { items, currency: "EUR" } }, ports), (error) => {
            assert.ok(error instanceof UnknownSkuError);
            assert.deepEqual(error.positions, [0, 2]);
            return true;
        });
        assert.equal(store.orders.size, 0);
    });
});
