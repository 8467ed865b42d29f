import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { logger, metrics, type LambdaHandler } from "../shared/observability";
import { deliverRecords, type DeliverPorts, type DeliveryReport } from "./deliverRecords";
import { orderChangeOf } from "./orderChangeOf";

/** Time of an invocation that is kept for its end, the report to Lambda; milliseconds. */
const REPORT_MS = 1000;

/** What the handler is made of. */
export type DeliverDependencies = Omit<DeliverPorts, "remainingMs">;

/**
 * Inbound adapter of {@link deliverRecords} for a table's stream. Reports what must come again as Lambda's contract for streams says:
 * it goes on from the lowest sequence number among `batchItemFailures`
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
export function createHandler(
    dependencies: DeliverDependencies,
): LambdaHandler<DynamoDBStreamEvent, DynamoDBBatchResponse> {
    const processor = new BatchProcessor(EventType.DynamoDBStreams);
    return async (event, context) => {
        const report = await deliverRecords(event.Records, (record) => JSON.stringify(orderChangeOf(record)), {
            ...dependencies,
            remainingMs: () => context.getRemainingTimeInMillis() - REPORT_MS,
        });
        observe(report);
        const handled = event.Records.filter((record) => !report.failed.has(record));
        logger.debug(`Handled ${handled.length} changes`, {
            orderIds: handled.map(({ dynamodb }) => dynamodb?.Keys?.orderId?.S),
        });
        const settle = (record: DynamoDBRecord) => {
            const reason = report.failed.get(record);
            return reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason));
        };
        return processPartialResponse(event, settle, processor, { context, throwOnFullBatchFailure: false });
    };
}

function observe({ delivered, retried, unfit, failed, fills }: DeliveryReport): void {
    metrics.addMetric("DeliveredChanges", MetricUnit.Count, delivered);
    metrics.addMetric("RetriedChanges", MetricUnit.Count, retried);
    metrics.addMetric("MalformedChanges", MetricUnit.Count, unfit);
    for (const fill of fills) metrics.addMetric("BatchFill", MetricUnit.Percent, 100 * fill);
    if (unfit > 0) logger.warn("Malformed changes went to the failure queue", { count: unfit });
    if (failed.size > 0) {
        logger.error("Changes were not delivered and will come again", {
            count: failed.size,
            reasons: [...new Set(failed.values())].slice(0, 10),
        });
    }
}
