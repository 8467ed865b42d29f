import type * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";

/** Arguments for {@link FailureQueueAlarms}. */
export interface FailureQueueAlarmsArgs extends Pick<Alerting, "topicArn" | "transform"> {
    readonly queueName: pulumi.Input<string>;
}

/**
 * Tells as soon as something lies in a queue for failures: nothing takes it out by itself
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
 *
 * Creates: the alarm `<name>-filled`.
 *
 * @example
 * new FailureQueueAlarms("failures", { queueName: failures.queueName, topicArn });
 */
export class FailureQueueAlarms extends ResourceAlarms {
    constructor(name: string, args: FailureQueueAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "FailureQueueAlarms",
            name,
            args,
            { namespace: "AWS/SQS", dimensions: { QueueName: args.queueName } },
            [
                {
                    problem: "filled",
                    metricName: "ApproximateNumberOfMessagesVisible",
                    statistic: "Maximum",
                    threshold: 0,
                    // One that was emptied is over at once, too.
                    windowMinutes: 1,
                    // SQS falls silent about a queue that nobody touched for six hours, whatever lies in it.
                    missingData: "ignore",
                    description: `Something failed for good and lies in queue '${name}', for 14 days. Read it, mend the cause, send it again, delete it.`,
                },
            ],
            opts,
        );
    }
}
