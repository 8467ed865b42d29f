import { PutRecordBatchCommand, type FirehoseClient } from "@aws-sdk/client-firehose";
import { refusalsOf } from "./batchCall";
import type { BatcherPorts } from "./batcher";
import { endingAfter } from "./timeLimit";

/**
 * Puts batches into one Firehose stream.
 *
 * @param client with `maxAttempts: 1` (see {@link refusalsOf})
 */
export function firehosePut(client: FirehoseClient, streamName: string): BatcherPorts<Uint8Array>["put"] {
    return (records, timeoutMs) =>
        refusalsOf(records.length, async () => {
            const command = new PutRecordBatchCommand({
                DeliveryStreamName: streamName,
                Records: records.map((record) => ({ Data: record })),
            });
            return (await client.send(command, endingAfter(timeoutMs))).RequestResponses ?? [];
        });
}
