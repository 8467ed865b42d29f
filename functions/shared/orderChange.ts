import * as z from "zod/mini";
import { orderSchema } from "./order";

/**
 * One change of one order, as it travels from the table's stream into the lake. Streams and Firehose deliver at least
 * once, so a change can arrive twice: `changeId` tells.
 */
export const orderChangeSchema = z.object({
    /** Id of the stream record, the same for every delivery of this change. */
    changeId: z.string().check(z.minLength(1)),
    type: z.enum(["INSERT", "MODIFY", "REMOVE"]),
    orderId: z.uuid(),
    /** The order after the change; absent when it was removed. */
    order: z.optional(orderSchema),
    /** The order before the change; absent when it was placed. */
    previous: z.optional(orderSchema),
    /** When the table changed, to the second, as DynamoDB tells it. */
    occurredAt: z.iso.datetime(),
    /** Orders the changes of one order; a decimal number of up to 40 digits. */
    sequenceNumber: z.string(),
    /** X-Ray trace of the request behind the change, when it was traced. */
    traceId: z.optional(z.string()),
});

/** One change of one order. */
export type OrderChange = z.infer<typeof orderChangeSchema>;
