import assert from "node:assert/strict";
import { clickEventSchema, type EventsRequest } from "../shared/clickEvent";
import type { KinesisRecord } from "../shared/kinesisRecord";
import { FakeReceiver } from "../testing/fakeReceiver";
import { collectEvents, ImplausibleTimeError } from "./collectEvents";

type RequestEvent = EventsRequest["events"][number];

const NOW = new Date("2026-01-01T10:00:05.000Z");
const SESSION = "5a5dbd2c-3a1e-4b8e-9e41-6d3f5c1a7b20";

const event = (changes: Partial<RequestEvent> = {}): RequestEvent => ({
    id: "1",
    sessionId: SESSION,
    type: "click",
    page: "/orders",
    target: "place",
    occurredAt: "2026-01-01T10:00:00.000Z",
    ...changes,
});

describe("collectEvents", () => {
    const collect = (
        events: RequestEvent[],
        stream = new FakeReceiver<KinesisRecord>(),
        customerId = "customer-1",
        traceId: string | undefined = "1-65a1b2c3-0123456789abcdef01234567",
    ) => {
        const { put, sleep, random, remainingMs } = stream;
        const ports = { put, sleep, random, remainingMs, now: () => NOW, traceId: () => traceId };
        return collectEvents({ customerId, events }, ports);
    };
    const carried = ({ data }: KinesisRecord) => clickEventSchema.parse(JSON.parse(Buffer.from(data).toString()));
    const idOf = async (changes: Partial<RequestEvent>, customerId?: string) => {
        const stream = new FakeReceiver<KinesisRecord>();
        await collect([event(changes)], stream, customerId);
        return carried(stream.taken[0]).eventId;
    };

    it("puts each event with who did it, when it came and its trace, those of a session into one shard", async () => {
        const stream = new FakeReceiver<KinesisRecord>();
        assert.deepEqual(await collect([event()], stream), { refused: [undefined], retried: 0 });
        const [record] = stream.taken;
        assert.equal(record.partitionKey, SESSION);
        const { eventId } = carried(record);
        const { sessionId, type, page, target, occurredAt } = event();
        assert.deepEqual(carried(record), {
            eventId,
            customerId: "customer-1",
            sessionId,
            type,
            page,
            target,
            occurredAt,
            receivedAt: NOW.toISOString(),
            traceId: "1-65a1b2c3-0123456789abcdef01234567",
        });
    });

    it("knows an event that is sent again by its id, and nobody else's", async () => {
        const id = await idOf({});
        assert.equal(await idOf({ page: "/changed" }), id);
        const others = [
            await idOf({ id: "2" }),
            await idOf({}, "customer-2"),
            await idOf({ sessionId: SESSION.replace("5", "6") }),
        ];
        assert.equal(new Set([id, ...others]).size, 4);
    });

    it("sends again only what was refused, and says what never was taken", async () => {
        const throttle = (_: unknown, position: number) =>
            position === 0 ? "ProvisionedThroughputExceededException" : undefined;
        const stream = new FakeReceiver<KinesisRecord>(
            [throttle, throttle],
            2200,
            () => 1,
            () => 0,
        );
        const { refused, retried } = await collect([event(), event({ id: "2" })], stream);
        assert.deepEqual(refused, ["ProvisionedThroughputExceededException", undefined]);
        assert.equal(retried, 1);
        assert.deepEqual(
            stream.calls.map(({ length }) => length),
            [2, 1],
        );
    });

    for (const [when, occurredAt, plausible] of [
        ["five minutes ahead", "2026-01-01T10:05:05.000Z", true],
        ["further ahead", "2026-01-01T10:05:05.001Z", false],
        ["a week ago", "2025-12-25T10:00:05.000Z", true],
        ["longer ago", "2025-12-25T10:00:04.999Z", false],
    ] as const) {
        it(`${plausible ? "takes" : "refuses, with all others,"} an event of ${when}`, async () => {
            const stream = new FakeReceiver<KinesisRecord>();
            const collecting = collect([event(), event({ id: "2", occurredAt })], stream);
            if (plausible) await collecting;
            else await assert.rejects(collecting, new ImplausibleTimeError([1]));
            assert.equal(stream.taken.length, plausible ? 2 : 0);
        });
    }
});
