import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from "aws-lambda";
import { orderChangeSchema, type OrderChange } from "../shared/orderChange";

/** Version of {@link LakeRecord}'s form. Readers of the lake tell old objects from new ones by it. */
const SCHEMA_VERSION = 1;

/** One line of the lake's objects. */
interface LakeRecord extends OrderChange {
    readonly schemaVersion: number;
    /** UTC day of `occurredAt`, `YYYY-MM-DD`: the day under whose prefix the object lies. */
    readonly lakeDate: string;
}

/**
 * Turns one record of the delivery stream into a line of the lake, partitioned by the day of the change and not by that of its arrival.
 * What is no order change becomes `ProcessingFailed`: Firehose then puts it, unchanged, under the error prefix
 * (https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html).
 */
export function transformRecord({
    recordId,
    data,
}: FirehoseTransformationEventRecord): FirehoseTransformationResultRecord {
    const change = changeIn(data);
    if (change === undefined) return { recordId, result: "ProcessingFailed", data };
    const lakeDate = change.occurredAt.slice(0, 10);
    const [year, month, day] = lakeDate.split("-");
    const line: LakeRecord = { ...change, schemaVersion: SCHEMA_VERSION, lakeDate };
    return {
        recordId,
        result: "Ok",
        data: Buffer.from(`${JSON.stringify(line)}\n`).toString("base64"),
        metadata: { partitionKeys: { year, month, day } },
    };
}

function changeIn(data: string): OrderChange | undefined {
    try {
        return orderChangeSchema.parse(JSON.parse(Buffer.from(data, "base64").toString()));
    } catch {
        return undefined;
    }
}
