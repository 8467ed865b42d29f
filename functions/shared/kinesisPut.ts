import { PutRecordsCommand, type KinesisClient } from "@aws-sdk/client-kinesis";
import { refusalsOf } from "./batchCall";
import type { BatcherPorts } from "./batcher";
import type { KinesisRecord } from "./kinesisRecord";
import { endingAfter } from "./timeLimit";

/**
 * Puts batches into one Kinesis stream.
 *
 * @param client with `maxAttempts: 1` (see {@link refusalsOf})
 */
export function kinesisPut(client: KinesisClient, streamName: string): BatcherPorts<KinesisRecord>["put"] {
    return (records, timeoutMs) =>
        refusalsOf(records.length, async () => {
            const command = new PutRecordsCommand({
                StreamName: streamName,
                Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
            });
            return (await client.send(command, endingAfter(timeoutMs))).Records ?? [];
        });
}
