import assert from "node:assert/strict";
import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { arnOf } from "../../testing/functions";
import { run, UNKNOWN } from "../../testing/harness";
import {
    ACCOUNT,
    BUCKET,
    FUNCTION,
    QUEUE,
    RULE,
    TOPIC,
    alarm,
    allow,
    bucket,
    fn,
    made,
    notification,
    onlyTls,
    ownerOfTopic,
    permits,
    queue,
    queuePolicy,
    rule,
    subscription,
    target,
    topic,
    topicPolicy,
    describeDelivered,
    violationsIn,
} from "../../testing/senderPrograms";

describe("iam-sender-admitted, on programs that AWS delivers for", () => {
    describeDelivered({
        "a topic to a queue": [
            topic,
            queue,
            subscription("sqs", QUEUE, { rawMessageDelivery: true }),
            queuePolicy(
                allow("sns", "sqs:SendMessage", QUEUE, { ArnEquals: { "aws:SourceArn": TOPIC } }),
                onlyTls(QUEUE),
            ),
        ],
        "a topic to a queue for everybody of the organization, but for other topics": [
            topic,
            queue,
            subscription("sqs", QUEUE),
            queuePolicy(allow("*", "SQS:SendMessage", QUEUE, { StringEquals: { "aws:PrincipalOrgID": "o-1" } }), {
                ...allow("*", "sqs:*", QUEUE, {
                    ArnNotEquals: { "aws:SourceArn": TOPIC },
                    StringNotEquals: { "aws:PrincipalOrgID": "o-1" },
                }),
                Effect: "Deny",
            }),
        ],
        "another account's topic to a queue": [
            queue,
            subscription("sqs", QUEUE, { topic: TOPIC.replace(ACCOUNT, "999999999999") }),
            queuePolicy(
                allow("sns", "sqs:SendMessage", QUEUE, { StringEquals: { "aws:SourceAccount": "999999999999" } }),
            ),
        ],
        "a topic to a function and its failure queue": [
            topic,
            fn,
            queue,
            subscription("lambda", FUNCTION, { redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE }) }),
            permits("sns", { sourceArn: TOPIC }),
            queuePolicy(allow("sns", "sqs:SendMessage", QUEUE, { ArnLike: { "aws:SourceArn": TOPIC } })),
        ],
        "a bucket to a function": [
            bucket,
            fn,
            notification({ lambdaFunctions: [{ lambdaFunctionArn: FUNCTION, events: ["s3:ObjectCreated:*"] }] }),
            permits("s3", { sourceArn: BUCKET, sourceAccount: ACCOUNT }),
        ],
        "a bucket to a queue": [
            bucket,
            queue,
            notification({ queues: [{ queueArn: QUEUE, events: ["s3:ObjectCreated:*"] }] }),
            queuePolicy(
                allow("s3", "sqs:SendMessage", QUEUE, {
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                    ArnLike: { "aws:SourceArn": BUCKET },
                }),
            ),
        ],
        "a bucket to a topic": [
            bucket,
            topic,
            notification({ topics: [{ topicArn: TOPIC, events: ["s3:ObjectCreated:*"] }] }),
            topicPolicy(allow("*", "SNS:Publish", TOPIC, { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:lake-*" } })),
        ],
        "a rule of events to a function": [rule, fn, target(FUNCTION), permits("events", { sourceArn: RULE })],
        "a rule of events to a function, by parts of its ARN": [
            rule,
            fn,
            target(FUNCTION),
            permits("events", { function: `${ACCOUNT}:function:work-1a2b3c4`, qualifier: "", sourceArn: RULE }),
        ],
        "a rule of events to a queue, and what it cannot deliver": [
            rule,
            queue,
            target(QUEUE, { deadLetterConfig: { arn: QUEUE } }),
            queuePolicy(allow("events", "sqs:SendMessage", QUEUE, { ArnEquals: { "aws:SourceArn": RULE } })),
        ],
        "a rule of events to a topic": [
            rule,
            topic,
            target(TOPIC),
            topicPolicy(ownerOfTopic, allow("events", "sns:Publish", TOPIC)),
        ],
        "a rule of events to a state machine, by a role": [
            rule,
            target(arnOf("states", "stateMachine:orders"), { roleArn: `arn:aws:iam::${ACCOUNT}:role/events` }),
        ],
        "an alarm to a topic": [alarm, topic],
        "an alarm to a topic with a policy": [
            alarm,
            topic,
            topicPolicy(
                allow("cloudwatch", "sns:Publish", TOPIC, {
                    ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:*` },
                }),
                onlyTls(TOPIC),
            ),
        ],
        "an alarm to a topic for its owner": [alarm, topic, topicPolicy(ownerOfTopic)],
        "triggers of a user pool": [
            made(
                "cognito/userPool:UserPool",
                "pool",
                {
                    lambdaConfig: {
                        postConfirmation: FUNCTION,
                        preTokenGenerationConfig: { lambdaArn: FUNCTION, lambdaVersion: "V2_0" },
                    },
                },
                { arn: arnOf("cognito-idp", "userpool/eu-west-1_abc") },
            ),
            fn,
            permits("cognito-idp", { sourceArn: arnOf("cognito-idp", "userpool/eu-west-1_abc") }),
        ],
        "logs to a function": [
            made("cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "logs", {
                logGroup: "orders",
                destinationArn: FUNCTION,
            }),
            fn,
            permits("logs.eu-west-1", { sourceArn: `${arnOf("logs", "log-group:orders")}:*` }),
        ],
        "a queue to a function, which polls it": [
            queue,
            fn,
            made("lambda/eventSourceMapping:EventSourceMapping", "mapping", {
                eventSourceArn: QUEUE,
                functionName: FUNCTION,
            }),
        ],
        "a function to its failure queue, by its role": [
            queue,
            { ...fn, props: { deadLetterConfig: { targetArn: QUEUE } } },
            made("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "failures", {
                functionName: "work-1a2b3c4",
                destinationConfig: { onFailure: { destination: QUEUE } },
            }),
        ],
        "a budget to a topic": [
            made(
                "budgets/budget:Budget",
                "month",
                { notifications: [{ subscriberSnsTopicArns: [TOPIC] }] },
                { arn: `arn:aws:budgets::${ACCOUNT}:budget/month-1a2b3c4` },
            ),
            topic,
            topicPolicy(
                allow("budgets", "SNS:Publish", TOPIC, {
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                    ArnLike: { "aws:SourceArn": `arn:aws:budgets::${ACCOUNT}:*` },
                }),
            ),
        ],
        "events of a database to a topic": [
            made("rds/eventSubscription:EventSubscription", "db", { snsTopic: TOPIC }),
            topic,
        ],
        "mail to a topic and a function": [
            made(
                "ses/receiptRule:ReceiptRule",
                "mail",
                { snsActions: [{ topicArn: TOPIC }], lambdaActions: [{ functionArn: FUNCTION }] },
                { arn: arnOf("ses", "receipt-rule-set/a:receipt-rule/mail") },
            ),
            topic,
            fn,
            permits("ses", { sourceAccount: ACCOUNT }),
        ],
        "a load balancer to a function, as @pulumi/awsx attaches it": [
            made(
                "lb/targetGroup:TargetGroup",
                "group",
                {},
                { arn: arnOf("elasticloadbalancing", "targetgroup/group/1") },
            ),
            made("lb/targetGroupAttachment:TargetGroupAttachment", "attachment", {
                targetId: FUNCTION,
                targetGroupArn: arnOf("elasticloadbalancing", "targetgroup/group/1"),
            }),
            fn,
            permits("elasticloadbalancing", {
                function: FUNCTION,
                sourceArn: arnOf("elasticloadbalancing", "targetgroup/group/1"),
            }),
        ],
        "the rotation of a secret, on the version that is published": [
            made("secretsmanager/secretRotation:SecretRotation", "rotation", { rotationLambdaArn: `${FUNCTION}:3` }),
            fn,
            permits("secretsmanager", { function: `${FUNCTION}:3` }),
        ],
        "a function that is called by its newest version": [
            rule,
            fn,
            target(`${FUNCTION}:$LATEST`),
            permits("events", { sourceArn: RULE }),
        ],
    });

    it("does not take another account's function for its own of the same name, nor another's queue", () => {
        const foreign = (arn: string) => arn.replace(ACCOUNT, "999999999999");
        const subjects = [rule, fn, queue, target(foreign(FUNCTION), { deadLetterConfig: { arn: foreign(QUEUE) } })];
        assert.deepEqual(violationsIn(subjects), []);
        const { violations, undecided } = run({ rules: [iamSenderAdmitted], subjects });
        assert.deepEqual(violations, []);
        assert.equal(undecided.length, 2);
    });

    it("does not decide by a source that is not known yet", () => {
        const subjects = [rule, fn, target(FUNCTION), permits("events", { sourceArn: UNKNOWN })];
        assert.deepEqual(violationsIn(subjects), []);
        const { violations, undecided } = run({ rules: [iamSenderAdmitted], subjects });
        assert.deepEqual([violations, undecided], [[], ["Receiver::lambda:InvokeFunction#work"]]);
    });
});
