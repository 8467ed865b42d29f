import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FailureQueue } from "./failureQueue";
import type { ServerlessFunction } from "./serverlessFunction";

/** Arguments for {@link StreamEventSource}. */
export interface StreamEventSourceArgs {
    readonly function: ServerlessFunction;
    /** ARN of the Kinesis stream or of the table's stream. */
    readonly streamArn: pulumi.Input<string>;
    /** The grant by which the function may read the stream; the mapping cannot be created before it. */
    readonly readGrant: pulumi.Resource;
    /** Receives what all retries could not deliver: the position of the records, not their payload. */
    readonly failureQueue: FailureQueue;
    /** Times a failing batch is tried again, 0 to 10000. */
    readonly retries: number;
    /** Records of one invocation, 1 to 10000. @default 500 */
    readonly batchSize?: number;
    /** Seconds to wait for a batch to fill, 0 to 300. @default 1 */
    readonly batchWindowSeconds?: number;
    /** Seconds after which a record that still fails is given up, 60 to 604800. @default 86400 */
    readonly maximumRecordAgeSeconds?: number;
    /** Batches of one shard that run at the same time, in order for each partition key, 1 to 10. @default 1 */
    readonly parallelizationFactor?: number;
}

/**
 * Feeds a stream to a function so that one bad record neither stops nor loses the others: partial batch responses, bisecting,
 * bounded retries and age, and a queue for what remains
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 *
 * Creates: `<name>` (event source mapping) and the function's grant to send to the failure queue.
 */
export class StreamEventSource extends pulumi.ComponentResource {
    /** Id of the event source mapping. */
    public readonly mappingId: pulumi.Output<string>;

    constructor(name: string, args: StreamEventSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        validateStreamEventSourceArgs(name, args);
        super("platform:compute:StreamEventSource", name, {}, opts);
        const send = args.failureQueue.grant(args.function, "send");
        const mapping = new aws.lambda.EventSourceMapping(
            name,
            {
                eventSourceArn: args.streamArn,
                functionName: args.function.aliasArn,
                // New consumers see what the stream still holds: nothing written before the deployment is missed.
                startingPosition: "TRIM_HORIZON",
                batchSize: args.batchSize ?? 500,
                maximumBatchingWindowInSeconds: args.batchWindowSeconds ?? 1,
                parallelizationFactor: args.parallelizationFactor ?? 1,
                functionResponseTypes: ["ReportBatchItemFailures"],
                bisectBatchOnFunctionError: true,
                maximumRetryAttempts: args.retries,
                maximumRecordAgeInSeconds: args.maximumRecordAgeSeconds ?? 86_400,
                destinationConfig: { onFailure: { destinationArn: args.failureQueue.queueArn } },
            },
            { parent: this, dependsOn: [args.readGrant, send] },
        );
        this.mappingId = mapping.uuid;
        this.registerOutputs({ mappingId: this.mappingId });
    }
}

/** Rejects arguments that Lambda would only refuse during the deployment. */
function validateStreamEventSourceArgs(name: string, args: StreamEventSourceArgs): void {
    const ranges: readonly [keyof StreamEventSourceArgs, number, number][] = [
        ["retries", 0, 10_000],
        ["batchSize", 1, 10_000],
        ["batchWindowSeconds", 0, 300],
        ["maximumRecordAgeSeconds", 60, 604_800],
        ["parallelizationFactor", 1, 10],
    ];
    for (const [argument, low, high] of ranges) {
        const found = args[argument];
        if (found !== undefined && (!Number.isInteger(found) || Number(found) < low || Number(found) > high)) {
            throw new Error(`StreamEventSource '${name}': ${argument} must be a whole number from ${low} to ${high}.`);
        }
    }
}
