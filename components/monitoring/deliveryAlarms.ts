import * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";
import { requireWhole } from "../shared/wholeNumber";

/** Firehose gives up what it could not deliver into S3 for a day (https://docs.aws.amazon.com/firehose/latest/dev/retry.html). */
const MAX_LAG_MINUTES = 24 * 60;

/** Firehose writes its metrics that often, other services each minute. */
const PERIOD_MINUTES = 5;

/** Arguments for {@link DeliveryAlarms}. */
export interface DeliveryAlarmsArgs extends Alerting {
    /** Name of the Firehose stream into S3. */
    readonly deliveryName: pulumi.Input<string>;
    /** Seconds for which the stream buffers: before the transform, and again before it writes. */
    readonly bufferSeconds: pulumi.Input<number>;
    /** Minutes that a record may take beyond both buffers, 1 to 1440. */
    readonly lagMinutes: number;
}

/**
 * Tells when a Firehose stream does not get its records into S3, or refuses them
 * (https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html).
 *
 * Creates: the alarms `<name>-late`, `<name>-blocked` and `<name>-throttled`.
 *
 * @example
 * new DeliveryAlarms("order-changes", { deliveryName: delivery.name, bufferSeconds: 300, lagMinutes: 5, topicArn });
 */
export class DeliveryAlarms extends ResourceAlarms {
    constructor(name: string, args: DeliveryAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { lagMinutes } = args;
        requireWhole(`DeliveryAlarms '${name}'`, "lagMinutes", lagMinutes, 1, MAX_LAG_MINUTES);
        super(
            "DeliveryAlarms",
            name,
            args,
            { namespace: "AWS/Firehose", dimensions: { DeliveryStreamName: args.deliveryName } },
            [
                {
                    problem: "late",
                    periodMinutes: PERIOD_MINUTES,
                    metricName: "DeliveryToS3.DataFreshness",
                    statistic: "Maximum",
                    // In seconds, unlike the age of a stream's records.
                    threshold: pulumi.output(args.bufferSeconds).apply((buffer) => 2 * buffer + lagMinutes * 60),
                    afterMinutes: 1,
                    description: `Records of '${name}' wait longer than their buffers and ${lagMinutes} min; after a day they are given up. Read the stream's error log: bucket, key and role, then the transform.`,
                },
                {
                    problem: "blocked",
                    periodMinutes: PERIOD_MINUTES,
                    // While nothing is delivered at all, Firehose tells no age: nothing would be late.
                    metricName: "DeliveryToS3.Success",
                    // The share of writes that succeed; single ones may fail, and are made again.
                    statistic: "Maximum",
                    threshold: 1,
                    problemIs: "below",
                    description: `Firehose stream '${name}' cannot write into its bucket; after a day it gives up. Read its error log, then look at bucket, key and role.`,
                },
                {
                    problem: "throttled",
                    periodMinutes: PERIOD_MINUTES,
                    metricName: "ThrottledRecords",
                    statistic: "Sum",
                    threshold: 0,
                    description: `Firehose stream '${name}' refuses records, which their senders try again. Ask AWS for a higher quota of the stream.`,
                },
            ],
            opts,
        );
    }
}
