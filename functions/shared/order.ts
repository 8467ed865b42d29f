import { en } from "zod/locales";
import * as z from "zod/mini";
import { currencies } from "./catalogue";

// zod/mini is a quarter of zod and comes without words; what it says of a fault goes to customers and to the failure queue.
z.config(en());

/** Most lines of one order, and most units of one line: an order stays far below the size limits of what carries it. */
const MAX_ITEMS = 50;
const MAX_QUANTITY = 99;

const sku = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, "must be 1 to 32 of A-Z, 0-9 and -"));
const quantity = z.int().check(z.gte(1), z.lte(MAX_QUANTITY));
const minor = z.int().check(z.gte(0));

/** What a customer sends to place an order. */
export const orderRequestSchema = z.strictObject({
    items: z.array(z.strictObject({ sku, quantity })).check(z.minLength(1), z.maxLength(MAX_ITEMS)),
    currency: z.enum(currencies),
});

/** What a customer sends to place an order. */
export type OrderRequest = z.infer<typeof orderRequestSchema>;

/** {@link orderRequestSchema} as JSON schema, draft 4, for the gateway to refuse what is not an order at once. */
export const orderRequestJsonSchema: Readonly<Record<string, unknown>> = /* @__PURE__ */ z.toJSONSchema(
    orderRequestSchema,
    { target: "draft-4" },
);

/** An order as it is stored and as its changes carry it. It holds no personal data but the customer's opaque id. */
export const orderSchema = z.object({
    /** `sub` of the customer's token. */
    customerId: z.string().check(z.minLength(1), z.maxLength(128)),
    orderId: z.uuid(),
    status: z.enum(["PLACED", "CONFIRMED", "CANCELLED"]),
    /** Starts at 1 and grows with every change. */
    version: z.int().check(z.gte(1)),
    items: z.array(z.object({ sku, quantity, unitPriceMinor: minor })).check(z.minLength(1), z.maxLength(MAX_ITEMS)),
    currency: z.enum(currencies),
    /** Sum over the items, in minor units. */
    totalMinor: minor,
    placedAt: z.iso.datetime(),
    /** X-Ray trace of the request that made this version; ties table, stream and lake to the API call. */
    traceId: z.optional(z.string().check(z.maxLength(64))),
});

/** An order as it is stored. */
export type Order = z.infer<typeof orderSchema>;

/** An order as its customer sees it. */
export type OrderView = Omit<Order, "customerId" | "traceId">;

/** Picks what is the customer's business; what is added to orders later stays inside until it is named here. */
export function orderView(order: Order): OrderView {
    const { orderId, status, version, items, currency, totalMinor, placedAt } = order;
    return { orderId, status, version, items, currency, totalMinor, placedAt };
}
