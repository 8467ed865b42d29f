import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod/mini";
import { orderSchema, type Order } from "../shared/order";
import { orderChangeSchema, type OrderChange } from "../shared/orderChange";

/**
 * The change that a record of the orders table's stream stands for.
 *
 * @throws when the record is not of that form, saying where; it never will be.
 */
export function orderChangeOf({ eventID, eventName, dynamodb }: DynamoDBRecord): OrderChange {
    const order = imageOf("NewImage", dynamodb?.NewImage, eventName !== "REMOVE");
    const previous = imageOf("OldImage", dynamodb?.OldImage, eventName !== "INSERT");
    const change = orderChangeSchema.safeParse({
        changeId: eventID,
        type: eventName,
        orderId: (order ?? previous)?.orderId,
        order,
        previous,
        occurredAt: dateOf(dynamodb?.ApproximateCreationDateTime),
        sequenceNumber: dynamodb?.SequenceNumber,
        traceId: order?.traceId,
    });
    if (!change.success) throw new Error(z.prettifyError(change.error));
    return change.data;
}

/** ISO 8601 of seconds since 1970. */
function dateOf(seconds: number | undefined): string | undefined {
    return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
}

function imageOf(name: string, image: object | undefined, required: boolean): Order | undefined {
    if (!required) return undefined;
    if (image === undefined) throw new Error(`${name} is missing: the stream must carry new and old images.`);
    // The event's attribute values are those of the SDK, typed twice.
    const order = orderSchema.safeParse(unmarshall(image as Record<string, AttributeValue>));
    if (!order.success) throw new Error(`${name} is not an order. ${z.prettifyError(order.error)}`);
    return order.data;
}
