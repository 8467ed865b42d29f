import { PutRecordBatchCommand, type FirehoseClient } from "@aws-sdk/client-firehose";
import type { BatcherPorts } from "./firehoseBatcher";

/** Puts batches into one Firehose stream. */
export function firehosePut(client: FirehoseClient, streamName: string): BatcherPorts["put"] {
    return async (records) => {
        const { RequestResponses = [] } = await client.send(
            new PutRecordBatchCommand({
                DeliveryStreamName: streamName,
                Records: records.map((record) => ({ Data: record })),
            }),
        );
        // A record without an answer is not known to be delivered.
        return records.map((_, index) => {
            const response = RequestResponses[index];
            return response === undefined ? "NoAnswer" : response.ErrorCode;
        });
    };
}
