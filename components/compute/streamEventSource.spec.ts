import assert from "node:assert/strict";
import { FailureQueue } from "./failureQueue";
import { ServerlessFunction } from "./serverlessFunction";
import { StreamEventSource, type StreamEventSourceArgs } from "./streamEventSource";
import { inputsOf, installMocks, settled } from "../shared/testing/mocks";

function args(change: Partial<StreamEventSourceArgs> = {}): StreamEventSourceArgs {
    const fn = new ServerlessFunction("deliver", {
        function: "deliverOrderChanges",
        description: "d",
        platform: {
            keys: { logs: "l", messaging: "m" },
            permissionsBoundaryArn: "b",
            logRetentionDays: 14,
            logLevel: "INFO",
        },
    });
    const failureQueue = new FailureQueue("failures", { keyArn: "k" });
    return { function: fn, failureQueue, streamArn: "arn:stream", readGrant: failureQueue, retries: 5, ...change };
}

describe("StreamEventSource", () => {
    beforeEach(() => installMocks());

    it("reports partial failures, bisects, bounds retries and keeps what remains", async () => {
        new StreamEventSource("orders-stream", args());
        await settled();
        assert.deepEqual(inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "orders-stream"), {
            eventSourceArn: "arn:stream",
            functionName: "arn:aws:lambda:eu-west-1:111122223333:function:deliver-live",
            startingPosition: "TRIM_HORIZON",
            batchSize: 500,
            maximumBatchingWindowInSeconds: 1,
            parallelizationFactor: 1,
            functionResponseTypes: ["ReportBatchItemFailures"],
            bisectBatchOnFunctionError: true,
            maximumRetryAttempts: 5,
            maximumRecordAgeInSeconds: 86_400,
            destinationConfig: { onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:111122223333:failures" } },
        });
        inputsOf("aws:iam/rolePolicy:RolePolicy", "deliver-failures-send");
    });

    for (const change of [
        { retries: -1 },
        { batchSize: 0 },
        { batchWindowSeconds: 301 },
        { maximumRecordAgeSeconds: 59 },
        { parallelizationFactor: 11 },
    ]) {
        it(`refuses ${JSON.stringify(change)}`, () => {
            const [argument] = Object.keys(change);
            assert.throws(() => new StreamEventSource("s", args(change)), new RegExp(`'s': ${argument} must be`));
        });
    }
});
