import { setTimeout as sleep } from "node:timers/promises";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { SQSClient } from "@aws-sdk/client-sqs";
import { environment } from "./environment";
import { sqsFailureQueue } from "./failureQueue";
import { firehosePut } from "./firehosePut";
import { tracer } from "./observability";
import type { DeliverDependencies } from "./streamDelivery";

/** A connection that hangs ends while there is time for another one. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 8000, throwOnRequestTimeout: true };

/**
 * A consumer's Firehose stream and failure queue, as `DELIVERY_STREAM` and `FAILURE_QUEUE_URL` name them.
 *
 * @throws when one of the variables is missing.
 */
export function awsDelivery(): DeliverDependencies {
    const firehose = tracer.captureAWSv3Client(new FirehoseClient({ requestHandler, maxAttempts: 1 }));
    const sqs = tracer.captureAWSv3Client(new SQSClient({ requestHandler }));
    return {
        put: firehosePut(firehose, environment("DELIVERY_STREAM")),
        failureQueue: sqsFailureQueue(sqs, environment("FAILURE_QUEUE_URL")),
        sleep: (milliseconds) => sleep(milliseconds),
        random: Math.random,
    };
}
