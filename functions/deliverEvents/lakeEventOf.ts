import * as z from "zod/mini";
import { clickEventSchema, type LakeEvent } from "../shared/clickEvent";

/** Version of {@link LakeEvent}'s form. Readers of the lake tell old rows from new ones by it. */
const SCHEMA_VERSION = 1;

/** Page of a product. */
const PRODUCT_PAGE = /^\/products\/([A-Z0-9][A-Z0-9-]{0,31})$/;

/**
 * The row of the lake that a record of the clickstream becomes: the event, what it is about, and how late it came. The same record gives the same
 * row, whenever it is handled.
 *
 * @throws when the record is no event, saying where; it never will be.
 */
export function lakeEventOf(text: string): LakeEvent {
    const parsed = clickEventSchema.safeParse(jsonOf(text));
    if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
    const event = parsed.data;
    const sku = PRODUCT_PAGE.exec(event.page)?.[1];
    return {
        ...event,
        ...(sku === undefined ? {} : { sku }),
        delayMs: Date.parse(event.receivedAt) - Date.parse(event.occurredAt),
        schemaVersion: SCHEMA_VERSION,
    };
}

function jsonOf(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        // Without the parser's words, which repeat the text.
        throw new Error("The record is not JSON.");
    }
}
