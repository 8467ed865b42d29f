import { kmsKeyAdmitsUsers } from "../../rules/kms/keyAdmitsUsers";
import { documentText } from "../../testing/documents";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { account, allow, both, deny, KEY, keyOf, PLACE, QUEUE, queue, ROLE, TOPIC, topic } from "../../testing/keys";

const GROUP = `arn:aws:logs:${PLACE}:log-group:orders`;
const logs = (arn: string) =>
    allow({ Service: "logs.eu-west-1.amazonaws.com" }, ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:Gen*"], {
        ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn },
    });
const group = subjectsOf("aws:cloudwatch/logGroup:LogGroup")(
    { kmsKeyId: KEY },
    { name: "logs", outputs: { arn: GROUP } },
);
const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm")({ alarmActions: [TOPIC] }, { name: "alarm" });
const notification = subjectsOf("aws:s3/bucketNotification:BucketNotification")(
    { bucket: "lake", queues: [{ queueArn: QUEUE, events: ["s3:ObjectCreated:*"] }] },
    { name: "uploads" },
);
const subscription = (props: Subject["props"]) =>
    subjectsOf("aws:sns/topicSubscription:TopicSubscription", { topic: TOPIC })(props, { name: "subscription" });
const target = (props: Subject["props"]) => subjectsOf("aws:cloudwatch/eventTarget:EventTarget")(props, { name: "t" });

describeRule(kmsKeyAdmitsUsers, {
    passes: {
        "the log groups of the account": [keyOf(account, logs(`arn:aws:logs:${PLACE}:log-group:*`)), group],
        "alarms to a topic": [keyOf(account, allow({ Service: "cloudwatch.amazonaws.com" })), topic, alarm],
        "an event's target that is reached by a role": [keyOf(account), queue(), target({ arn: QUEUE, roleArn: ROLE })],
        "a queue that SQS encrypts with its own key": [queue(""), notification],
    },
    violates: {
        "a denial of a service": [
            [
                keyOf(
                    account,
                    allow({ Service: "s3.amazonaws.com" }),
                    deny("kms:Decrypt", { Principal: { Service: "s3.amazonaws.com" } }),
                ),
                queue(),
                notification,
            ],
            "User::s3.amazonaws.com#kms:Decrypt",
        ],
        "log groups that the key's condition leaves out": [
            [keyOf(account, logs(`${GROUP}-2`)), group],
            ...["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey"].map(
                (action) => `User::logs.amazonaws.com#kms:${action}`,
            ),
        ],
        "a bucket's events": [[keyOf(account), queue(), notification], ...both("s3.amazonaws.com")],
        "a topic's messages": [
            [keyOf(account), queue(), subscription({ protocol: "sqs", endpoint: QUEUE })],
            ...both("sns.amazonaws.com"),
        ],
        "what a subscription gives up": [
            [
                keyOf(account),
                queue(),
                subscription({
                    protocol: "https",
                    endpoint: "https://example.com",
                    redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE }),
                }),
            ],
            ...both("sns.amazonaws.com"),
        ],
        "events, and what their target does not take": [
            [
                keyOf(account, allow({ Service: "events.amazonaws.com" }, "kms:Decrypt")),
                queue(),
                target({ arn: `arn:aws:lambda:${PLACE}:function:f`, deadLetterConfig: { arn: QUEUE } }),
            ],
            "User::events.amazonaws.com#kms:GenerateDataKey",
        ],
        "alarms to a topic with AWS's key": [
            [
                subjectsOf("aws:sns/topic:Topic")(
                    { kmsMasterKeyId: "alias/aws/sns" },
                    { name: "incidents", outputs: { arn: TOPIC } },
                ),
                alarm,
            ],
            ...both("cloudwatch.amazonaws.com"),
        ],
        "a service that the queue's policy lets in": [
            [
                keyOf(account),
                queue(),
                subjectsOf("aws:sqs/queuePolicy:QueuePolicy")(
                    {
                        queueUrl: "q",
                        policy: documentText({
                            Effect: "Allow",
                            Principal: { Service: "ses.amazonaws.com" },
                            Action: "sqs:SendMessage",
                            Resource: QUEUE,
                        }),
                    },
                    { name: "policy" },
                ),
            ],
            ...both("ses.amazonaws.com"),
        ],
        "a policy of its own, which replaces the key's": [
            [
                keyOf(account, allow({ Service: "cloudwatch.amazonaws.com" })),
                subjectsOf("aws:kms/keyPolicy:KeyPolicy")(
                    { keyId: "1", policy: documentText(account) },
                    { name: "policy" },
                ),
                topic,
                alarm,
            ],
            ...both("cloudwatch.amazonaws.com"),
        ],
    },
    missing: [[keyOf(account), topic, alarm], ...both("cloudwatch.amazonaws.com")],
    undecided: {
        "a key whose policy is not to be seen": [[topic, alarm], ...both("cloudwatch.amazonaws.com")],
        "an unknown target": [[subscription({ protocol: "sqs", endpoint: UNKNOWN })], "target"],
    },
});
