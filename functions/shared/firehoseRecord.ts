import type { CallShape } from "./batcher";

/** One PutRecordBatch call (https://docs.aws.amazon.com/firehose/latest/dev/limits.html), before base64. */
export const FIREHOSE_CALL: CallShape<Uint8Array> = {
    limits: { records: 500, bytes: 4 * 1024 * 1024 },
    sizeOf: ({ length }) => length,
};

/** Most bytes of one record, before base64: 1,000 KiB. */
export const MAX_RECORD_BYTES = 1000 * 1024;

/**
 * A line of text as a record for Firehose: UTF-8, ended by a newline, since Firehose puts records together without a separator.
 *
 * @throws when it is larger than Firehose takes.
 */
export function firehoseLine(text: string): Uint8Array {
    const line = Buffer.from(`${text}\n`);
    if (line.length > MAX_RECORD_BYTES) {
        throw new Error(`The record has ${line.length} bytes; Firehose takes at most ${MAX_RECORD_BYTES}.`);
    }
    return line;
}
