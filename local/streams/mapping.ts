/** Where a mapping begins to read a stream it has not read before. */
type StartingPosition = "TRIM_HORIZON" | "LATEST" | "AT_TIMESTAMP";

/**
 * An event source mapping of a Kinesis or DynamoDB stream, as the environment's own poller reads it from
 * `<registry directory>/<uuid>.json`. Names and defaults are those of Lambda's `CreateEventSourceMapping`, in camelCase. The
 * defaults are already filled in. The same mapping exists in the emulator, disabled.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export interface StreamMapping {
    readonly uuid: string;
    /** ARN of the Kinesis stream, or of the DynamoDB table's stream. */
    readonly eventSourceArn: string;
    /** ARN of the function, with the alias or version if the program named one. */
    readonly functionArn: string;
    /** Whether the program wants the mapping to run. */
    readonly enabled: boolean;
    /** When the mapping was made, ISO 8601: the moment that `LATEST` means. */
    readonly createdAt: string;
    readonly startingPosition: StartingPosition;
    /** ISO 8601, with `AT_TIMESTAMP` only. */
    readonly startingPositionTimestamp?: string;
    /** Most records in one invocation. */
    readonly batchSize: number;
    /** How long to wait for a full batch; 0 invokes at once. */
    readonly maximumBatchingWindowInSeconds: number;
    /** Split a batch that failed in two and retry each half. */
    readonly bisectBatchOnFunctionError: boolean;
    /** Retries after the first attempt; -1 means until the record expires. */
    readonly maximumRetryAttempts: number;
    /** Older records are given up; -1 means never. */
    readonly maximumRecordAgeInSeconds: number;
    /** Concurrent batches per shard. */
    readonly parallelizationFactor: number;
    /** 0 for none. */
    readonly tumblingWindowInSeconds: number;
    /** ARN of the SQS queue, SNS topic or bucket told of batches that were given up. */
    readonly destinationArn?: string;
    /** The function answers with `batchItemFailures`. */
    readonly reportBatchItemFailures: boolean;
    /** JSON event patterns; a record passes when any matches. None lets every record pass. */
    readonly filterPatterns: readonly string[];
}
