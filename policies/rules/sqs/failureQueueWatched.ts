import { ALARM_TYPES, isWatched } from "../../aws/cloudwatch/alarms";
import { FAILING_TYPES, failureTarget } from "../../aws/sqs/failureTargets";
import { isKnown } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const QUEUE_TYPE = "aws:sqs/queue:Queue";

/** Metrics by which something in the queue shows. */
const METRICS = ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage", "NumberOfMessagesReceived"];

/** What lies in a failure queue is a loss that has been put off: unless somebody is told, it becomes one after 14 days at most. */
export const sqsFailureQueueWatched = defineRule({
    id: "sqs-failure-queue-watched",
    displayName: "Dead-letter queues have a CloudWatch alarm with an action",
    description: "Every queue that gets what failed has an alarm with an action on its messages.",
    severity: "medium",
    level: "advisory",
    tags: ["sqs", "operations", "resilience"],
    frameworks: [wellArchitected("OPS08-BP04"), serverlessLens("REL 2")],
    remediationSteps: "Add an alarm on ApproximateNumberOfMessagesVisible of the queue, with alarmActions.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
    examples: ["aws.cloudwatch.MetricAlarm dead-letters", "FailureQueueAlarms"],
    types: [...FAILING_TYPES, ...ALARM_TYPES],
    environment(environment, judgeOf) {
        const targets = environment.ofType(...FAILING_TYPES).flatMap((sender) => {
            const arn = failureTarget(sender)?.arn;
            // A policy that cannot be read is its own resource's fault, and not that of each queue it may name.
            if (arn?.known !== false || arn.problem === undefined) return arn ?? [];
            judgeOf(sender).read("redrivePolicy", arn);
            return [];
        });
        const known = new Set(targets.filter(isKnown).map(({ value }) => value));
        const unknown = targets.filter((target) => !target.known);
        for (const queue of environment.ofType(QUEUE_TYPE)) {
            const judge = judgeOf(queue);
            judge.decide("alarm", () => {
                const arn = queue.outputs.arn as string;
                if (!known.has(arn)) {
                    unknown.forEach((target) => judge.read("alarm", target));
                    return undefined;
                }
                const watched = judge.read(
                    "alarm",
                    isWatched(environment, {
                        namespace: "AWS/SQS",
                        dimension: "QueueName",
                        value: queue.outputs.name as string,
                        metrics: METRICS,
                    }),
                );
                return watched === false ? `No alarm with an action watches failure queue '${queue.name}'.` : undefined;
            });
        }
    },
});
