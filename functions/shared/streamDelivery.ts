import { BatchProcessor, processPartialResponse, type EventType } from "@aws-lambda-powertools/batch";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { DynamoDBRecord, KinesisStreamRecord } from "aws-lambda";
import { deliverRecords, type DeliverPorts, type DeliveryReport, type StreamReader } from "./deliverRecords";
import { logger, metrics, type LambdaHandler } from "./observability";

/** Time of an invocation that is kept for its end, the report to Lambda; milliseconds. */
const REPORT_MS = 1000;

/** What a handler is made of. */
export type DeliverDependencies = Omit<DeliverPorts, "remainingMs">;

/** The stream of a table, or of Kinesis. */
export interface StreamKind<R> extends StreamReader<R> {
    readonly eventType: (typeof EventType)["DynamoDBStreams" | "KinesisDataStreams"];
    /** Fields for the debug log: ids of what was handled, and nothing else. */
    readonly idsOf: (records: readonly R[]) => Readonly<Record<string, unknown>>;
}

/** Lambda's contract with a consumer of a stream. */
export interface StreamAnswer {
    batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Inbound adapter of {@link deliverRecords} for a stream. Reports what must come again as Lambda's contract for streams says:
 * it goes on from the lowest sequence number among `batchItemFailures`
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
export function streamDelivery<R extends DynamoDBRecord | KinesisStreamRecord>(
    kind: StreamKind<R>,
    dependencies: DeliverDependencies,
): LambdaHandler<{ Records: R[] }, StreamAnswer> {
    const processor = new BatchProcessor(kind.eventType);
    return async (event, context) => {
        const report = await deliverRecords(event.Records, kind, {
            ...dependencies,
            remainingMs: () => context.getRemainingTimeInMillis() - REPORT_MS,
        });
        observe(report);
        const handled = event.Records.filter((record) => !report.failed.has(record));
        logger.debug(`Handled ${handled.length} records`, kind.idsOf(handled));
        const settle = (record: R) => {
            const reason = report.failed.get(record);
            return reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason));
        };
        return processPartialResponse(event, settle, processor, { context, throwOnFullBatchFailure: false });
    };
}

function observe({ delivered, retried, unfit, failed, fills }: DeliveryReport<unknown>): void {
    metrics.addMetric("DeliveredRecords", MetricUnit.Count, delivered);
    metrics.addMetric("RetriedRecords", MetricUnit.Count, retried);
    metrics.addMetric("MalformedRecords", MetricUnit.Count, unfit);
    for (const fill of fills) metrics.addMetric("BatchFill", MetricUnit.Percent, 100 * fill);
    if (unfit > 0) logger.warn("Malformed records went to the failure queue", { count: unfit });
    if (failed.size > 0) {
        logger.error("Records were not delivered and will come again", {
            count: failed.size,
            reasons: [...new Set(failed.values())].slice(0, 10),
        });
    }
}
