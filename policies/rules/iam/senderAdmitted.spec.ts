import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf } from "../../testing/functions";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { iamSenderAdmitted } from "./senderAdmitted";

const QUEUE = arnOf("sqs", "work");
const TOPIC = arnOf("sns", "orders");
const FUNCTION = arnOf("lambda", "function:work");
const ALIAS = `${FUNCTION}:live`;
const RULE = arnOf("events", "rule/nightly");
const ALARM = arnOf("cloudwatch", "alarm:errors");
const ACCOUNT = "111122223333";

const allow = (service: string, Action: string, Resource: string, Condition?: object) => ({
    Effect: "Allow",
    Principal: { Service: service },
    Action,
    Resource,
    Condition,
});
const from = (arn: string) => ({ ArnLike: { "aws:SourceArn": arn } });
const queue = (props: Subject["props"] = {}) =>
    subjectsOf("aws:sqs/queue:Queue")(props, { name: "work", outputs: { arn: QUEUE, url: "https://work" } });
const queuePolicy = (...statements: readonly object[]) =>
    subjectsOf("aws:sqs/queuePolicy:QueuePolicy")(
        { queueUrl: "https://work", policy: documentText(...statements) },
        { name: "policy" },
    );
const topic = subjectsOf("aws:sns/topic:Topic")({}, { name: "orders", outputs: { arn: TOPIC } });
const topicPolicy = (...statements: readonly object[]) =>
    subjectsOf("aws:sns/topicPolicy:TopicPolicy")(
        { arn: TOPIC, policy: documentText(...statements) },
        { name: "policy" },
    );
const fn = subjectsOf("aws:lambda/function:Function")({}, { name: "work", outputs: { name: "work", arn: FUNCTION } });
const permission = (props: Subject["props"]) =>
    subjectsOf("aws:lambda/permission:Permission")(
        { action: "lambda:InvokeFunction", function: "work", qualifier: "live", ...props },
        { name: "permission" },
    );
const subscription = (props: Subject["props"] = {}) =>
    subjectsOf("aws:sns/topicSubscription:TopicSubscription")(
        { topic: TOPIC, protocol: "sqs", endpoint: QUEUE, ...props },
        { name: "subscription" },
    );
const bucketNotification = (props: Subject["props"]) =>
    subjectsOf("aws:s3/bucketNotification:BucketNotification")({ bucket: "lake", ...props }, { name: "notification" });
const eventTarget = (props: Subject["props"]) => [
    subjectsOf("aws:cloudwatch/eventRule:EventRule")({}, { name: "rule", outputs: { name: "nightly", arn: RULE } }),
    subjectsOf("aws:cloudwatch/eventTarget:EventTarget")({ rule: "nightly", ...props }, { name: "target" }),
];
const alarm = (...alarmActions: readonly unknown[]) =>
    subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm")({ alarmActions }, { name: "alarm", outputs: { arn: ALARM } });
const send = `Receiver::sqs:SendMessage#work`;
const publish = `Receiver::sns:Publish#orders`;
const invoke = `Receiver::lambda:InvokeFunction#work`;

describeRule(iamSenderAdmitted, {
    passes: {
        "a topic that sends to a queue": [
            subscription(),
            queue(),
            queuePolicy(allow("sns.amazonaws.com", "sqs:SendMessage", QUEUE, from(TOPIC))),
        ],
        "a policy in the queue itself, for all that the account's services send": [
            subscription(),
            queue({
                policy: documentText(
                    allow("sns.amazonaws.com", "sqs:*", "*", { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
                ),
            }),
        ],
        "a bucket that tells a queue, a topic and a function": [
            bucketNotification({
                queues: [{ queueArn: QUEUE }],
                topics: [{ topicArn: TOPIC }],
                lambdaFunctions: [{ lambdaFunctionArn: ALIAS }],
            }),
            queue(),
            topic,
            fn,
            queuePolicy(allow("s3.amazonaws.com", "sqs:SendMessage", QUEUE, from("arn:aws:s3:::lake"))),
            topicPolicy(
                allow("s3.amazonaws.com", "sns:Publish", TOPIC, {
                    ...from("arn:aws:s3:::lake"),
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                }),
            ),
            permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::lake", sourceAccount: ACCOUNT }),
        ],
        "a rule of events with a role of its own": eventTarget({ arn: QUEUE, roleArn: "arn:role" }),
        "a rule of events with a role that is still to be made": eventTarget({ arn: QUEUE, roleArn: UNKNOWN }),
        "a rule of events and its dead letters": [
            ...eventTarget({ arn: ALIAS, deadLetterConfig: { arn: QUEUE } }),
            fn,
            queue(),
            permission({ principal: "events.amazonaws.com", sourceArn: RULE }),
            queuePolicy(allow("events.amazonaws.com", "sqs:SendMessage", QUEUE, from(RULE))),
        ],
        "an alarm, by the policy that topics have by default, and by one of its own": [
            alarm(TOPIC),
            topic,
            subjectsOf("aws:sns/topic:Topic")({}, { name: "second", outputs: { arn: arnOf("sns", "second") } }),
            { ...alarm(arnOf("sns", "second")), name: "alarm-2" },
            subjectsOf("aws:sns/topicPolicy:TopicPolicy")(
                {
                    arn: arnOf("sns", "second"),
                    policy: documentText(
                        allow("cloudwatch.amazonaws.com", "sns:Publish", arnOf("sns", "second"), {
                            StringEquals: { "aws:SourceAccount": ACCOUNT },
                            ...from(arnOf("cloudwatch", "alarm:*")),
                        }),
                    ),
                },
                { name: "second" },
            ),
        ],
        "other actions of alarms, and other protocols": [
            alarm(arnOf("autoscaling", "scalingPolicy:1")),
            subscription({ protocol: "email", endpoint: "on-call@example.com" }),
        ],
        "triggers, rotation, mail and logs of functions": [
            subjectsOf("aws:cognito/userPool:UserPool")(
                {
                    lambdaConfig: {
                        preSignUp: FUNCTION,
                        customEmailSender: { lambdaArn: FUNCTION, lambdaVersion: "V1_0" },
                    },
                },
                { name: "pool", outputs: { arn: arnOf("cognito-idp", "userpool/1") } },
            ),
            subjectsOf("aws:secretsmanager/secretRotation:SecretRotation")({ rotationLambdaArn: FUNCTION }),
            subjectsOf("aws:ses/receiptRule:ReceiptRule")(
                { lambdaActions: [{ functionArn: FUNCTION }] },
                { outputs: { arn: arnOf("ses", "receipt-rule-set/a:receipt-rule/b") } },
            ),
            subjectsOf("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")({ destinationArn: FUNCTION }),
            fn,
            ...["cognito-idp", "secretsmanager", "ses", "logs.eu-west-1"].map((service) => ({
                ...permission({ principal: `${service}.amazonaws.com`, qualifier: undefined, function: FUNCTION }),
                name: service,
            })),
        ],
    },
    violates: {
        "a queue without a policy": [[subscription(), queue()], send],
        "a policy for another topic": [
            [
                subscription(),
                queue(),
                queuePolicy(allow("sns.amazonaws.com", "sqs:SendMessage", QUEUE, from(`${TOPIC}-2`))),
            ],
            send,
        ],
        "a policy for another account": [
            [
                subscription(),
                queue(),
                queuePolicy(
                    allow("sns.amazonaws.com", "sqs:SendMessage", QUEUE, {
                        StringEquals: { "aws:SourceAccount": "999999999999" },
                    }),
                ),
            ],
            send,
        ],
        "a policy of another queue": [
            [
                subscription(),
                queue(),
                queuePolicy(allow("sns.amazonaws.com", "sqs:SendMessage", arnOf("sqs", "other"))),
            ],
            send,
        ],
        "another action, and another service": [
            [
                subscription(),
                queue(),
                queuePolicy(
                    allow("sns.amazonaws.com", "sqs:ReceiveMessage", QUEUE),
                    allow("events.amazonaws.com", "sqs:SendMessage", QUEUE),
                ),
            ],
            send,
        ],
        "a denial": [
            [
                subscription(),
                queue(),
                queuePolicy(allow("sns.amazonaws.com", "sqs:SendMessage", QUEUE), {
                    ...allow("sns.amazonaws.com", "sqs:*", "*"),
                    Effect: "Deny",
                }),
            ],
            send,
        ],
        "a policy that is no policy": [[subscription(), queue({ policy: "{" })], "Document::policy", send],
        "a rule of events to a topic that only has the default policy": [
            [...eventTarget({ arn: TOPIC }), topic],
            publish,
        ],
        "an alarm on a topic whose policy is about others": [
            [alarm(TOPIC), topic, topicPolicy(allow("events.amazonaws.com", "sns:Publish", TOPIC))],
            publish,
        ],
        "a permission on the function in place of the alias that is called": [
            [
                ...eventTarget({ arn: ALIAS }),
                fn,
                permission({ principal: "events.amazonaws.com", qualifier: undefined }),
            ],
            invoke,
        ],
        "a permission for another rule": [
            [
                ...eventTarget({ arn: ALIAS }),
                fn,
                permission({ principal: "events.amazonaws.com", sourceArn: `${RULE}-2` }),
            ],
            invoke,
        ],
        "dead letters of a subscription": [
            [
                subscription({
                    protocol: "https",
                    endpoint: "https://example.com",
                    redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE }),
                }),
                queue(),
            ],
            send,
        ],
    },
    missing: [[bucketNotification({ lambdaFunctions: [{ lambdaFunctionArn: FUNCTION }] }), fn], invoke],
    undecided: {
        "an unknown receiver": [[subscription({ endpoint: UNKNOWN })], "Receiver"],
        "an unknown policy": [[subscription(), queue({ policy: UNKNOWN })], send],
        "a receiver that is not to be seen": [[alarm(TOPIC)], publish],
        "a permission of a service that is not known": [
            [...eventTarget({ arn: ALIAS }), fn, permission({ principal: UNKNOWN })],
            invoke,
        ],
        "a permission of a function that is not known": [
            [...eventTarget({ arn: ALIAS }), fn, permission({ principal: "events.amazonaws.com", function: UNKNOWN })],
            invoke,
        ],
    },
});
