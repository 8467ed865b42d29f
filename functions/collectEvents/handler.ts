/**
 * `POST /v1/events`: takes what the signed-in customer did in the console, up to 500 events, into the clickstream. 202 says that all are in
 * the stream; after any other answer the same request can be sent again, since an event counts once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { environment } from "../shared/environment";
import { originsOf } from "../shared/http";
import { kinesisPut } from "../shared/kinesisPut";
import { observed, tracer } from "../shared/observability";
import { createHandler } from "./adapter";

/**
 * A connection that hangs ends while there is time for another one. HTTP/1.1 and not the client's own HTTP/2: that has no time limit for
 * connecting, and its session does not outlive the pause between two invocations.
 */
const requestHandler = new NodeHttpHandler({
    connectionTimeout: 1000,
    requestTimeout: 4000,
    throwOnRequestTimeout: true,
});

const kinesis = tracer.captureAWSv3Client(new KinesisClient({ requestHandler, maxAttempts: 1 }));

/** Entry point for Lambda. */
export const handler = observed(
    createHandler({
        put: kinesisPut(kinesis, environment("CLICKSTREAM")),
        sleep: (milliseconds) => sleep(milliseconds),
        random: Math.random,
        allowedOrigins: originsOf(environment("ALLOWED_ORIGINS")),
        now: () => new Date(),
        traceId: () => tracer.getRootXrayTraceId(),
    }),
);
