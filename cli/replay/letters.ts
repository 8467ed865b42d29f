import { z } from "zod";

/** What was set aside, as an event for the function that could not handle it. */
export interface Letter {
    /** For people: which record or invocation it is. */
    readonly about: string;
    /** Why it was set aside, as far as it says. */
    readonly reason: string;
    /** Whom it was for: the consumer of a stream, by the stream's ARN, or a function, by its own. */
    readonly addressee: { readonly stream: string } | { readonly function: string };
    /** What the function takes. */
    readonly event: object;
    /** Orders the letters of one stream; a number of up to 40 digits. */
    readonly sequenceNumber?: string;
}

/** A part of a record, as the functions' failure queue keeps it (functions/shared/failureQueue.ts). */
const partSchema = z.object({
    reason: z.string(),
    sourceArn: z.string(),
    sequenceNumber: z.string(),
    part: z.int().min(1),
    parts: z.int().min(1),
    payload: z.string(),
});

/**
 * What Lambda tells of an asynchronous invocation that failed
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
 */
const invocationSchema = z.object({
    requestContext: z.object({ requestId: z.string(), functionArn: z.string(), condition: z.string() }),
    requestPayload: z.looseObject({}),
});

/**
 * What Lambda writes into a bucket of records that it gave up: `payload` is the text of the event
 * (https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html).
 */
const batchSchema = z.object({
    requestContext: z.object({ requestId: z.string(), functionArn: z.string(), condition: z.string() }),
    payload: z.string(),
});

/** A message, or an object, with what takes it away. */
export interface Envelope {
    /** Of the message or object. */
    readonly id: string;
    readonly body: string;
}

/** What envelopes hold: letters, each with all envelopes that it came in, and what cannot be read. */
export interface Opened<E extends Envelope> {
    readonly letters: readonly { readonly letter: Letter; readonly envelopes: readonly E[] }[];
    readonly unread: readonly { readonly envelope: E; readonly why: string }[];
}

/**
 * Opens envelopes. A record that came in several parts is one letter; without all of its parts it is none. Letters of a stream come in the stream's
 * order, whatever the order of the envelopes.
 */
export function open<E extends Envelope>(envelopes: readonly E[]): Opened<E> {
    const letters: { letter: Letter; envelopes: E[] }[] = [];
    const unread: { envelope: E; why: string }[] = [];
    const records = new Map<string, { envelope: E; part: z.infer<typeof partSchema> }[]>();
    for (const envelope of envelopes) {
        const content = contentOf(envelope.body);
        const part = partSchema.safeParse(content);
        const whole = part.success ? undefined : wholeLetter(content);
        if (part.success) {
            const key = `${part.data.sourceArn} ${part.data.sequenceNumber}`;
            records.set(key, [...(records.get(key) ?? []), { envelope, part: part.data }]);
        } else if (whole === undefined)
            unread.push({ envelope, why: "it is nothing that functions or Lambda set aside" });
        else letters.push({ letter: whole, envelopes: [envelope] });
    }
    for (const each of records.values()) {
        const letter = recordLetter(each.map(({ part }) => part));
        if (typeof letter !== "string") letters.push({ letter, envelopes: each.map(({ envelope }) => envelope) });
        else unread.push(...each.map(({ envelope }) => ({ envelope, why: letter })));
    }
    return { letters: letters.sort((one, other) => compare(one.letter, other.letter)), unread };
}

/** One record's parts as a letter, or why they are none. A part may be there twice: queues deliver at least once. */
function recordLetter(parts: readonly z.infer<typeof partSchema>[]): Letter | string {
    const [{ sourceArn, sequenceNumber, reason, parts: count }] = parts;
    const payloads = Array.from({ length: count }, (_, index) => parts.find(({ part }) => part === index + 1)?.payload);
    const there = payloads.filter((payload) => payload !== undefined);
    if (there.length < count) return `of its ${count} parts ${there.length} were found`;
    const record = contentOf(there.join(""));
    if (record === undefined) return "its payload is not JSON";
    return {
        about: `record ${sequenceNumber}`,
        reason,
        addressee: { stream: sourceArn },
        event: { Records: [record] },
        sequenceNumber,
    };
}

function wholeLetter(content: unknown): Letter | undefined {
    const invocation = invocationSchema.safeParse(content);
    if (invocation.success) {
        const { requestContext, requestPayload } = invocation.data;
        return {
            about: `invocation ${requestContext.requestId}`,
            reason: requestContext.condition,
            addressee: { function: requestContext.functionArn },
            event: requestPayload,
        };
    }
    const batch = batchSchema.safeParse(content);
    if (!batch.success) return undefined;
    const { requestContext, payload } = batch.data;
    const event = eventSchema.safeParse(contentOf(payload));
    if (!event.success) return undefined;
    const [{ eventSourceARN }] = event.data.Records;
    return {
        about: `batch of ${event.data.Records.length}`,
        reason: requestContext.condition,
        addressee: { stream: eventSourceARN },
        event: event.data,
        sequenceNumber: sequenceOf(event.data.Records[0]),
    };
}

const recordSchema = z.looseObject({
    eventSourceARN: z.string(),
    dynamodb: z.looseObject({ SequenceNumber: z.string() }).optional(),
    kinesis: z.looseObject({ sequenceNumber: z.string() }).optional(),
});
const eventSchema = z.object({ Records: z.tuple([recordSchema], recordSchema) });

function sequenceOf({ dynamodb, kinesis }: z.infer<typeof recordSchema>): string {
    return dynamodb?.SequenceNumber ?? kinesis?.sequenceNumber ?? "0";
}

function contentOf(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

function compare(one: Letter, other: Letter): number {
    const [first, second] = [one, other].map(({ sequenceNumber = "0" }) =>
        BigInt(/^\d+$/.exec(sequenceNumber)?.[0] ?? 0),
    );
    return first < second ? -1 : first > second ? 1 : 0;
}
