import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf } from "../../testing/functions";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";

const ACCOUNT = "111122223333";
const TOPIC = arnOf("sns", "incidents");
const FUNCTION = arnOf("lambda", "function:check");
const TRAIL = arnOf("cloudtrail", "trail/audit");
const BUDGET = `arn:aws:budgets::${ACCOUNT}:budget/month`;

/** What tells a topic, by the service that does. */
const TELLING: Readonly<Record<string, readonly Subject[]>> = {
    backup: [subjectsOf("aws:backup/vaultNotifications:VaultNotifications")({ snsTopicArn: TOPIC })],
    "events.rds": [
        subjectsOf("aws:rds/eventSubscription:EventSubscription")({ snsTopic: TOPIC }),
        subjectsOf("aws:docdb/eventSubscription:EventSubscription")({ snsTopicArn: TOPIC }),
        subjectsOf("aws:neptune/eventSubscription:EventSubscription")({ snsTopicArn: TOPIC }),
    ],
    elasticache: [
        subjectsOf("aws:elasticache/cluster:Cluster")({ notificationTopicArn: TOPIC }),
        subjectsOf("aws:elasticache/replicationGroup:ReplicationGroup")({ notificationTopicArn: TOPIC }),
    ],
    budgets: [
        subjectsOf("aws:budgets/budget:Budget")(
            { notifications: [{ threshold: 80 }, { subscriberSnsTopicArns: [TOPIC] }] },
            { outputs: { arn: BUDGET } },
        ),
    ],
    costalerts: [
        subjectsOf("aws:costexplorer/anomalySubscription:AnomalySubscription")({
            subscribers: [
                { type: "EMAIL", address: "on-call@example.com" },
                { type: "SNS", address: TOPIC },
            ],
        }),
    ],
    "codestar-notifications": [
        subjectsOf("aws:codestarnotifications/notificationRule:NotificationRule")({ targets: [{ address: TOPIC }] }),
    ],
    cloudtrail: [
        subjectsOf("aws:cloudtrail/trail:Trail")({ snsTopicName: TOPIC }, { outputs: { arn: TRAIL } }),
        subjectsOf("aws:cloudtrail/trail:Trail")(
            { snsTopicName: "incidents" },
            { outputs: { arn: TRAIL, snsTopicArn: TOPIC } },
        ),
    ],
    ses: [
        subjectsOf("aws:ses/eventDestination:EventDestination")({ snsDestination: { topicArn: TOPIC } }),
        subjectsOf("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination")({
            eventDestination: { snsDestination: { topicArn: TOPIC } },
        }),
    ],
};

/** What calls a function, by the service that does. */
const CALLING: Readonly<Record<string, Subject>> = {
    codecommit: subjectsOf("aws:codecommit/trigger:Trigger")({ triggers: [{ destinationArn: FUNCTION }] }),
    config: subjectsOf("aws:cfg/rule:Rule")({ source: { owner: "CUSTOM_LAMBDA", sourceIdentifier: FUNCTION } }),
    elasticloadbalancing: subjectsOf("aws:lb/targetGroupAttachment:TargetGroupAttachment")({
        targetId: FUNCTION,
        targetGroupArn: arnOf("elasticloadbalancing", "targetgroup/check/1"),
    }),
};

const topic = subjectsOf("aws:sns/topic:Topic")({}, { name: "incidents", outputs: { arn: TOPIC } });
const policy = (Principal: unknown, Condition?: object) =>
    subjectsOf("aws:sns/topicPolicy:TopicPolicy")({
        arn: TOPIC,
        policy: documentText({ Effect: "Allow", Principal, Action: "sns:Publish", Resource: TOPIC, Condition }),
    });
const service = (name: string) => ({ Service: `${name}.amazonaws.com` });
const fn = subjectsOf("aws:lambda/function:Function")({}, { name: "check", outputs: { name: "check", arn: FUNCTION } });
const permission = (principal: string) =>
    subjectsOf("aws:lambda/permission:Permission")({
        action: "lambda:InvokeFunction",
        function: "check",
        principal: `${principal}.amazonaws.com`,
    });

const publish = "Receiver::sns:Publish#incidents";
const invoke = "Receiver::lambda:InvokeFunction#check";
/** By `aws:SourceOwner` they are let in by the policy that topics have by default. */
const OWNED = ["events.rds", "elasticache"];
const eachTelling = <T>(judged: (name: string, sender: Subject) => [string, T] | undefined): Record<string, T> =>
    Object.fromEntries(
        Object.entries(TELLING).flatMap(([name, senders]) =>
            senders.flatMap((sender, index) => {
                const found = judged(name, sender);
                return found === undefined ? [] : [[`${found[0]} (${sender.type} ${index})`, found[1]]];
            }),
        ),
    );

const received = (topicArn: string) =>
    subjectsOf("aws:ses/receiptRule:ReceiptRule")(
        { snsActions: [{ topicArn }] },
        { outputs: { arn: arnOf("ses", "receipt-rule-set/a:receipt-rule/b") } },
    );
const FOREIGN = TOPIC.replace(ACCOUNT, "999999999999");
const foreignTopic = subjectsOf("aws:sns/topic:Topic")({}, { name: "foreign", outputs: { arn: FOREIGN } });
/** A rule of the name that another bus may have as well, with what it sends to the function. */
const ruleOn = (bus?: string) =>
    subjectsOf("aws:cloudwatch/eventRule:EventRule")(
        { eventBusName: bus },
        {
            name: `rule-${bus}`,
            outputs: { name: "placed", arn: arnOf("events", `rule/${bus === undefined ? "" : `${bus}/`}placed`) },
        },
    );
const targetOn = (eventBusName?: unknown) =>
    subjectsOf("aws:cloudwatch/eventTarget:EventTarget")({ rule: "placed", eventBusName, arn: FUNCTION });
const admittingRule = (below: string) => ({
    ...permission("events"),
    props: { ...permission("events").props, sourceArn: arnOf("events", `rule/${below}`) },
});

describeRule(iamSenderAdmitted, {
    passes: {
        "mail to the account's own topic, whatever its policy": [received(TOPIC), topic],
        "mail to the account's own topic, with a policy for others": [
            received(TOPIC),
            topic,
            policy(service("events")),
        ],
        "mail to the topic of another account that lets it in": [
            received(FOREIGN),
            foreignTopic,
            subjectsOf("aws:sns/topicPolicy:TopicPolicy")({
                arn: FOREIGN,
                policy: documentText({
                    Effect: "Allow",
                    Principal: service("ses"),
                    Action: "sns:Publish",
                    Resource: FOREIGN,
                    Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
                }),
            }),
        ],
        "rules of one name, each on its bus": [
            ruleOn(),
            ruleOn("shop"),
            targetOn("shop"),
            fn,
            admittingRule("shop/placed"),
        ],
        "a rule on the bus by default, and a bus by its ARN": [
            ruleOn("shop"),
            ruleOn(),
            ruleOn("mail"),
            targetOn(),
            { ...targetOn(arnOf("events", "event-bus/shop")), name: "shop" },
            fn,
            admittingRule("placed"),
            { ...admittingRule("shop/placed"), name: "shop" },
        ],
        "rules of one name of which it is not known which one": [
            ruleOn(),
            ruleOn("shop"),
            targetOn(UNKNOWN),
            fn,
            admittingRule("shop/placed"),
        ],
        ...eachTelling((name, sender) => ["what the topic lets in", [sender, topic, policy(service(name))]]),
        ...eachTelling((name, sender) =>
            OWNED.includes(name) ? ["what the policy by default lets in", [sender, topic]] : undefined,
        ),
        ...Object.fromEntries(
            Object.entries(CALLING).map(([name, sender]) => [
                `what a function lets in (${name})`,
                [sender, fn, permission(name)],
            ]),
        ),
        "what names its sender": [
            TELLING.budgets[0],
            topic,
            policy(service("budgets"), {
                StringEquals: { "aws:SourceAccount": ACCOUNT },
                ArnLike: { "aws:SourceArn": `arn:aws:budgets::${ACCOUNT}:*` },
            }),
        ],
        "what tells no topic and no function": [
            subjectsOf("aws:elasticache/cluster:Cluster")({}),
            subjectsOf("aws:cfg/rule:Rule")({
                source: { owner: "AWS", sourceIdentifier: "S3_BUCKET_LOGGING_ENABLED" },
            }),
            subjectsOf("aws:lb/targetGroupAttachment:TargetGroupAttachment")({ targetId: "i-1" }),
            subjectsOf("aws:cloudtrail/trail:Trail")({}),
            subjectsOf("aws:codecommit/trigger:Trigger")({ triggers: [{ destinationArn: TOPIC }] }),
        ],
        "groups that scale, which send by a role of their own": [
            subjectsOf("aws:autoscaling/notification:Notification")({ topicArn: TOPIC }),
            topic,
        ],
    },
    violates: {
        "mail to the topic of another account by its default policy": [
            [received(FOREIGN), foreignTopic],
            "Receiver::sns:Publish#foreign",
        ],
        "rules of one name, by a permission for the other's": [
            [ruleOn("shop"), ruleOn(), targetOn(), fn, admittingRule("shop/placed")],
            invoke,
        ],
        ...eachTelling((name, sender) =>
            OWNED.includes(name) ? undefined : ["what the policy by default keeps out", [[sender, topic], publish]],
        ),
        ...eachTelling((_, sender) => [
            "what the topic's policy keeps out",
            [[sender, topic, policy(service("events"))], publish],
        ]),
        "ElastiCache by a policy that asks for its account": [
            [TELLING.elasticache[0], topic, policy("*", { StringEquals: { "aws:SourceAccount": ACCOUNT } })],
            publish,
        ],
        "a trail by a policy for another": [
            [
                TELLING.cloudtrail[0],
                topic,
                policy(service("cloudtrail"), { StringEquals: { "aws:SourceArn": `${TRAIL}-2` } }),
            ],
            publish,
        ],
        ...Object.fromEntries(
            Object.entries(CALLING).map(([name, sender]) => [
                `what a function keeps out (${name})`,
                [[sender, fn, permission("events")], invoke] as const,
            ]),
        ),
    },
    missing: [[CALLING.config, fn], invoke],
    undecided: {
        "an unknown topic of a list": [
            subjectsOf("aws:budgets/budget:Budget")({ notifications: [{ subscriberSnsTopicArns: [UNKNOWN] }] }),
            "Receiver",
        ],
        "an unknown topic": [
            subjectsOf("aws:backup/vaultNotifications:VaultNotifications")({ snsTopicArn: UNKNOWN }),
            "Receiver",
        ],
    },
});
