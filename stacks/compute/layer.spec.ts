import assert from "node:assert/strict";
import { computeLayer } from "./layer";
import { grantedBy } from "../../components/shared/testing/grants";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { placeholdersOf } from "../shared/testing/placeholders";
import { sharedConfig } from "../shared/testing/sharedConfig";
import { streamingContract } from "../streaming/contract";

const CONFIG: Parameters<typeof computeLayer>[1] = {
    ...sharedConfig,
    platform: { ...sharedConfig.platform, logLevel: "ERROR" },
    layer: { reservedConcurrency: 0, streamRecordAgeHours: 23 },
};
const FUNCTIONS = "arn:aws:lambda:eu-west-1:111122223333:function";
const QUEUES = "arn:aws:sqs:eu-west-1:111122223333";
const { keys } = foundationContract.publishes;
const { ordersTable, lake } = dataContract.publishes;
const { clickstream, eventDelivery, orderDelivery } = streamingContract.publishes;

function build(
    layer: Partial<typeof CONFIG.layer> = {},
    platform: Partial<typeof CONFIG.platform> = {},
): ReturnType<typeof computeLayer> {
    return computeLayer(
        {
            foundation: placeholdersOf(foundationContract),
            data: placeholdersOf(dataContract),
            streaming: placeholdersOf(streamingContract),
        },
        { ...CONFIG, layer: { ...CONFIG.layer, ...layer }, platform: { ...CONFIG.platform, ...platform } },
    );
}

/** Use of a key through one service, for one thing. */
function keyUse(actions: string[], key: string, service: string, context: string, values: string[]): object {
    return {
        Effect: "Allow",
        Action: actions,
        Resource: key,
        Condition: {
            StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` },
            StringLike: { [`kms:EncryptionContext:${context}`]: values },
        },
    };
}

const sending = (queue: string) => [
    { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: `${QUEUES}:${queue}` },
    keyUse(["kms:GenerateDataKey", "kms:Decrypt"], keys.placeholder.messaging, "sqs", "aws:sqs:arn", [
        `${QUEUES}:${queue}`,
    ]),
];

/** What every consumer may do besides reading its stream and handing over what it read. */
const common = (consumer: string): Readonly<Record<string, object[]>> => ({
    [`${consumer}-run`]: [
        {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `arn:aws:logs:eu-west-1:111122223333:log-group:${consumer}-logs:*`,
        },
        { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    ],
    [`${consumer}-failures-send`]: sending("failures"),
    [`${consumer}-${consumer}-failures-send`]: sending(`${consumer}-failures`),
    [`${consumer}-lake-write`]: [
        {
            Effect: "Allow",
            Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
            Resource: `${lake.placeholder.arn}/aws/lambda/*`,
        },
        keyUse(["kms:GenerateDataKey", "kms:Decrypt"], keys.placeholder.data, "s3", "aws:s3:arn", [
            lake.placeholder.arn,
            `${lake.placeholder.arn}/*`,
        ]),
    ],
    [`${consumer}-lake-list`]: [{ Effect: "Allow", Action: ["s3:ListBucket"], Resource: lake.placeholder.arn }],
});
const putting = (delivery: string) => [
    { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: delivery },
];

/** Every permission of the consumers. */
const GRANTED: Readonly<Record<string, object[]>> = {
    ...common("deliver-order-changes"),
    "deliver-order-changes-orders-readStream": [
        {
            Effect: "Allow",
            Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            Resource: ordersTable.placeholder.streamArn,
        },
        { Effect: "Allow", Action: ["dynamodb:ListStreams"], Resource: "*" },
        keyUse(["kms:Decrypt"], keys.placeholder.data, "dynamodb", "aws:dynamodb:tableName", [
            ordersTable.placeholder.name,
        ]),
    ],
    "deliver-order-changes-order-delivery-put": putting(orderDelivery.placeholder.arn),
    ...common("deliver-events"),
    "deliver-events-clickstream-read": [
        {
            Effect: "Allow",
            Action: [
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
            ],
            Resource: clickstream.placeholder[0].arn,
        },
        { Effect: "Allow", Action: ["kinesis:ListStreams"], Resource: "*" },
        keyUse(["kms:Decrypt"], keys.placeholder.streaming, "kinesis", "aws:kinesis:arn", [
            clickstream.placeholder[0].arn,
        ]),
    ],
    "deliver-events-event-delivery-put": putting(eventDelivery.placeholder[0].arn),
};

describe("compute layer", () => {
    let published: ReturnType<typeof computeLayer>;

    before(async () => {
        installMocks();
        published = build();
        await settled();
    });

    it("publishes the consumers and the failure queue", async () => {
        const consumer = (name: string) => ({
            name,
            arn: `${FUNCTIONS}:${name}`,
            logGroup: `${name}-logs`,
            failureQueue: `${name}-failures`,
        });
        assert.deepEqual(await valueOf({ ...published }), {
            deliverOrderChanges: consumer("deliver-order-changes"),
            deliverEvents: [consumer("deliver-events")],
            failureQueue: {
                name: "failures",
                arn: `${QUEUES}:failures`,
                url: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
            },
        });
    });

    it("gives the consumers exactly these permissions", () => {
        const policies = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name, inputs }) => [
            name,
            name.startsWith(`${inputs.role}-`) ? grantedBy(name) : inputs.role,
        ]);
        assert.deepEqual(Object.fromEntries(policies), GRANTED);
        assert.deepEqual(resourcesOfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
    });

    for (const [mapping, consumer, streamArn] of [
        ["orders-stream", "deliver-order-changes", ordersTable.placeholder.streamArn],
        ["clickstream", "deliver-events", clickstream.placeholder[0].arn],
    ]) {
        it(`feeds ${consumer} its stream, and lets the lake keep what it cannot deliver for too long`, () => {
            const inputs = inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", mapping);
            assert.deepEqual(
                [inputs.eventSourceArn, inputs.functionName, inputs.maximumRecordAgeInSeconds],
                [streamArn, `${FUNCTIONS}:${consumer}-live`, 23 * 3600],
            );
            assert.deepEqual(inputs.destinationConfig, { onFailure: { destinationArn: lake.placeholder.arn } });
        });
    }

    for (const [consumer, delivery] of [
        ["deliver-order-changes", orderDelivery.placeholder.name],
        ["deliver-events", eventDelivery.placeholder[0].name],
    ]) {
        it(`tells ${consumer} where to deliver and where to put what it never can`, () => {
            const fn = inputsOf("aws:lambda/function:Function", consumer);
            assert.deepEqual(fn.environment.variables, {
                POWERTOOLS_SERVICE_NAME: consumer,
                POWERTOOLS_METRICS_NAMESPACE: "Platform",
                POWERTOOLS_LOG_LEVEL: "ERROR",
                DELIVERY_STREAM: delivery,
                FAILURE_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
            });
            assert.deepEqual([fn.timeout, fn.memorySize, "reservedConcurrentExecutions" in fn], [60, 512, false]);
        });
    }

    it("has no consumer of the clickstream where there is none", async () => {
        installMocks();
        const { deliverEvents } = build({}, { clickstream: "None" });
        await settled();
        assert.deepEqual(deliverEvents, []);
        const functions = resourcesOfType("aws:lambda/function:Function").map(({ name }) => name);
        assert.deepEqual(functions, ["deliver-order-changes"]);
    });

    it("encrypts the failure queue with the key for messages", () => {
        assert.equal(inputsOf("aws:sqs/queue:Queue", "failures").kmsMasterKeyId, keys.placeholder.messaging);
    });

    it("follows the environment's settings", async () => {
        installMocks();
        build({ reservedConcurrency: 100, streamRecordAgeHours: 6 });
        await settled();
        const { maximumRecordAgeInSeconds } = inputsOf(
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            "orders-stream",
        );
        const { reservedConcurrentExecutions } = inputsOf("aws:lambda/function:Function", "deliver-order-changes");
        assert.deepEqual([maximumRecordAgeInSeconds, reservedConcurrentExecutions], [6 * 3600, 100]);
    });
});
