import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf, logs, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamFunctionUndergranted } from "./functionUndergranted";

const QUEUE = arnOf("sqs", "orders");
const TABLE = arnOf("dynamodb", "table/orders");
const STREAM = `${TABLE}/stream/2026`;
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const attach = (policy: string) =>
    subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
        { role: "orders-role", policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { name: policy },
    );
const invokeConfig = (destination: unknown) =>
    subjectsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")(
        { functionName: "orders-1", destinationConfig: { onFailure: { destination } } },
        { name: "async" },
    );
const deny = (Action: unknown, Resource: unknown = "*", Condition?: object) => ({
    ...allow(Action, Resource),
    Effect: "Deny",
    Condition,
});
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";
/** A function whose role stands under a boundary. */
const bounded = (...statements: readonly object[]) => [
    ...wiredFunction().map((subject) =>
        subject.type === "aws:iam/role:Role" ? { ...subject, props: { permissionsBoundary: BOUNDARY } } : subject,
    ),
    subjectsOf("aws:iam/policy:Policy")(
        { policy: documentText(...statements) },
        { name: "boundary", outputs: { arn: BOUNDARY } },
    ),
];
const readQueue = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

describeRule(iamFunctionUndergranted, {
    passes: {
        "a queue, by its three actions": [
            ...wiredFunction(),
            ...trigger(QUEUE),
            roleGrants(logs, allow(readQueue, QUEUE)),
        ],
        "a stream, tracing, a network and dead letters": [
            ...wiredFunction({
                tracingConfig: { mode: "Active" },
                vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: [] },
                deadLetterConfig: { targetArn: QUEUE },
            }),
            ...trigger(STREAM),
            roleGrants(
                logs,
                allow(["dynamodb:Describe*", "dynamodb:Get*"], `${TABLE}/stream/*`),
                allow(["xray:Put*", "ec2:*NetworkInterface*"]),
                allow("sqs:SendMessage", QUEUE),
            ),
        ],
        "a consumer of a stream, and a broker in a network": [
            ...wiredFunction(),
            ...trigger(arnOf("kinesis", "stream/clicks/consumer/lake:1")),
            ...trigger(arnOf("mq", "broker:orders:b-1")).map((subject) => ({ ...subject, name: `${subject.name}-2` })),
            roleGrants(
                logs,
                allow("kinesis:SubscribeToShard", arnOf("kinesis", "stream/clicks/consumer/*")),
                allow(["kinesis:DescribeStream", "kinesis:ListShards"], arnOf("kinesis", "stream/clicks")),
                allow("mq:DescribeBroker", arnOf("mq", "broker:orders:b-1")),
                allow("ec2:*NetworkInterface*"),
            ),
        ],
        "denials of something else, or under a condition": [
            ...wiredFunction(),
            ...trigger(QUEUE),
            roleGrants(
                logs,
                allow("sqs:*", QUEUE),
                deny("sqs:DeleteQueue"),
                deny("sqs:*", `${QUEUE}-2`),
                deny("sqs:*", "*", { Bool: { "aws:SecureTransport": "false" } }),
            ),
        ],
        "a boundary that leaves what is needed": [
            ...bounded(logs, allow(readQueue)),
            ...trigger(QUEUE),
            roleGrants(logs, allow("sqs:*", QUEUE)),
        ],
        "AWS's managed policies": [
            ...wiredFunction({ tracingConfig: { mode: "Active" } }),
            ...trigger(QUEUE),
            attach("service-role/AWSLambdaSQSQueueExecutionRole"),
            attach("AWSXRayDaemonWriteAccess"),
        ],
        "a policy that is not to be seen": [...wiredFunction(), ...trigger(QUEUE), attach("AdministratorAccess")],
        "a queue and a table in the environment": [
            ...wiredFunction({
                environment: {
                    variables: { QUEUE: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders", TABLE: "orders-2" },
                },
            }),
            subjectsOf("aws:dynamodb/table:Table")(
                {},
                { name: "table", outputs: { name: "orders-2", arn: arnOf("dynamodb", "table/orders-2") } },
            ),
            roleGrants(logs, allow("sqs:SendMessage", QUEUE), allow("dynamodb:*", arnOf("dynamodb", "table/orders-*"))),
        ],
        "a function whose role is of another stack": subjectsOf("aws:lambda/function:Function")({ role: "arn:x" }),
    },
    violates: {
        "a broker whose network and secret it is not let into": [
            [
                ...wiredFunction(),
                ...trigger(arnOf("mq", "broker:orders:b-1"), {
                    sourceAccessConfigurations: [
                        { type: "BASIC_AUTH", uri: arnOf("secretsmanager", "secret:mq-AbCdEf") },
                        { type: "VIRTUAL_HOST", uri: "/" },
                    ],
                }),
                roleGrants(logs, allow("mq:DescribeBroker", arnOf("mq", "broker:orders:b-1"))),
            ],
            "Need::ec2:CreateNetworkInterface#*",
            "Need::ec2:DescribeNetworkInterfaces#*",
            "Need::ec2:DeleteNetworkInterface#*",
            "Need::secretsmanager:GetSecretValue#mq-AbCdEf",
        ],
        "a denial of what it needs": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE),
                roleGrants(logs, allow("sqs:*", QUEUE), deny("sqs:Delete*", arnOf("sqs", "*"))),
            ],
            "Need::sqs:DeleteMessage#orders",
        ],
        "a boundary that leaves less": [
            [
                ...bounded(logs, allow(readQueue), deny("sqs:ReceiveMessage")),
                ...trigger(QUEUE),
                roleGrants(logs, allow("sqs:*", QUEUE)),
            ],
            "Need::sqs:ReceiveMessage#orders",
        ],
        "one of the actions that a queue needs": [
            [...wiredFunction(), ...trigger(QUEUE), roleGrants(logs, allow(readQueue.slice(1), QUEUE))],
            "Need::sqs:ReceiveMessage#orders",
        ],
        "the right actions on another queue": [
            [
                ...wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }),
                roleGrants(logs, allow("sqs:*", `${QUEUE}-2`)),
            ],
            "Need::sqs:SendMessage#orders",
        ],
        "failures of a trigger and of calls": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE, { destinationConfig: { onFailure: { destinationArn: arnOf("sns", "alarm") } } }),
                invokeConfig(arnOf("sqs", "failures")),
                roleGrants(logs, allow(readQueue, QUEUE)),
            ],
            "Need::sns:Publish#alarm",
            "Need::sqs:SendMessage#failures",
        ],
        "tracing and a network": [
            [
                ...wiredFunction({ tracingConfig: { mode: "Active" }, vpcConfig: { subnetIds: ["subnet-1"] } }),
                roleGrants(logs),
            ],
            "Need::xray:PutTraceSegments#*",
            "Need::xray:PutTelemetryRecords#*",
            "Need::ec2:CreateNetworkInterface#*",
            "Need::ec2:DescribeNetworkInterfaces#*",
            "Need::ec2:DeleteNetworkInterface#*",
        ],
        "what its environment names": [
            [
                ...wiredFunction({ environment: { variables: { QUEUE, TABLE } } }),
                roleGrants(logs, allow("dynamodb:GetItem", TABLE)),
            ],
            "Need::sqs:*#orders",
        ],
    },
    missing: [wiredFunction(), "Need::logs:CreateLogStream#*", "Need::logs:PutLogEvents#*"],
    undecided: {
        "an unknown source": [
            [...wiredFunction(), ...trigger(UNKNOWN), roleGrants(logs)],
            "Need::the trigger 'source'",
        ],
        "an unknown policy": [
            [
                ...wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }),
                roleGrants(logs),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                    { role: "orders-role", policy: UNKNOWN },
                    { name: "other" },
                ),
            ],
            "Need::sqs:SendMessage#orders",
        ],
    },
});
