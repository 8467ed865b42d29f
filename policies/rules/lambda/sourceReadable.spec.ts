import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { lambdaSourceReadable } from "./sourceReadable";

const QUEUE = arnOf("sqs", "orders");
const TABLE = arnOf("dynamodb", "table/orders");
const STREAM = arnOf("kinesis", "stream/clicks");
const BROKER = arnOf("mq", "broker:orders:b-1");
const DOCUMENTS = arnOf("rds", "cluster:orders");
const KEY = arnOf("kms", "key/1");
const ROOT = "arn:aws:iam::111122223333:root";
const ROLE = "arn:aws:iam::111122223333:role/orders-role";
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...more,
});
const deny = (Action: unknown, Resource: unknown = "*") => ({ ...allow(Action, Resource), Effect: "Deny" });
const READ_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const INTERFACES = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
];
const key = (...policy: readonly object[]) =>
    subjectsOf("aws:kms/key:Key")(
        { policy: documentText(...policy) },
        { name: "key", outputs: { arn: KEY, id: "1", keyId: "1" } },
    );
const leavingItToTheAccount = key(allow("kms:*", "*", { Principal: { AWS: ROOT } }));
const queue = (kmsMasterKeyId: string = KEY) =>
    subjectsOf("aws:sqs/queue:Queue")({ kmsMasterKeyId }, { name: "queue", outputs: { arn: QUEUE } });
const table = subjectsOf("aws:dynamodb/table:Table")(
    { serverSideEncryption: { enabled: true, kmsKeyArn: KEY } },
    { name: "table", outputs: { arn: TABLE } },
);
const stream = subjectsOf("aws:kinesis/stream:Stream")(
    { encryptionType: "KMS", kmsKeyId: KEY },
    { name: "stream", outputs: { arn: STREAM } },
);
const polling = (source: unknown, ...grants: readonly object[]) => [
    ...wiredFunction(),
    ...trigger(source),
    roleGrants(...grants),
];
const attach = (policy: string) =>
    subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
        { role: "orders-role", policyArn: `arn:aws:iam::aws:policy/service-role/${policy}` },
        { name: policy },
    );
const bounded = (subjects: readonly Subject[], permissionsBoundary: string) =>
    subjects.map((subject) =>
        subject.type === "aws:iam/role:Role" ? { ...subject, props: { permissionsBoundary } } : subject,
    );
const pipe = subjectsOf("aws:pipes/pipe:Pipe")({ source: QUEUE, roleArn: ROLE, target: STREAM }, { name: "pipe" });
const delivery = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")(
    { kinesisSourceConfiguration: { kinesisStreamArn: STREAM, roleArn: ROLE } },
    { name: "delivery" },
);
const [role] = wiredFunction();

describeRule(lambdaSourceReadable, {
    passes: {
        "a cluster of DocumentDB, with its parameter group and its subnet group": polling(
            DOCUMENTS,
            allow("rds:DescribeDBClusters", DOCUMENTS),
            allow("rds:DescribeDBClusterParameters", arnOf("rds", "cluster-pg:orders")),
            allow("rds:DescribeDBSubnetGroups", arnOf("rds", "subgrp:orders")),
            allow(INTERFACES),
        ),
        "a queue, by its three actions": polling(QUEUE, allow(READ_QUEUE, QUEUE)),
        "a queue, by a policy of AWS": [
            ...wiredFunction(),
            ...trigger(QUEUE),
            attach("AWSLambdaSQSQueueExecutionRole"),
        ],
        "a queue with a key that leaves it to the account": [
            ...polling(QUEUE, allow(READ_QUEUE, QUEUE), allow("kms:Decrypt", KEY)),
            queue(),
            leavingItToTheAccount,
        ],
        "a queue with a key that admits the role itself": [
            ...polling(QUEUE, allow(READ_QUEUE, QUEUE)),
            queue(),
            key(allow("kms:Decrypt", "*", { Principal: { AWS: ROLE } })),
        ],
        "a queue with AWS's own key": [...polling(QUEUE, allow(READ_QUEUE, QUEUE)), queue("alias/aws/sqs")],
        "a table's stream, with the table's key by way of DynamoDB": [
            ...polling(
                `${TABLE}/stream/2026`,
                allow(["dynamodb:Describe*", "dynamodb:Get*"], `${TABLE}/stream/*`),
                allow("kms:Decrypt", KEY, {
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com",
                            "kms:EncryptionContext:aws:dynamodb:tableName": "orders",
                        },
                    },
                }),
            ),
            table,
            leavingItToTheAccount,
        ],
        "a consumer of a stream": polling(
            `${STREAM}/consumer/lake:1`,
            allow("kinesis:SubscribeToShard", `${STREAM}/consumer/*`),
            allow(["kinesis:DescribeStream", "kinesis:ListShards"], STREAM),
        ),
        "a broker, with its network and its secret": [
            ...wiredFunction(),
            ...trigger(BROKER, {
                sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri: arnOf("secretsmanager", "secret:mq-AbCdEf") }],
            }),
            roleGrants(
                allow("mq:DescribeBroker", BROKER),
                allow(INTERFACES),
                allow("secretsmanager:GetSecretValue", arnOf("secretsmanager", "secret:mq-??????")),
            ),
        ],
        "a pipe and a delivery stream": [
            role,
            pipe,
            delivery,
            roleGrants(allow(READ_QUEUE, QUEUE), allow(["kinesis:Describe*", "kinesis:Get*", "kinesis:List*"], STREAM)),
        ],
        "denials of something else, or under a condition": polling(
            QUEUE,
            allow("sqs:*", QUEUE),
            deny("sqs:DeleteQueue"),
            deny("sqs:*", `${QUEUE}-2`),
            { ...deny("sqs:*"), Condition: { Bool: { "aws:SecureTransport": "false" } } },
        ),
        "a boundary that leaves it": bounded(
            [
                ...polling(QUEUE, allow("sqs:*", QUEUE)),
                subjectsOf("aws:iam/policy:Policy")(
                    { policy: documentText(allow(READ_QUEUE)) },
                    { name: "boundary", outputs: { arn: "arn:boundary" } },
                ),
            ],
            "arn:boundary",
        ),
    },
    violates: {
        "a cluster of DocumentDB whose groups are not described": [
            polling(DOCUMENTS, allow(INTERFACES)),
            "Source::rds:DescribeDBClusters#orders",
            "Source::rds:DescribeDBClusterParameters#*",
            "Source::rds:DescribeDBSubnetGroups#*",
        ],
        "one action too few": [polling(QUEUE, allow(READ_QUEUE.slice(1), QUEUE)), "Source::sqs:ReceiveMessage#orders"],
        "the right actions on another queue": [
            polling(QUEUE, allow(READ_QUEUE, `${QUEUE}-2`)),
            ...READ_QUEUE.map((action) => `Source::${action}#orders`),
        ],
        "a denial": [
            polling(QUEUE, allow("sqs:*", QUEUE), deny("sqs:Delete*", arnOf("sqs", "*"))),
            "Source::sqs:DeleteMessage#orders",
        ],
        "a boundary that leaves less": [
            bounded(
                [
                    ...polling(QUEUE, allow("sqs:*", QUEUE)),
                    subjectsOf("aws:iam/policy:Policy")(
                        { policy: documentText(allow(READ_QUEUE), deny("sqs:ReceiveMessage")) },
                        { name: "boundary", outputs: { arn: "arn:boundary" } },
                    ),
                ],
                "arn:boundary",
            ),
            "Source::sqs:ReceiveMessage#orders",
        ],
        "keys that are not for it": [
            [
                ...wiredFunction(),
                ...[QUEUE, `${TABLE}/stream/2026`, STREAM].flatMap((source, index) =>
                    trigger(source).map((subject) => ({ ...subject, name: `${subject.name}-${index}` })),
                ),
                roleGrants(
                    allow(["sqs:*", "dynamodb:*", "kinesis:*"]),
                    allow("kms:Decrypt", arnOf("kms", "key/2")),
                    allow("kms:Encrypt", KEY),
                ),
                queue(),
                table,
                stream,
                leavingItToTheAccount,
            ],
            "Source::kms:Decrypt#queue",
            "Source::kms:Decrypt#table",
            "Source::kms:Decrypt#stream",
        ],
        "a key by way of another service": [
            [
                ...polling(
                    QUEUE,
                    allow(READ_QUEUE, QUEUE),
                    allow("kms:Decrypt", KEY, {
                        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
                    }),
                ),
                queue(),
                leavingItToTheAccount,
            ],
            "Source::kms:Decrypt#queue",
        ],
        "a broker whose network and secret it is not let into": [
            [
                ...wiredFunction(),
                ...trigger(BROKER, {
                    sourceAccessConfigurations: [
                        { type: "BASIC_AUTH", uri: arnOf("secretsmanager", "secret:mq-AbCdEf") },
                        { type: "VIRTUAL_HOST", uri: "/" },
                    ],
                }),
                roleGrants(allow("mq:DescribeBroker", BROKER)),
            ],
            ...INTERFACES.map((action) => `Source::${action}#*`),
            "Source::secretsmanager:GetSecretValue#mq-AbCdEf",
        ],
        "a pipe and a delivery stream": [
            [role, pipe, delivery, roleGrants(allow(READ_QUEUE.slice(1), QUEUE), allow("kinesis:Get*", STREAM))],
            "Source::sqs:ReceiveMessage#orders",
            "Source::kinesis:DescribeStream#clicks",
            "Source::kinesis:ListShards#clicks",
        ],
        "a policy that cannot be read": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "orders-role", policy: "{" }, { name: "p" }),
            ],
            "Document::policy",
            ...READ_QUEUE.map((action) => `Source::${action}#orders`),
        ],
    },
    missing: [[...wiredFunction(), ...trigger(QUEUE)], ...READ_QUEUE.map((action) => `Source::${action}#orders`)],
    undecided: {
        "an unknown source": [[...wiredFunction(), ...trigger(UNKNOWN)], "Source::the trigger 'source'"],
        "an unknown policy": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "orders-role", policy: UNKNOWN }, { name: "p" }),
            ],
            ...READ_QUEUE.map((action) => `Source::${action}#orders`),
        ],
        "a policy that is not to be seen": [
            [...wiredFunction(), ...trigger(QUEUE), attach("AnotherPolicy")],
            ...READ_QUEUE.map((action) => `Source::${action}#orders`),
        ],
        "a boundary that is not to be seen": [
            bounded(polling(QUEUE, allow("sqs:*", QUEUE)), "arn:aws:iam::111122223333:policy/central"),
            "Source::boundary",
        ],
        "a key that is not to be seen": [
            [...polling(QUEUE, allow(READ_QUEUE, QUEUE)), queue(arnOf("kms", "key/central"))],
            "Source::kms:Decrypt#queue",
        ],
        "a function of elsewhere": [trigger(QUEUE), "Source::role"],
    },
});
