/**
 * Consumer of the orders table's stream: hands every change of an order to the delivery stream of the lake, in full batches. What
 * Firehose refuses for now comes again; what can never be delivered goes to the failure queue with its payload. Delivery is at
 * least once: `changeId` tells a change that arrived twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { SQSClient } from "@aws-sdk/client-sqs";
import { environment } from "../shared/environment";
import { sqsFailureQueue } from "../shared/failureQueue";
import { firehosePut } from "../shared/firehosePut";
import { observed, tracer } from "../shared/observability";
import { createHandler } from "./adapter";

/** A connection that hangs ends while there is time for another one. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 8000, throwOnRequestTimeout: true };

const firehose = tracer.captureAWSv3Client(new FirehoseClient({ requestHandler, maxAttempts: 1 }));
const sqs = tracer.captureAWSv3Client(new SQSClient({ requestHandler }));

/** Entry point for Lambda. */
export const handler = observed(
    createHandler({
        put: firehosePut(firehose, environment("DELIVERY_STREAM")),
        failureQueue: sqsFailureQueue(sqs, environment("FAILURE_QUEUE_URL")),
        sleep: (milliseconds) => sleep(milliseconds),
        random: Math.random,
    }),
);
