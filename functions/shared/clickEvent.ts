import { en } from "zod/locales";
import * as z from "zod/mini";

// zod/mini comes without words; what it says of a fault goes to customers and to the failure queue.
z.config(en());

/** Most events of one request: as many as one PutRecords call takes. */
const MAX_EVENTS = 500;

const type = z.enum(["view", "click", "search", "add-to-basket"]);
const page = z
    .string()
    .check(
        z.regex(/^\/[A-Za-z0-9._~%/-]{0,511}$/, "must be a path of up to 512 characters, without query or fragment"),
    );
const target = z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,128}$/, "must be 1 to 128 of A-Z, a-z, 0-9 and ._:-")),
);
const occurredAt = z.iso.datetime().check(z.maxLength(30));

/**
 * What the console sends of what somebody does in it. Nothing of it is free text, so that nobody's data gets into the lake by a query or
 * a label, and an event stays below 2 KB.
 */
export const eventsRequestSchema = z.strictObject({
    events: z
        .array(
            z.strictObject({
                /** Chosen by the console, the same for every attempt to send this event. */
                id: z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/, "must be 1 to 64 visible ASCII characters")),
                sessionId: z.uuid(),
                type,
                /** Where it happened: a path of the console. */
                page,
                /** Name of what it happened to: a button, a link. */
                target,
                /** By the clock of the browser. */
                occurredAt,
            }),
        )
        .check(z.minLength(1), z.maxLength(MAX_EVENTS)),
});

/** What the console sends. */
export type EventsRequest = z.infer<typeof eventsRequestSchema>;

/** {@link eventsRequestSchema} as JSON schema, draft 4, for the gateway to refuse what are no events at once. */
export const eventsRequestJsonSchema: Readonly<Record<string, unknown>> = /* @__PURE__ */ z.toJSONSchema(
    eventsRequestSchema,
    { target: "draft-4" },
);

/** An event as it travels through the clickstream. It holds no personal data but the customer's opaque id. */
export const clickEventSchema = z.object({
    /** The same for every delivery of this event, and no other customer's: follows from the customer and the id that the console chose. */
    eventId: z.uuid(),
    /** `sub` of the customer's token. */
    customerId: z.string().check(z.minLength(1), z.maxLength(128)),
    sessionId: z.uuid(),
    type,
    page,
    target,
    occurredAt,
    /** When the API took it. */
    receivedAt: z.iso.datetime(),
    /** X-Ray trace of the request that brought it. */
    traceId: z.optional(z.string().check(z.maxLength(64))),
});

/** An event as it travels through the clickstream. */
export type ClickEvent = z.infer<typeof clickEventSchema>;

/** An event as a row of the lake. */
export interface LakeEvent extends ClickEvent {
    /** The product that the page is about, if it is about one. */
    readonly sku?: string;
    /** From its happening to its arrival, by two clocks: may be less than nothing. */
    readonly delayMs: number;
    readonly schemaVersion: number;
}
