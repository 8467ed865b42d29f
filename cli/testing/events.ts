import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { EventsRequest } from "../../functions/shared/clickEvent";
import { post } from "../trail/api";
import type { TrailTarget } from "../trail/trail";

type RequestEvent = EventsRequest["events"][number];

/** Events of one person's session, one each second until now. */
export function aSession(count: number): RequestEvent[] {
    const sessionId = randomUUID();
    return Array.from({ length: count }, (_, index) => ({
        id: String(index),
        sessionId,
        type: "view",
        page: `/products/${index % 2 === 0 ? "MUG-01" : "TEE-01"}`,
        occurredAt: new Date(Date.now() - (count - index) * 1000).toISOString(),
    }));
}

/** Sends events until they are taken, the same ones each time, as a page that does not know what happened. */
export async function sendEvents(
    { apiUrl }: Pick<TrailTarget, "apiUrl">,
    idToken: string,
    events: readonly RequestEvent[],
): Promise<void> {
    for (let attempt = 1; ; attempt++) {
        const response = await post(apiUrl, "/events", idToken, { events });
        const body = await response.text();
        if (response.status === 202) return;
        assert.ok(attempt < 6, `attempt ${attempt}: ${response.status} ${body}`);
    }
}
