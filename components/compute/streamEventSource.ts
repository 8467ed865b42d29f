import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filterCriteria, type EventFilter } from "./eventFilters";
import type { ServerlessFunction } from "./serverlessFunction";
import type { BucketAccess } from "../data/bucketAccess";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** Where Lambda puts what it gives up; it lets nobody choose (see {@link StreamEventSourceArgs.failureBucket}). */
const FAILURE_PREFIX = "aws/lambda/";

/** Arguments for {@link StreamEventSource}. */
export interface StreamEventSourceArgs {
    readonly function: ServerlessFunction;
    /** ARN of the Kinesis stream or of the table's stream. */
    readonly streamArn: pulumi.Input<string>;
    /** The grant by which the function may read the stream; the mapping cannot be created before it. */
    readonly readGrant: pulumi.Resource;
    /**
     * Receives the records that were given up, whole, below `aws/lambda/<mapping id>/<shard>/<yyyy/mm/dd>/`: one JSON document for each
     * batch, whose `payload` is the text of the event that the function would have taken. A queue would be told the records'
     * position in the stream only, and the stream forgets them
     * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
     */
    readonly failureBucket: BucketAccess;
    /** Seconds for which a record that fails is tried again, 60 to 604800. Stay below what the stream keeps: 24 h for a table's. */
    readonly maximumRecordAgeSeconds: number;
    /** Records of one invocation, 1 to 10000. @default 500 */
    readonly batchSize?: number;
    /** Seconds to wait for a batch to fill, 0 to 300. @default 1 */
    readonly batchWindowSeconds?: number;
    /** Batches of one shard that run at the same time, in order for each partition key, 1 to 10. @default 1 */
    readonly parallelizationFactor?: number;
    /** Records that the function wants, by their `data` or `dynamodb`; the others are passed over. @default - all */
    readonly filters?: readonly EventFilter[];
    /** The last word on each child. @default - none */
    readonly transform?: { readonly mapping?: Transform<aws.lambda.EventSourceMappingArgs> };
}

/**
 * Feeds a stream to a function so that one bad record neither stops nor loses the others: partial batch responses and bisecting
 * single it out, retries are bounded by its age, and a bucket keeps what is given up
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html). The age and not a count ends the retries,
 * since minutes without what the function depends on use up any count.
 *
 * Creates: `<name>` (event source mapping) and the function's grants to write to the bucket and to list it.
 */
export class StreamEventSource extends pulumi.ComponentResource {
    constructor(name: string, args: StreamEventSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        validateStreamEventSourceArgs(name, args);
        const filters = filterCriteria(`StreamEventSource '${name}'`, args.filters ?? []);
        super("platform:compute:StreamEventSource", name, {}, opts);
        const { failureBucket } = args;
        const keep = [
            failureBucket.grant(args.function, "write", { prefixes: [FAILURE_PREFIX] }),
            failureBucket.grant(args.function, "list"),
        ];
        new aws.lambda.EventSourceMapping(
            ...transformed(
                args.transform?.mapping,
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
                    ...(filters === undefined ? {} : { filterCriteria: filters }),
                    bisectBatchOnFunctionError: true,
                    // Without end: the age decides.
                    maximumRetryAttempts: -1,
                    maximumRecordAgeInSeconds: args.maximumRecordAgeSeconds,
                    destinationConfig: { onFailure: { destinationArn: pulumi.output(failureBucket.ref).arn } },
                },
                { parent: this, dependsOn: [args.readGrant, ...keep] },
            ),
        );
        this.registerOutputs({});
    }
}

/** Rejects arguments that Lambda would only refuse during the deployment. */
function validateStreamEventSourceArgs(name: string, args: StreamEventSourceArgs): void {
    const whole = (argument: string, value: number | undefined, low: number, high: number) => {
        if (value !== undefined) requireWhole(`StreamEventSource '${name}'`, argument, value, low, high);
    };
    whole("maximumRecordAgeSeconds", args.maximumRecordAgeSeconds, 60, 604_800);
    whole("batchSize", args.batchSize, 1, 10_000);
    whole("batchWindowSeconds", args.batchWindowSeconds, 0, 300);
    whole("parallelizationFactor", args.parallelizationFactor, 1, 10);
}
