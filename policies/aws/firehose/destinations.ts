import type { Judge } from "../../framework/judge";
import { reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/resource";

/** Token of a delivery stream. */
export const DELIVERY_TYPE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** What destinations have in common, and the secrets of some. */
export interface Destination {
    readonly cloudwatchLoggingOptions?: { readonly enabled?: boolean };
    readonly errorOutputPrefix?: string;
    readonly s3BackupMode?: string;
    readonly s3Configuration?: { readonly errorOutputPrefix?: string };
    readonly [setting: string]: unknown;
}

const DESTINATIONS = [
    "extendedS3Configuration",
    "redshiftConfiguration",
    "elasticsearchConfiguration",
    "opensearchConfiguration",
    "opensearchserverlessConfiguration",
    "splunkConfiguration",
    "httpEndpointConfiguration",
    "snowflakeConfiguration",
    "icebergConfiguration",
] as const;

/** Judges each destination that a delivery stream has, at its path. One that is not known is undecided at its own path. */
export function judgeDestinations(
    { props }: ResourceView<any>,
    judge: Judge,
    each: (path: string, destination: Destination) => void,
): void {
    for (const path of DESTINATIONS) {
        const destination = judge.read(
            path,
            reading(() => (props as Record<string, Destination | undefined>)[path]),
        );
        if (destination !== undefined) each(path, destination);
    }
}
