import { z } from "zod";

export const handoverSchema = z.object({
    stream: z.object({ name: z.string(), arn: z.string(), version: z.string() }).readonly(),
    region: z.string(),
    /** The S3 destination as it stood in the API call that made it. */
    destination: z.custom<S3Destination>((value) => z.looseObject({ BucketARN: z.string() }).safeParse(value).success),
    /** Milliseconds since 1970. */
    arrivedAt: z.number(),
    records: z.array(z.object({ id: z.string(), /** In base64. */ data: z.string() }).readonly()).readonly(),
});

/** What one call handed to a Firehose stream, as the emulator leaves it in the deliveries folder. */
export type Handover = Readonly<z.infer<typeof handoverSchema>>;

/**
 * The part of an S3 destination that decides over delivery.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html
 */
export interface S3Destination {
    readonly BucketARN: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly FileExtension?: string;
    readonly CustomTimeZone?: string;
    readonly CompressionFormat?: string;
    readonly BufferingHints?: { readonly SizeInMBs?: number; readonly IntervalInSeconds?: number };
    readonly ProcessingConfiguration?: { readonly Enabled?: boolean; readonly Processors?: readonly Processor[] };
    readonly DynamicPartitioningConfiguration?: { readonly Enabled?: boolean };
}

interface Processor {
    readonly Type: string;
    readonly Parameters?: readonly { readonly ParameterName: string; readonly ParameterValue: string }[];
}

/** When a buffer is due: at a size in bytes or an age in milliseconds, whichever comes first. */
export interface Limits {
    readonly bytes: number;
    readonly milliseconds: number;
}

/** How a stream's records are transformed. */
export interface Transform {
    readonly functionArn: string;
    readonly retries: number;
    readonly limits: Limits;
}

const mebibyte = 1024 * 1024;

/** The transforming function, if the destination has one. */
export function transformOf({ ProcessingConfiguration: processing }: S3Destination): Transform | undefined {
    const parameters = parametersOf(processing, "Lambda");
    const functionArn = parameters?.get("LambdaArn");
    if (functionArn === undefined) return undefined;
    return {
        functionArn,
        retries: Number(parameters!.get("NumberOfRetries") ?? 3),
        limits: {
            bytes: Number(parameters!.get("BufferSizeInMBs") ?? 1) * mebibyte,
            milliseconds: Number(parameters!.get("BufferIntervalInSeconds") ?? 60) * 1_000,
        },
    };
}

/** What is put behind each record; empty unless the destination says so. */
export function delimiterOf({ ProcessingConfiguration: processing }: S3Destination): string {
    const parameters = parametersOf(processing, "AppendDelimiterToRecord");
    return parameters === undefined ? "" : (parameters.get("Delimiter") ?? "\\n").replaceAll("\\n", "\n");
}

/** When an object is due. */
export function limitsOf({ BufferingHints: hints }: S3Destination): Limits {
    return {
        bytes: (hints?.SizeInMBs ?? 5) * mebibyte,
        milliseconds: (hints?.IntervalInSeconds ?? 300) * 1_000,
    };
}

function parametersOf(
    processing: S3Destination["ProcessingConfiguration"],
    type: string,
): Map<string, string> | undefined {
    const processor =
        processing?.Enabled === true ? processing.Processors?.find(({ Type }) => Type === type) : undefined;
    return (
        processor &&
        new Map(processor.Parameters?.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]))
    );
}
