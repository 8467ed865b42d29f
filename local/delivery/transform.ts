/** A record on its way through a transforming function. */
export interface Incoming {
    readonly id: string;
    readonly data: Buffer;
    /** Milliseconds since 1970. */
    readonly arrivedAt: number;
}

/** A record that goes into an object. */
interface Transformed {
    readonly data: Buffer;
    readonly partitionKeys?: Readonly<Record<string, string | number>>;
}

/** A record that goes to the error prefix, in the words of Firehose's error documents. */
export interface Failed {
    readonly errorCode: string;
    readonly errorMessage: string;
}

/** What became of one record; dropped ones are neither. */
export type Verdict = { readonly transformed: Transformed } | { readonly failed: Failed } | "dropped";

const malformed: Failed = {
    errorCode: "Lambda.JsonProcessingException",
    errorMessage:
        "Error parsing returned records from the Lambda function. Ensure that the returned records follow the status " +
        "model required by Kinesis Data Firehose.",
};

/**
 * What a transforming function's answer says of each record, in the records' order.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html
 */
export function verdictsOf(records: readonly Incoming[], answer: unknown): readonly Verdict[] {
    const returned = (answer as { records?: unknown } | null)?.records;
    if (!Array.isArray(returned)) return records.map(() => ({ failed: malformed }));
    const byId = new Map<unknown, Returned>();
    for (const each of returned as (Returned | null)[]) byId.set(each?.recordId, each ?? {});
    return records.map(({ id }) => {
        const found = byId.get(id);
        if (found === undefined) {
            return {
                failed: {
                    errorCode: "Lambda.MissingRecordId",
                    errorMessage:
                        "One or more record Ids were not returned. Ensure that the Lambda function returns all received " +
                        "record Ids.",
                },
            };
        }
        if (found.result === "Dropped") return "dropped";
        if (found.result === "ProcessingFailed") {
            return {
                failed: {
                    errorCode: "Lambda.ProcessingFailedStatus",
                    errorMessage: "ProcessingFailed status set for record",
                },
            };
        }
        if (found.result !== "Ok" || typeof found.data !== "string") return { failed: malformed };
        const partitionKeys = found.metadata?.partitionKeys;
        return { transformed: { data: Buffer.from(found.data, "base64"), ...(partitionKeys && { partitionKeys }) } };
    });
}

interface Returned {
    readonly recordId?: string;
    readonly result?: string;
    readonly data?: unknown;
    readonly metadata?: { readonly partitionKeys?: Readonly<Record<string, string | number>> };
}

/** The line that an error object has for a record. */
export function errorLine(
    record: Incoming,
    failed: Failed,
    attemptsMade: number,
    lambdaArn: string | undefined,
    now: number,
): string {
    return `${JSON.stringify({
        attemptsMade,
        arrivalTimestamp: record.arrivedAt,
        errorCode: failed.errorCode,
        errorMessage: failed.errorMessage,
        attemptEndingTimestamp: now,
        rawData: record.data.toString("base64"),
        ...(lambdaArn === undefined ? {} : { lambdaArn }),
    })}\n`;
}
