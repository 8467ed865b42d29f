import type { DynamoDBRecord } from "aws-lambda";
import type { FailedRecord, FailureQueue } from "../shared/failureQueue";
import { deliverInBatches, firehoseLine, type BatcherPorts } from "../shared/firehoseBatcher";

/** What {@link deliverRecords} needs of the world. */
export interface DeliverPorts extends BatcherPorts {
    readonly failureQueue: FailureQueue;
}

/** What became of the records of one event. */
export interface DeliveryReport {
    /** Records that must come again, with the reason. */
    readonly failed: ReadonlyMap<DynamoDBRecord, string>;
    /** Records that Firehose took. */
    readonly delivered: number;
    /** Records that the failure queue took. */
    readonly unfit: number;
    /** Records that were sent to Firehose once more, counted each time. */
    readonly retried: number;
    /** How full each call was, 0 to 1. */
    readonly fills: readonly number[];
}

/**
 * Hands the records of a stream to Firehose, all of an event together. One that can never get there, since it is malformed or too
 * large, goes to the failure queue at the same time and holds up nothing. Every record ends in exactly one of three places:
 * Firehose, the failure queue, `failed`.
 *
 * @param textOf what Firehose gets for a record; throws for one that is malformed
 */
export async function deliverRecords(
    records: readonly DynamoDBRecord[],
    textOf: (record: DynamoDBRecord) => string,
    ports: DeliverPorts,
): Promise<DeliveryReport> {
    const fit: [record: DynamoDBRecord, line: Uint8Array][] = [];
    const unfit: [record: DynamoDBRecord, reason: string][] = [];
    for (const record of records) {
        try {
            fit.push([record, firehoseLine(textOf(record))]);
        } catch (error) {
            unfit.push([record, (error as Error).message]);
        }
    }
    const [{ undelivered, fills, retried }, unkept] = await Promise.all([
        deliverInBatches(
            fit.map(([, line]) => line),
            ports,
        ),
        ports.failureQueue.send(
            unfit.map(([record, reason]) => failedRecord(record, reason)),
            ports.remainingMs(),
        ),
    ]);
    const failed = new Map([
        ...fit.flatMap(([record], index) => entry(record, undelivered[index])),
        ...unfit.flatMap(([record], index) => entry(record, unkept[index], "The failure queue did not take it: ")),
    ]);
    return {
        failed,
        delivered: undelivered.filter((reason) => reason === undefined).length,
        unfit: unkept.filter((error) => error === undefined).length,
        retried,
        fills,
    };
}

function entry(record: DynamoDBRecord, reason: string | undefined, prefix = ""): [DynamoDBRecord, string][] {
    return reason === undefined ? [] : [[record, prefix + reason]];
}

function failedRecord(record: DynamoDBRecord, reason: string): FailedRecord {
    return {
        reason,
        sourceArn: record.eventSourceARN ?? "",
        sequenceNumber: record.dynamodb?.SequenceNumber ?? "",
        payload: record,
    };
}
