import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filterCriteria, type EventFilter } from "./eventFilters";
import type { ServerlessFunction } from "./serverlessFunction";
import type { WorkQueue } from "./workQueue";
import { transformed, type Transform } from "../shared/transform";
import { requireWhole } from "../shared/wholeNumber";

/** Above it Lambda wants a window (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html). */
const UNWINDOWED_BATCH = 10;

/** Arguments for {@link QueueEventSource}. */
export interface QueueEventSourceArgs {
    readonly function: ServerlessFunction;
    /** The queue. It hides messages for six times the function's timeout and the window: Lambda waits and tries again meanwhile. */
    readonly queue: WorkQueue;
    /** Messages of one invocation, 1 to 10000, above 10 with a window of at least one second. @default 10 */
    readonly batchSize?: number;
    /** Seconds to wait for a batch to fill, 0 to 300. @default 0 */
    readonly batchWindowSeconds?: number;
    /** Invocations that run at the same time, 2 to 1000. @default - as many as there are messages and concurrency for */
    readonly maxConcurrency?: number;
    /** Messages that the function wants, by their `body` and attributes; Lambda deletes the others. @default - all */
    readonly filters?: readonly EventFilter[];
    /** The last word on each child. @default - none */
    readonly transform?: { readonly mapping?: Transform<aws.lambda.EventSourceMappingArgs> };
}

/**
 * Feeds the messages of a queue to a function. The function reports the messages that failed, which alone come back, and go to the queue's
 * failures when they have come back too often (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 *
 * Creates: `<name>` (event source mapping) and the function's grant to receive from the queue.
 */
export class QueueEventSource extends pulumi.ComponentResource {
    constructor(name: string, args: QueueEventSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        const { queue, batchSize = 10, batchWindowSeconds = 0, maxConcurrency } = args;
        const subject = `QueueEventSource '${name}'`;
        validateQueueEventSourceArgs(subject, args);
        const filters = filterCriteria(subject, args.filters ?? []);
        super("platform:compute:QueueEventSource", name, {}, opts);
        const receive = queue.grant(args.function, "receive");
        new aws.lambda.EventSourceMapping(
            ...transformed(
                args.transform?.mapping,
                name,
                {
                    eventSourceArn: queue.queueArn,
                    functionName: args.function.aliasArn,
                    batchSize,
                    maximumBatchingWindowInSeconds: batchWindowSeconds,
                    functionResponseTypes: ["ReportBatchItemFailures"],
                    ...(maxConcurrency === undefined ? {} : { scalingConfig: { maximumConcurrency: maxConcurrency } }),
                    ...(filters === undefined ? {} : { filterCriteria: filters }),
                },
                { parent: this, dependsOn: [receive] },
            ),
        );
        this.registerOutputs({});
    }
}

/** Rejects arguments that Lambda would only refuse during the deployment, and a queue that shows messages that are still worked on. */
function validateQueueEventSourceArgs(subject: string, args: QueueEventSourceArgs): void {
    const { batchSize = 10, batchWindowSeconds = 0, maxConcurrency, queue } = args;
    requireWhole(subject, "batchSize", batchSize, 1, 10_000);
    requireWhole(subject, "batchWindowSeconds", batchWindowSeconds, 0, 300);
    if (maxConcurrency !== undefined) requireWhole(subject, "maxConcurrency", maxConcurrency, 2, 1000);
    if (batchSize > UNWINDOWED_BATCH && batchWindowSeconds === 0)
        throw new Error(`${subject}: batchSize above ${UNWINDOWED_BATCH} needs batchWindowSeconds of at least 1.`);
    const least = 6 * args.function.timeoutSeconds + batchWindowSeconds;
    if (queue.visibilityTimeoutSeconds < least)
        throw new Error(
            `${subject}: queue hides messages for ${queue.visibilityTimeoutSeconds} s; visibilityTimeoutSeconds must be at least ${least}: six times the function's timeout, and the window.`,
        );
}
