import { deliverInBatches, type BatcherPorts } from "./batcher";
import type { FailedRecord, FailureQueue } from "./failureQueue";
import { FIREHOSE_CALL, firehoseLine } from "./firehoseRecord";

/** What {@link deliverRecords} needs of the world. */
export interface DeliverPorts extends BatcherPorts<Uint8Array> {
    readonly failureQueue: FailureQueue;
}

/** How records of a stream are read. */
export interface StreamReader<R> {
    /** What Firehose gets for a record; throws for one that is malformed. */
    readonly textOf: (record: R) => string;
    /** Where the record is from. */
    readonly originOf: (record: R) => Pick<FailedRecord, "sourceArn" | "sequenceNumber">;
}

/** What became of the records of one event. */
export interface DeliveryReport<R> {
    /** Records that must come again, with the reason. */
    readonly failed: ReadonlyMap<R, string>;
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
 */
export async function deliverRecords<R>(
    records: readonly R[],
    { textOf, originOf }: StreamReader<R>,
    ports: DeliverPorts,
): Promise<DeliveryReport<R>> {
    const fit: [record: R, line: Uint8Array][] = [];
    const unfit: [record: R, reason: string][] = [];
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
            FIREHOSE_CALL,
            ports,
        ),
        ports.failureQueue.send(
            unfit.map(([record, reason]) => ({ reason, ...originOf(record), payload: record })),
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

function entry<R>(record: R, reason: string | undefined, prefix = ""): [R, string][] {
    return reason === undefined ? [] : [[record, prefix + reason]];
}
