import { deliverInBatches, type BatcherPorts } from "../shared/batcher";
import type { ClickEvent, EventsRequest } from "../shared/clickEvent";
import { hashedUuid } from "../shared/hashedUuid";
import { KINESIS_CALL, type KinesisRecord } from "../shared/kinesisRecord";

/**
 * How far a browser's clock may be from ours, and how old an event may be. One from next year would push the watermark of all windows
 * ahead, after which the events of a whole year would be late.
 */
const FUTURE_MS = 5 * 60_000;
const AGE_MS = 7 * 24 * 3_600_000;

/** What somebody did in the console. */
export interface CollectEventsCommand {
    readonly customerId: string;
    readonly events: EventsRequest["events"];
}

/** What {@link collectEvents} needs of the world. */
export interface CollectEventsPorts extends BatcherPorts<KinesisRecord> {
    now(): Date;
    /** X-Ray trace of this request, if there is one. */
    traceId(): string | undefined;
}

/** Some events happened too early or too late to be true. */
export class ImplausibleTimeError extends Error {
    override readonly name = "ImplausibleTimeError";

    /** @param positions indexes into the command's events */
    constructor(readonly positions: readonly number[]) {
        super(`Happened at no plausible time: the events at ${positions.join(", ")}.`);
    }
}

/** What became of the events. */
export interface CollectReport {
    /** For each event, in order: why the stream does not have it, `undefined` when it has. */
    readonly refused: readonly (string | undefined)[];
    /** Events that were sent once more, counted each time. */
    readonly retried: number;
}

/**
 * Puts events into the clickstream, those of one session into one shard. What Kinesis refuses for now is tried again as long as the
 * time lasts. Kinesis keeps no order among the records of a call, and what is tried again comes later: `occurredAt` orders the events of a session.
 *
 * @throws {ImplausibleTimeError} when an event is of the future, or older than a week; then none is put.
 */
export async function collectEvents(
    { customerId, events }: CollectEventsCommand,
    ports: CollectEventsPorts,
): Promise<CollectReport> {
    const now = ports.now();
    const implausible = events.flatMap(({ occurredAt }, position) => {
        const age = now.getTime() - Date.parse(occurredAt);
        return age > AGE_MS || age < -FUTURE_MS ? [position] : [];
    });
    if (implausible.length > 0) throw new ImplausibleTimeError(implausible);
    const traceId = ports.traceId();
    const records = events.map(({ id, ...event }): KinesisRecord => {
        const stamped: ClickEvent = {
            eventId: hashedUuid(customerId, event.sessionId, id),
            customerId,
            ...event,
            receivedAt: now.toISOString(),
            ...(traceId === undefined ? {} : { traceId }),
        };
        return { partitionKey: event.sessionId, data: Buffer.from(JSON.stringify(stamped)) };
    });
    const { undelivered, retried } = await deliverInBatches(records, KINESIS_CALL, ports);
    return { refused: undelivered, retried };
}
