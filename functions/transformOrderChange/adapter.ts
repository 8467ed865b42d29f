import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { FirehoseTransformationEvent, FirehoseTransformationResult } from "aws-lambda";
import { logger, metrics } from "../shared/observability";
import { transformRecord } from "./transformRecord";

/** Inbound adapter of {@link transformRecord} for Firehose. */
export function transformRecords({ records }: FirehoseTransformationEvent): Promise<FirehoseTransformationResult> {
    const transformed = records.map(transformRecord);
    const unreadable = transformed.filter(({ result }) => result === "ProcessingFailed").length;
    metrics.addMetric("UnreadableChanges", MetricUnit.Count, unreadable);
    if (unreadable > 0) logger.warn("Unreadable changes go to the error prefix", { count: unreadable });
    return Promise.resolve({ records: transformed });
}
