import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from "aws-lambda";
import { orderChangeSchema, type OrderChange } from "../shared/orderChange";

/** Version of {@link LakeRecord}'s form. Readers of the lake tell old objects from new ones by it. */
const SCHEMA_VERSION = 1;

/** One line of the lake's objects. */
interface LakeRecord extends OrderChange {
    readonly schemaVersion: number;
}

/**
 * Turns one record of the delivery stream into a line of the lake. The line lies in the partition of the day on which it arrived; its
 * `occurredAt` tells when the order changed. What is no order change becomes `ProcessingFailed`: Firehose then puts it, unchanged, under the error prefix
 * (https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html).
 */
export function transformRecord({
    recordId,
    data,
}: FirehoseTransformationEventRecord): FirehoseTransformationResultRecord {
    const change = changeIn(data);
    if (change === undefined) return { recordId, result: "ProcessingFailed", data };
    const line: LakeRecord = { ...change, schemaVersion: SCHEMA_VERSION };
    return { recordId, result: "Ok", data: Buffer.from(`${JSON.stringify(line)}\n`).toString("base64") };
}

function changeIn(data: string): OrderChange | undefined {
    try {
        return orderChangeSchema.parse(JSON.parse(Buffer.from(data, "base64").toString()));
    } catch {
        return undefined;
    }
}
