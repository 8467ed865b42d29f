import { randomUUID } from "node:crypto";
import type { StreamMapping } from "./mapping";
import type { Condition } from "./pieces";
import type { StreamRecord } from "./source";

/** The invocation after which records were given up; undefined when there was none. */
export interface LastInvocation {
    readonly requestId: string;
    readonly executedVersion: string;
    readonly error: boolean;
}

/** Records given up together. */
export interface Discarded {
    readonly records: readonly StreamRecord[];
    readonly condition: Condition;
    readonly invocations: number;
    readonly last: LastInvocation | undefined;
}

/**
 * The document that Lambda sends to a queue or a topic when it gives up records of a stream: about them, without them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failureDocument(mapping: StreamMapping, shardId: string, discarded: Discarded, now: Date) {
    const { records, condition, invocations, last } = discarded;
    const [first, final] = [records[0], records.at(-1)!];
    const info = {
        shardId,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: final.sequenceNumber,
        approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
        approximateArrivalOfLastRecord: new Date(final.arrivedAt).toISOString(),
        batchSize: records.length,
        streamArn: mapping.eventSourceArn,
    };
    return {
        requestContext: {
            requestId: last?.requestId ?? randomUUID(),
            functionArn: mapping.functionArn,
            condition,
            approximateInvokeCount: invocations,
        },
        ...(last === undefined
            ? {}
            : {
                  responseContext: {
                      statusCode: 200,
                      executedVersion: last.executedVersion,
                      functionError: last.error ? "Unhandled" : null,
                  },
              }),
        version: "1.0",
        timestamp: now.toISOString(),
        ...(mapping.eventSourceArn.split(":")[2] === "kinesis"
            ? { KinesisBatchInfo: info }
            : { DDBStreamBatchInfo: info }),
    };
}

/** Where the document goes in a bucket, which gets the records too. */
export function failureKey(mapping: StreamMapping, shardId: string, now: Date): string {
    const [date, time] = now.toISOString().slice(0, 19).split("T") as [string, string];
    const folder = date.replaceAll("-", "/");
    return `aws/lambda/${mapping.uuid}/${shardId}/${folder}/${date}T${time.replaceAll(":", ".")}-${randomUUID()}`;
}
