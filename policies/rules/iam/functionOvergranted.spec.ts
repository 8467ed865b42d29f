import { describeRule } from "../../testing/describeRule";
import { arnOf, logs, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamFunctionOvergranted } from "./functionOvergranted";

const QUEUE = arnOf("sqs", "orders");
const TABLE = arnOf("dynamodb", "table/orders");
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const environment = (variables: object) => wiredFunction({ environment: { variables } });

describeRule(iamFunctionOvergranted, {
    passes: {
        "what its environment names, by name, URL and ARN": [
            ...environment({
                TABLE: "orders",
                QUEUE: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
                SECRET: arnOf("secretsmanager", "secret:db-AbCdEf"),
                PARAMETERS: "/orders/config",
            }),
            roleGrants(
                logs,
                allow(["dynamodb:GetItem", "dynamodb:Query"], [TABLE, `${TABLE}/index/*`]),
                allow("sqs:SendMessage", QUEUE),
                allow("secretsmanager:GetSecretValue", arnOf("secretsmanager", "secret:db-??????")),
                allow("ssm:GetParameter", arnOf("ssm", "parameter/orders/config")),
            ),
        ],
        "what its trigger needs": [
            ...wiredFunction(),
            ...trigger(`${TABLE}/stream/2026`),
            roleGrants(logs, allow(["dynamodb:GetRecords", "dynamodb:GetShardIterator"], `${TABLE}/stream/*`)),
        ],
        "tracing and a network that it has": [
            ...wiredFunction({ tracingConfig: { mode: "Active" }, vpcConfig: { subnetIds: ["subnet-1"] } }),
            roleGrants(allow(["xray:PutTraceSegments", "ec2:CreateNetworkInterface"])),
        ],
        "what a trigger in a network needs, with its secret": [
            ...wiredFunction(),
            ...trigger(arnOf("mq", "broker:orders:b-1"), {
                sourceAccessConfigurations: [{ type: "BASIC_AUTH", uri: arnOf("secretsmanager", "secret:mq-AbCdEf") }],
            }),
            roleGrants(
                allow("mq:DescribeBroker", arnOf("mq", "broker:orders:b-1")),
                allow(["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"]),
                allow("secretsmanager:GetSecretValue", arnOf("secretsmanager", "secret:mq-AbCdEf")),
            ),
        ],
        "what a consumer of a stream needs, of both": [
            ...wiredFunction(),
            ...trigger(arnOf("kinesis", "stream/clicks/consumer/lake:1")),
            roleGrants(
                allow("kinesis:SubscribeToShard", arnOf("kinesis", "stream/clicks/consumer/lake:1")),
                allow(["kinesis:DescribeStreamSummary", "kinesis:ListShards"], arnOf("kinesis", "stream/clicks")),
            ),
        ],
        "a file system that is mounted": [
            ...wiredFunction({
                fileSystemConfig: {
                    arn: arnOf("elasticfilesystem", "access-point/fsap-1"),
                    localMountPath: "/mnt/models",
                },
            }),
            roleGrants(allow("elasticfilesystem:ClientMount", arnOf("elasticfilesystem", "file-system/fs-1"))),
        ],
        "services without resources of their own, of which wiring cannot tell": [
            ...wiredFunction(),
            roleGrants(allow(["polly:SynthesizeSpeech", "translate:TranslateText", "cloudwatch:PutMetricData"])),
        ],
        "what another function with the role needs": [
            ...environment({ TABLE: "orders" }),
            subjectsOf("aws:lambda/function:Function")(
                { role: "arn:aws:iam::111122223333:role/orders-role" },
                { name: "other", outputs: { name: "other-1" } },
            ),
            roleGrants(allow("dynamodb:GetItem", TABLE)),
        ],
    },
    violates: {
        "polling a stream of another stack that no layer connects": [
            [
                ...wiredFunction(),
                roleGrants(
                    allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], arnOf("kinesis", "stream/clicks")),
                ),
            ],
            `Grant::kinesis:GetRecords#${arnOf("kinesis", "stream/clicks")}`,
            `Grant::kinesis:GetShardIterator#${arnOf("kinesis", "stream/clicks")}`,
        ],
        "a network interface for a trigger that has none": [
            [...wiredFunction(), ...trigger(QUEUE), roleGrants(allow("ec2:CreateNetworkInterface"))],
            "Grant::ec2:CreateNetworkInterface#*",
        ],
        "a table whose name only begins alike": [
            [...environment({ TABLE: "orders-archive" }), roleGrants(allow("dynamodb:GetItem", TABLE))],
            `Grant::dynamodb:GetItem#${TABLE}`,
        ],
        "sending to the queue that triggers it": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE),
                roleGrants(allow(["sqs:ReceiveMessage", "sqs:SendMessage", "sqs:PurgeQueue"], QUEUE)),
            ],
            `Grant::sqs:SendMessage#${QUEUE}`,
            `Grant::sqs:PurgeQueue#${QUEUE}`,
        ],
        "reading the queue that it sends failures to": [
            [...wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }), roleGrants(allow("sqs:receive*", QUEUE))],
            `Grant::sqs:Receive*#${QUEUE}`,
        ],
        "managing the table that it uses": [
            [
                ...environment({ TABLE: "orders" }),
                roleGrants(allow(["dynamodb:GetItem", "dynamodb:DeleteTable"], TABLE)),
            ],
            `Grant::dynamodb:DeleteTable#${TABLE}`,
        ],
        "tracing and a network that it does not have": [
            [...wiredFunction(), roleGrants(allow(["xray:PutTraceSegments", "ec2:CreateNetworkInterface"]))],
            "Grant::xray:PutTraceSegments#*",
            "Grant::ec2:CreateNetworkInterface#*",
        ],
        "an attached policy of the stack": [
            [
                ...wiredFunction(),
                subjectsOf("aws:iam/policy:Policy")(
                    { policy: JSON.stringify({ Statement: allow("s3:GetObject", "arn:aws:s3:::lake/*") }) },
                    { name: "lake", outputs: { arn: "arn:lake" } },
                ),
                subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
                    { role: "orders-role", policyArn: "arn:lake" },
                    { name: "attachment" },
                ),
            ],
            "Grant::s3:GetObject#arn:aws:s3:::lake/*",
        ],
    },
    missing: [[...wiredFunction(), roleGrants(allow("dynamodb:GetItem", TABLE))], `Grant::dynamodb:GetItem#${TABLE}`],
    undecided: {
        "an unknown variable": [
            [...environment({ TABLE: UNKNOWN }), roleGrants(allow("dynamodb:GetItem", TABLE))],
            `Grant::dynamodb:GetItem#${TABLE}`,
        ],
    },
});
