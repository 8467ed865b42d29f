import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { packInOrder, type CallLimits } from "./packInOrder";
import { endingAfter } from "./timeLimit";

/** A record that no retry can help. */
export interface FailedRecord {
    /** What is wrong with it. */
    readonly reason: string;
    /** ARN of the stream it came from. */
    readonly sourceArn: string;
    /** Its place in that stream. */
    readonly sequenceNumber: string;
    /** The record as it arrived, complete. */
    readonly payload: unknown;
}

/** Where records go that no retry can help. */
export interface FailureQueue {
    /**
     * Hands over the records, all together within `timeoutMs`; answers for each the error that kept it out, `undefined` for those
     * that are kept.
     */
    send(records: readonly FailedRecord[], timeoutMs: number): Promise<readonly (string | undefined)[]>;
}

/** Batches of ten are SQS's limit; 256 KiB is what every queue takes, whatever its `maximumMessageSize`. */
const CALL_LIMITS: CallLimits = { records: 10, bytes: 256 * 1024 };

/** Characters of payload in one message: quoted once more it at most doubles and still fits. */
const PART_CHARACTERS = 100_000;
const REASON_CHARACTERS = 2000;

/**
 * The messages that carry one failed record: JSON with the fields of {@link FailedRecord}, and `part` of `parts`. `payload` is the
 * record's JSON text; a record that is too large for one message goes in several, whose `payload`s in the order of `part`
 * are the text. Nothing is cut off, and no bucket with its own rights and life cycle is needed for what hardly ever happens.
 */
export function messagesOf({ reason, payload, ...origin }: FailedRecord): string[] {
    const text = asciiJson(payload);
    const parts = Math.ceil(text.length / PART_CHARACTERS);
    return Array.from({ length: parts }, (_, index) =>
        asciiJson({
            ...origin,
            reason: reason.slice(0, REASON_CHARACTERS),
            part: index + 1,
            parts,
            payload: text.slice(index * PART_CHARACTERS, (index + 1) * PART_CHARACTERS),
        }),
    );
}

/** Keeps failed records in an SQS queue. */
export function sqsFailureQueue(client: SQSClient, queueUrl: string): FailureQueue {
    return {
        async send(records, timeoutMs) {
            const timeLimit = endingAfter(timeoutMs);
            const errors = records.map((): string | undefined => undefined);
            const messages = records.flatMap((record, index) => messagesOf(record).map((body) => ({ index, body })));
            for (const batch of packInOrder(messages, ({ body }) => body.length, CALL_LIMITS)) {
                for (const [position, error] of await sendBatch(
                    batch.map(({ body }) => body),
                    timeLimit,
                )) {
                    errors[batch[position].index] = error;
                }
            }
            return errors;
        },
    };

    /** Sends one batch; answers the positions that failed, with the error. */
    async function sendBatch(
        bodies: readonly string[],
        timeLimit: ReturnType<typeof endingAfter>,
    ): Promise<[number, string][]> {
        try {
            const { Successful = [], Failed = [] } = await client.send(
                new SendMessageBatchCommand({
                    QueueUrl: queueUrl,
                    Entries: bodies.map((body, position) => ({ Id: String(position), MessageBody: body })),
                }),
                timeLimit,
            );
            const kept = new Set(Successful.map(({ Id }) => Id));
            return [...bodies.keys()]
                .filter((position) => !kept.has(String(position)))
                .map((position) => [position, Failed.find(({ Id }) => Id === String(position))?.Code ?? "NoAnswer"]);
        } catch (error) {
            return [...bodies.keys()].map((position) => [position, String(error)]);
        }
    }
}

/** JSON in ASCII: SQS refuses some Unicode characters, and a character is a byte. */
function asciiJson(value: unknown): string {
    return JSON.stringify(value).replace(
        /[\u007f-\uffff]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
