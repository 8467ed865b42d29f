import type * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";
import { requireWhole } from "../shared/wholeNumber";

/** Kinesis keeps records for up to a year. */
const MAX_LAG_MINUTES = 365 * 24 * 60;

/** Arguments for {@link StreamAlarms}. */
export interface StreamAlarmsArgs extends Alerting {
    readonly streamName: pulumi.Input<string>;
    /** Minutes that the slowest reader may be behind. */
    readonly lagMinutes: number;
}

/**
 * Tells when a Kinesis stream is read too late or refuses records. While nobody reads it there is nothing to be late
 * (https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html).
 *
 * Creates: the alarms `<name>-late` and `<name>-throttled`.
 *
 * @example
 * new StreamAlarms("clickstream", { streamName: clickstream.name, lagMinutes: 5, topicArn });
 */
export class StreamAlarms extends ResourceAlarms {
    constructor(name: string, args: StreamAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { lagMinutes } = args;
        requireWhole(`StreamAlarms '${name}'`, "lagMinutes", lagMinutes, 1, MAX_LAG_MINUTES);
        super(
            "StreamAlarms",
            name,
            args,
            { namespace: "AWS/Kinesis", dimensions: { StreamName: args.streamName } },
            [
                {
                    problem: "late",
                    metricName: "GetRecords.IteratorAgeMilliseconds",
                    statistic: "Maximum",
                    threshold: lagMinutes * 60_000,
                    // The lag has waited already, and who fails writes an age only now and then.
                    afterMinutes: 1,
                    description: `A reader of stream '${name}' is more than ${lagMinutes} min behind, and the stream forgets. Look at its readers' errors, then at their capacity.`,
                },
                {
                    problem: "throttled",
                    metricName: "WriteProvisionedThroughputExceeded",
                    statistic: "Sum",
                    threshold: 0,
                    description: `Stream '${name}' refuses records: more than it has grown to, or too many under one partition key. Look at the metrics of its shards.`,
                },
            ],
            opts,
        );
    }
}
