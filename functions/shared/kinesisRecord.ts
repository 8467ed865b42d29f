import type { CallShape } from "./batcher";

/** A record for a Kinesis stream. */
export interface KinesisRecord {
    /** Records of one key lie in one shard; 1 to 256 characters. */
    readonly partitionKey: string;
    readonly data: Uint8Array;
}

/**
 * One PutRecords call: 500 records and 5 MiB, their keys included
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html).
 */
export const KINESIS_CALL: CallShape<KinesisRecord> = {
    limits: { records: 500, bytes: 5 * 1024 * 1024 },
    sizeOf: ({ partitionKey, data }) => Buffer.byteLength(partitionKey) + data.length,
};
