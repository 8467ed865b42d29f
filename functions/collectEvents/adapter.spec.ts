import assert from "node:assert/strict";
import { apiEvent, lambdaContext, type ApiCall } from "../testing/events";
import { FakeReceiver } from "../testing/fakeReceiver";
import { quietLogs } from "../testing/quietLogs";
import { recordedMetrics } from "../testing/recordedMetrics";
import type { KinesisRecord } from "../shared/kinesisRecord";
import { createHandler } from "./adapter";

const event = {
    id: "1",
    sessionId: "5a5dbd2c-3a1e-4b8e-9e41-6d3f5c1a7b20",
    type: "view",
    page: "/products/MUG-01",
    occurredAt: "2026-01-01T10:00:00.000Z",
};
const call: ApiCall = { customerId: "customer-1", body: { events: [event] } };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...event, id: String(index) }));

describe("collectEvents handler", () => {
    quietLogs();
    const metrics = recordedMetrics();

    async function collect(each: ApiCall, stream = new FakeReceiver<KinesisRecord>()) {
        const { put, sleep, random } = stream;
        const handler = createHandler({
            put,
            sleep,
            random,
            allowedOrigins: [],
            now: () => new Date("2026-01-01T10:00:05Z"),
            traceId: () => undefined,
        });
        const { statusCode, body } = await handler(apiEvent(each), lambdaContext(stream.remainingMs));
        return { status: statusCode, json: JSON.parse(body) };
    }

    it("answers 202 with how many events were taken", async () => {
        const stream = new FakeReceiver<KinesisRecord>();
        assert.deepEqual(await collect({ ...call, body: { events: many(500) } }, stream), {
            status: 202,
            json: { accepted: 500 },
        });
        assert.deepEqual(
            stream.calls.map(({ length }) => length),
            [500],
        );
        assert.deepEqual(metrics(), { AcceptedEvents: [500], RefusedEvents: [0], RetriedEvents: [0] });
    });

    it("answers 503 when the stream has not taken all, and counts them", async () => {
        const refuseOne = (_: unknown, position: number) => (position === 0 ? "Throttled" : undefined);
        const stream = new FakeReceiver<KinesisRecord>([refuseOne], 2550);
        const { status, json } = await collect({ ...call, body: { events: many(3) } }, stream);
        assert.deepEqual([status, json.type], [503, "urn:problem:events-not-taken"]);
        assert.deepEqual(metrics(), { AcceptedEvents: [2], RefusedEvents: [1], RetriedEvents: [0] });
    });

    it("answers in its time though Kinesis does not", async () => {
        const stream = new FakeReceiver<KinesisRecord>([], 10_000, undefined, () => 60_000);
        assert.equal((await collect(call, stream)).status, 503);
        assert.equal(stream.remainingMs(), 500);
    });

    for (const [what, events, pointer] of [
        ["no event", [], "/events"],
        ["501 events", many(501), "/events"],
        ["a page with a query", [{ ...event, page: "/search?q=name" }], "/events/0/page"],
        ["a page that is no path", [event, { ...event, page: "https://example.com/" }], "/events/1/page"],
        ["a label as target", [{ ...event, target: "Jane's order" }], "/events/0/target"],
        ["an unknown type", [{ ...event, type: "hover" }], "/events/0/type"],
        ["a time that is none", [{ ...event, occurredAt: "2026-02-30T00:00:00Z" }], "/events/0/occurredAt"],
        ["a customer who says who he is", [{ ...event, customerId: "customer-2" }], "/events/0"],
    ] as const) {
        it(`answers 400 to ${what}`, async () => {
            const { status, json } = await collect({ ...call, body: { events } });
            assert.deepEqual([status, json.type, json.errors[0].pointer], [400, "urn:problem:invalid-events", pointer]);
        });
    }

    it("answers 422 pointing at the events of the future", async () => {
        const events = [event, { ...event, id: "2", occurredAt: "2027-01-01T00:00:00Z" }];
        const { status, json } = await collect({ ...call, body: { events } });
        assert.equal(status, 422);
        assert.deepEqual(json.errors, [{ pointer: "/events/1/occurredAt", detail: "Not a plausible time." }]);
    });

    it("answers 401 without a customer", async () => {
        assert.equal((await collect({ body: call.body })).status, 401);
    });
});
