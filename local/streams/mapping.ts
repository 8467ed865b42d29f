import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { asidesOf, readJson } from "../shared/json";

/** Of the files in the registry. */
export const streamMappingSchema = z.object({
    uuid: z.string(),
    /** ARN of the Kinesis stream, or of the DynamoDB table's stream. */
    eventSourceArn: z.string(),
    /** ARN of the function, with the alias or version if the program named one. */
    functionArn: z.string(),
    /** Whether the program wants the mapping to run. */
    enabled: z.boolean(),
    /** When the mapping was made, ISO 8601: the moment that `LATEST` means. */
    createdAt: z.string(),
    /** Where it begins to read a stream it has not read before. */
    startingPosition: z.enum(["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]),
    /** ISO 8601, with `AT_TIMESTAMP` only. */
    startingPositionTimestamp: z.string().optional(),
    /** Most records in one invocation. */
    batchSize: z.number(),
    /** How long to wait for a full batch; 0 invokes at once. */
    maximumBatchingWindowInSeconds: z.number(),
    /** Split a batch that failed in two and retry each half. */
    bisectBatchOnFunctionError: z.boolean(),
    /** Retries after the first attempt; -1 means until the record expires. */
    maximumRetryAttempts: z.number(),
    /** Older records are given up; -1 means never. */
    maximumRecordAgeInSeconds: z.number(),
    /** Concurrent batches per shard. */
    parallelizationFactor: z.number(),
    /** 0 for none. */
    tumblingWindowInSeconds: z.number(),
    /** ARN of the SQS queue, SNS topic or bucket told of batches that were given up. */
    destinationArn: z.string().optional(),
    /** The function answers with `batchItemFailures`. */
    reportBatchItemFailures: z.boolean(),
    /** JSON event patterns; a record passes when any matches. None lets every record pass. */
    filterPatterns: z.array(z.string()).readonly(),
});

/**
 * An event source mapping of a Kinesis or DynamoDB stream, as the environment's own poller reads it from
 * `<registry directory>/<uuid>.json`. Names and defaults are those of Lambda's `CreateEventSourceMapping`, in camelCase. The
 * defaults are already filled in. The same mapping exists in the emulator, disabled.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export type StreamMapping = Readonly<z.infer<typeof streamMappingSchema>>;

/**
 * Whether the registry has lost a mapping to damage: the program knows it, and makes it again once a refresh has told that it is
 * gone.
 */
export function lacksMappings(registry: string, tell: (message: string) => void): boolean {
    if (!existsSync(registry)) return false;
    const names = readdirSync(registry).map((name) => name.slice(0, name.indexOf(".json") + ".json".length));
    const files = [...new Set(names)].filter((name) => name !== "").map((name) => join(registry, name));
    return (
        files.filter((file) => readJson(file, streamMappingSchema, tell) === undefined && asidesOf(file).length > 0)
            .length > 0
    );
}
