import { documentText } from "../../testing/documents";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { kmsKeyAdmitsUsers } from "./keyAdmitsUsers";

const PLACE = "eu-west-1:111122223333";
const KEY = `arn:aws:kms:${PLACE}:key/1`;
const QUEUE = `arn:aws:sqs:${PLACE}:orders`;
const TOPIC = `arn:aws:sns:${PLACE}:incidents`;
const STREAM = `arn:aws:kinesis:${PLACE}:stream/clicks`;
const TABLE = `arn:aws:dynamodb:${PLACE}:table/orders`;
const GROUP = `arn:aws:logs:${PLACE}:log-group:orders`;
const ROLE = "arn:aws:iam::111122223333:role/worker";

const allow = (Principal: unknown, Action: unknown = ["kms:GenerateDataKey*", "kms:Decrypt"], Condition?: object) => ({
    Effect: "Allow",
    Principal,
    Action,
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
});
const account = allow({ AWS: "arn:aws:iam::111122223333:root" }, "kms:*");
const logs = (arn: string) =>
    allow({ Service: "logs.eu-west-1.amazonaws.com" }, ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:Gen*"], {
        ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn },
    });
const key = (policy?: unknown) =>
    subjectsOf("aws:kms/key:Key")(policy === undefined ? {} : { policy }, {
        name: "data",
        outputs: { arn: KEY, keyId: "1", id: "1" },
    });
const keyOf = (...statements: object[]) => key(documentText(...statements));
const alias = subjectsOf("aws:kms/alias:Alias")(
    { targetKeyId: "1" },
    { name: "alias", outputs: { name: "alias/data", arn: `arn:aws:kms:${PLACE}:alias/data` } },
);

const queue = (kmsMasterKeyId: unknown = KEY) =>
    subjectsOf("aws:sqs/queue:Queue")({ kmsMasterKeyId }, { name: "orders", outputs: { arn: QUEUE } });
const topic = subjectsOf("aws:sns/topic:Topic")(
    { kmsMasterKeyId: KEY },
    { name: "incidents", outputs: { arn: TOPIC } },
);
const stream = (props: Subject["props"] = { encryptionType: "KMS", kmsKeyId: KEY }) =>
    subjectsOf("aws:kinesis/stream:Stream")(props, { name: "clicks", outputs: { arn: STREAM } });
const table = subjectsOf("aws:dynamodb/table:Table")(
    { serverSideEncryption: { enabled: true, kmsKeyArn: KEY } },
    { name: "table", outputs: { arn: TABLE } },
);
const lake = subjectsOf("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")(
    {
        bucket: "lake",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } }],
    },
    { name: "lake" },
);
const group = subjectsOf("aws:cloudwatch/logGroup:LogGroup")(
    { kmsKeyId: KEY },
    { name: "logs", outputs: { arn: GROUP } },
);

const role = subjectsOf("aws:iam/role:Role")({}, { name: "worker", outputs: { name: "worker", arn: ROLE } });
const grants = (
    ...statements: readonly (readonly [action: unknown, resource: unknown, condition?: object])[]
): Subject[] => [
    role,
    subjectsOf("aws:iam/rolePolicy:RolePolicy")(
        {
            role: "worker",
            policy: documentText(
                ...statements.map(([Action, Resource, Condition]) => ({
                    Effect: "Allow",
                    Action,
                    Resource,
                    Condition,
                })),
            ),
        },
        { name: "grants" },
    ),
];
const deny = (Action: unknown, more: object = { Principal: "*" }, Condition?: object) => ({
    Effect: "Deny",
    Action,
    Resource: "*",
    ...more,
    Condition,
});
/** The worker under a boundary, with what it is allowed to do with the queue's key. */
const bounded = (...statements: readonly object[]): Subject[] => {
    const [, policy] = grants(send, ["kms:*", KEY]);
    const [arn, policyOf] = ["arn:aws:iam::111122223333:policy/boundary", subjectsOf("aws:iam/policy:Policy")];
    return [
        subjectsOf("aws:iam/role:Role")(
            { permissionsBoundary: arn },
            { name: "worker", outputs: { name: "worker", arn: ROLE } },
        ),
        policy,
        policyOf({ policy: documentText(...statements) }, { name: "boundary", outputs: { arn } }),
    ];
};
const send = ["sqs:SendMessage", QUEUE] as const;
const via = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` } });

const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm")({ alarmActions: [TOPIC] }, { name: "alarm" });
const notification = subjectsOf("aws:s3/bucketNotification:BucketNotification")(
    { bucket: "lake", queues: [{ queueArn: QUEUE, events: ["s3:ObjectCreated:*"] }] },
    { name: "uploads" },
);
const subscription = (props: Subject["props"]) =>
    subjectsOf("aws:sns/topicSubscription:TopicSubscription", { topic: TOPIC })(props, { name: "subscription" });
const target = (props: Subject["props"]) => subjectsOf("aws:cloudwatch/eventTarget:EventTarget")(props, { name: "t" });
const both = (user: string) => [`User::${user}#kms:GenerateDataKey`, `User::${user}#kms:Decrypt`] as const;

describeRule(kmsKeyAdmitsUsers, {
    passes: {
        "a role that may use the key by its own policy": [
            keyOf(account),
            queue(),
            ...grants(send, [["kms:GenerateDataKey", "kms:Decrypt"], KEY, via("sqs")]),
        ],
        "a role that the key names": [keyOf(allow({ AWS: ROLE })), queue(), ...grants(send)],
        "a role with a grant": [
            keyOf(account),
            stream(),
            ...grants(["kinesis:GetRecords", STREAM]),
            subjectsOf("aws:kms/grant:Grant")(
                { keyId: "1", granteePrincipal: ROLE, operations: ["Decrypt"] },
                { name: "grant" },
            ),
        ],
        "callers of the account who come by the service": [
            keyOf(
                allow("*", "kms:*", {
                    StringEquals: { "kms:CallerAccount": "111122223333", ...via("sqs").StringEquals },
                }),
            ),
            queue(),
            ...grants(send),
        ],
        "a key by its alias, with AWS's default policy": [
            key(),
            alias,
            queue("alias/data"),
            ...grants(send, ["kms:*", KEY]),
        ],
        "the log groups of the account": [keyOf(account, logs(`arn:aws:logs:${PLACE}:log-group:*`)), group],
        "alarms to a topic": [keyOf(account, allow({ Service: "cloudwatch.amazonaws.com" })), topic, alarm],
        "an event's target that is reached by a role": [keyOf(account), queue(), target({ arn: QUEUE, roleArn: ROLE })],
        "a queue that SQS encrypts with its own key": [queue(""), notification],
        "AWS's key, for roles": [queue("alias/aws/sqs"), ...grants(send)],
        "a stream that is not encrypted": [stream({ kmsKeyId: KEY }), ...grants(["kinesis:GetRecords", STREAM])],
        "a sender whom a denial leaves out": [
            keyOf(
                account,
                deny("kms:*", { Principal: "*" }, { StringNotEquals: { "aws:PrincipalArn": [ROLE] } }),
                deny("kms:*", { NotPrincipal: { AWS: ROLE } }),
                deny("kms:*", { Principal: "*" }, { Bool: { "aws:SecureTransport": "false" } }),
                deny("kms:*", { Principal: "*" }, { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
                deny("kms:ScheduleKeyDeletion"),
                deny("kms:Decrypt", { Principal: { AWS: `${ROLE}-2` } }),
            ),
            queue(),
            ...grants(send, ["kms:*", KEY]),
        ],
        "a sender whose boundary leaves it the key": [
            keyOf(account),
            queue(),
            ...bounded({ Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" }),
        ],
        "a table's stream": [keyOf(account), table, ...grants(["dynamodb:GetRecords", `${TABLE}/stream/*`])],
        "managed policies that are not to be seen": [
            keyOf(account),
            queue(),
            ...grants(send),
            subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
                { role: "worker", policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
                { name: "attached" },
            ),
        ],
        "objects, with a key that is limited to the bucket's": [
            keyOf(account),
            lake,
            ...grants(
                ["s3:GetObject", "arn:aws:s3:::lake/orders/*"],
                [
                    "kms:Decrypt",
                    KEY,
                    { StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::lake/orders/*" } },
                ],
            ),
        ],
    },
    violates: {
        "a sender that may only read": [
            [keyOf(account), queue(), ...grants(send, ["kms:Decrypt", KEY])],
            "User::worker#kms:GenerateDataKey",
        ],
        "a sender with another key": [
            [keyOf(account), queue(), ...grants(send, ["kms:*", `${KEY}2`])],
            ...both("worker"),
        ],
        "permissions that come by another service": [
            [keyOf(account), queue(), ...grants(send, ["kms:*", KEY, via("sns")])],
            ...both("worker"),
        ],
        "permissions for another queue": [
            [
                keyOf(account),
                queue(),
                ...grants(send, [
                    "kms:*",
                    KEY,
                    { StringEquals: { "kms:EncryptionContext:aws:sqs:arn": `${QUEUE}-2` } },
                ]),
            ],
            ...both("worker"),
        ],
        "a denial of the key's policy": [
            [keyOf(account, deny("kms:Decrypt")), queue(), ...grants(send, ["kms:*", KEY])],
            "User::worker#kms:Decrypt",
        ],
        "a denial of all who are not named": [
            [
                keyOf(
                    account,
                    deny("kms:Decrypt", { Principal: "*" }, { ArnNotLike: { "aws:PrincipalArn": [`${ROLE}-*`] } }),
                    deny("kms:GenerateDataKey", { NotPrincipal: { AWS: `${ROLE}-2` } }),
                ),
                queue(),
                ...grants(send, ["kms:*", KEY]),
            ],
            ...both("worker"),
        ],
        "a denial of whatever does not come by one service": [
            [
                keyOf(account, deny("kms:Decrypt", { Principal: "*" }, { StringNotEquals: via("sns").StringEquals })),
                queue(),
                ...grants(send, ["kms:*", KEY]),
            ],
            "User::worker#kms:Decrypt",
        ],
        "a denial of the role's own policies": [
            [
                keyOf(account),
                queue(),
                ...grants(send, ["kms:*", KEY]),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                    { role: "worker", policy: documentText(deny("kms:GenerateDataKey", {})) },
                    { name: "denials" },
                ),
            ],
            "User::worker#kms:GenerateDataKey",
        ],
        "a boundary that leaves less": [
            [keyOf(account), queue(), ...bounded({ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" })],
            "User::worker#kms:GenerateDataKey",
        ],
        "a boundary under which a role is that the key names": [
            [
                keyOf(allow({ AWS: ROLE }, "kms:*")),
                queue(),
                ...bounded(
                    { Effect: "Allow", Action: "kms:*", Resource: "*" },
                    { Effect: "Deny", Action: "kms:Decrypt", Resource: KEY },
                ),
            ],
            "User::worker#kms:Decrypt",
        ],
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
        "a key that leaves nothing to the account": [
            [keyOf(allow({ AWS: `${ROLE}-2` })), queue(), ...grants(send, ["kms:*", KEY])],
            ...both("worker"),
        ],
        "readers of a stream, of a table and of a bucket": [
            [
                keyOf(account),
                stream(),
                table,
                lake,
                ...grants(
                    ["kinesis:Get*", STREAM],
                    ["dynamodb:Query", `${TABLE}*`],
                    ["s3:GetObject", "arn:aws:s3:::lake/*"],
                ),
            ],
            "User::worker#kms:Decrypt",
            "User::worker#kms:Decrypt",
            "User::worker#kms:Decrypt",
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
    missing: [[key(), queue(), ...grants(send)], ...both("worker")],
    undecided: {
        "an unknown key": [[queue(UNKNOWN)], "key"],
        "an unknown policy": [
            [key(UNKNOWN), queue(), ...grants(["sqs:ReceiveMessage", QUEUE])],
            "User::worker#kms:Decrypt",
        ],
        "a key whose policy is not to be seen": [[topic, alarm], ...both("cloudwatch.amazonaws.com")],
        "an unknown policy of the role": [
            [
                keyOf(account),
                stream(),
                ...grants(["kinesis:GetRecords", STREAM]),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "worker", policy: UNKNOWN }, { name: "other" }),
            ],
            "User::worker#kms:Decrypt",
        ],
        "an unknown target": [[subscription({ protocol: "sqs", endpoint: UNKNOWN })], "target"],
    },
});
