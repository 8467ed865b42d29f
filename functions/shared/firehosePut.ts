import { PutRecordBatchCommand, type FirehoseClient } from "@aws-sdk/client-firehose";
import { isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { BatcherPorts } from "./firehoseBatcher";
import { endingAfter } from "./timeLimit";

/**
 * Puts batches into one Firehose stream. A call that failed for now (no connection, no answer, throttled, Firehose is unavailable)
 * is answered as a refusal of each of its records.
 *
 * @param client with `maxAttempts: 1`: who calls tries again, with the whole batch's time in view
 */
export function firehosePut(client: FirehoseClient, streamName: string): BatcherPorts["put"] {
    return async (records, timeoutMs) => {
        const command = new PutRecordBatchCommand({
            DeliveryStreamName: streamName,
            Records: records.map((record) => ({ Data: record })),
        });
        try {
            const { RequestResponses = [] } = await client.send(command, endingAfter(timeoutMs));
            // A record without an answer is not known to be delivered.
            return records.map((_, index) => {
                const response = RequestResponses[index];
                return response === undefined ? "NoAnswer" : response.ErrorCode;
            });
        } catch (error) {
            if (!isForNow(error as ClientError)) throw error;
            return records.map(() => String(error));
        }
    };
}

/** An error of a client, as the SDK's own retries see it. */
type ClientError = Parameters<typeof isTransientError>[0];

function isForNow(error: ClientError): boolean {
    return isTransientError(error) || isThrottlingError(error);
}
