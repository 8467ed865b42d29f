import { isDeepStrictEqual } from "node:util";
import { unitPriceMinor } from "../shared/catalogue";
import { hashedUuid } from "../shared/hashedUuid";
import type { Order, OrderRequest } from "../shared/order";
import type { OrderStore } from "../shared/orderStore";

/** A customer's wish to place an order. */
export interface PlaceOrderCommand {
    readonly customerId: string;
    /** Chosen by the caller, the same for every attempt at this order. */
    readonly idempotencyKey: string;
    readonly request: OrderRequest;
}

/** What {@link placeOrder} needs of the world. */
export interface PlaceOrderPorts {
    readonly store: OrderStore;
    now(): Date;
    /** X-Ray trace of this request, if there is one. */
    traceId(): string | undefined;
}

/** The order names something that is not for sale. */
export class UnknownSkuError extends Error {
    override readonly name = "UnknownSkuError";

    /** @param positions indexes into the request's items */
    constructor(readonly positions: readonly number[]) {
        super(`Not for sale: the items at ${positions.join(", ")}.`);
    }
}

/** The idempotency key already stands for an order with other content. */
export class KeyReusedError extends Error {
    override readonly name = "KeyReusedError";
}

/**
 * Prices and stores an order.
 *
 * The order's id follows from customer and idempotency key, so the store itself refuses a second order for one key: also when an
 * earlier attempt died between storing and answering, and after the remembered answer has expired.
 *
 * @returns the stored order; for a repeated command the one that it stored first.
 * @throws {UnknownSkuError} when an item of a new order is not for sale.
 * @throws {KeyReusedError} when the key belongs to another request.
 */
export async function placeOrder(command: PlaceOrderCommand, ports: PlaceOrderPorts): Promise<Order> {
    const stored = await storedFor(command, ports);
    if (!isDeepStrictEqual(requestOf(stored), requestOf(command.request))) {
        throw new KeyReusedError("The key was used for an order with other content.");
    }
    return stored;
}

/** The order that the store holds for the command's key, from now on if not before. */
async function storedFor({ customerId, idempotencyKey, request }: PlaceOrderCommand, ports: PlaceOrderPorts) {
    const orderId = hashedUuid(customerId, idempotencyKey);
    const prices = request.items.map(({ sku }) => unitPriceMinor(sku, request.currency));
    const unknown = prices.flatMap((price, position) => (price === undefined ? [position] : []));
    if (unknown.length > 0) {
        // It may have been for sale when this order was placed.
        const earlier = await ports.store.find(customerId, orderId);
        if (earlier === undefined) throw new UnknownSkuError(unknown);
        return earlier;
    }
    const items = request.items.map(({ sku, quantity }, position) => ({
        sku,
        quantity,
        unitPriceMinor: prices[position]!,
    }));
    const traceId = ports.traceId();
    return ports.store.insert({
        customerId,
        orderId,
        status: "PLACED",
        version: 1,
        items,
        currency: request.currency,
        totalMinor: items.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0),
        placedAt: ports.now().toISOString(),
        ...(traceId === undefined ? {} : { traceId }),
    });
}

/** The part of an order that its request decides; prices may have changed between two attempts. */
function requestOf({ items, currency }: OrderRequest): OrderRequest {
    return { items: items.map(({ sku, quantity }) => ({ sku, quantity })), currency };
}
