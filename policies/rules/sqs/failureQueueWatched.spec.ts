import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sqsFailureQueueWatched } from "./failureQueueWatched";

const ARN = "arn:aws:sqs:eu-west-1:111122223333:failed-1";
const failed = subjectsOf("aws:sqs/queue:Queue")({}, { name: "failed", outputs: { name: "failed-1", arn: ARN } });
const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "failed-1" },
    alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
});
const sources = {
    "a function": subjectsOf("aws:lambda/function:Function")({ deadLetterConfig: { targetArn: ARN } }),
    "asynchronous invocations": subjectsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")({
        destinationConfig: { onFailure: { destination: ARN } },
    }),
    "an event source": subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping")({
        destinationConfig: { onFailure: { destinationArn: ARN } },
    }),
    "another queue": subjectsOf("aws:sqs/queue:Queue")(
        { redrivePolicy: JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 3 }) },
        { name: "orders", outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders-1" } },
    ),
    "a queue's own redrive policy": subjectsOf("aws:sqs/redrivePolicy:RedrivePolicy")({
        redrivePolicy: { deadLetterTargetArn: ARN },
    }),
    "a subscription": subjectsOf("aws:sns/topicSubscription:TopicSubscription")({
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: ARN }),
    }),
    "an event's target": subjectsOf("aws:cloudwatch/eventTarget:EventTarget")({ deadLetterConfig: { arn: ARN } }),
    "a pipe": subjectsOf("aws:pipes/pipe:Pipe")({
        sourceParameters: { dynamodbStreamParameters: { deadLetterConfig: { arn: ARN } } },
    }),
    "a schedule": subjectsOf("aws:scheduler/schedule:Schedule")({ target: { deadLetterConfig: { arn: ARN } } }),
};
const mapping = sources["an event source"];

describeRule(sqsFailureQueueWatched, {
    passes: {
        "a queue that gets no failures": failed,
        "a failure queue with an alarm": [failed, mapping, alarm({})],
        "queues whose redrive policy is empty": [
            failed,
            subjectsOf("aws:sqs/redrivePolicy:RedrivePolicy")({ redrivePolicy: "" }, { name: "empty" }),
        ],
    },
    violates: {
        ...Object.fromEntries(
            Object.entries(sources).map(([name, source]) => [
                `a queue for the failures of ${name}`,
                [[failed, source], "alarm"],
            ]),
        ),
        "a redrive policy that is no JSON": [
            [failed, subjectsOf("aws:sqs/redrivePolicy:RedrivePolicy")({ redrivePolicy: "{" }, { name: "cut" })],
            "redrivePolicy",
        ],
        "an alarm on how much is sent": [[failed, mapping, alarm({ metricName: "NumberOfMessagesSent" })], "alarm"],
    },
    missing: [[failed, mapping], "alarm"],
    undecided: {
        "a source whose target is not known": [
            [failed, subjectsOf("aws:lambda/function:Function")({ deadLetterConfig: { targetArn: UNKNOWN } })],
            "alarm",
        ],
    },
});
