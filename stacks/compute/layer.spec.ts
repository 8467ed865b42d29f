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
const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:deliver-order-changes";
const QUEUES = "arn:aws:sqs:eu-west-1:111122223333";
const { keys } = foundationContract.publishes;
const { ordersTable, lake } = dataContract.publishes;
const { orderDelivery } = streamingContract.publishes;

function build(layer: Partial<typeof CONFIG.layer> = {}): ReturnType<typeof computeLayer> {
    return computeLayer(
        {
            foundation: placeholdersOf(foundationContract),
            data: placeholdersOf(dataContract),
            streaming: placeholdersOf(streamingContract),
        },
        { ...CONFIG, layer: { ...CONFIG.layer, ...layer } },
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

/** Every permission of the consumer. */
const GRANTED: Readonly<Record<string, object[]>> = {
    "deliver-order-changes-run": [
        {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:deliver-order-changes-logs:*",
        },
        { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    ],
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
    "deliver-order-changes-order-delivery-put": [
        {
            Effect: "Allow",
            Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
            Resource: orderDelivery.placeholder.arn,
        },
    ],
    "deliver-order-changes-failures-send": sending("failures"),
    "deliver-order-changes-deliver-order-changes-failures-send": sending("deliver-order-changes-failures"),
    "deliver-order-changes-lake-write": [
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
    "deliver-order-changes-lake-list": [{ Effect: "Allow", Action: ["s3:ListBucket"], Resource: lake.placeholder.arn }],
};

describe("compute layer", () => {
    let published: ReturnType<typeof computeLayer>;

    before(async () => {
        installMocks();
        published = build();
        await settled();
    });

    it("publishes the consumer and the failure queue", async () => {
        assert.deepEqual(await valueOf({ ...published }), {
            deliverOrderChanges: {
                name: "deliver-order-changes",
                arn: ARN,
                logGroup: "deliver-order-changes-logs",
                failureQueue: "deliver-order-changes-failures",
            },
            failureQueue: {
                name: "failures",
                arn: `${QUEUES}:failures`,
                url: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
            },
        });
    });

    it("gives the consumer exactly these permissions", () => {
        const policies = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name, inputs }) => [
            name,
            inputs.role === "deliver-order-changes" ? grantedBy(name) : inputs.role,
        ]);
        assert.deepEqual(Object.fromEntries(policies), GRANTED);
        assert.deepEqual(resourcesOfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
    });

    it("feeds the consumer the stream of orders, and lets the lake keep what it cannot deliver for too long", () => {
        const mapping = inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "orders-stream");
        assert.deepEqual(
            [mapping.eventSourceArn, mapping.functionName, mapping.maximumRecordAgeInSeconds],
            [ordersTable.placeholder.streamArn, `${ARN}-live`, 23 * 3600],
        );
        assert.deepEqual(mapping.destinationConfig, { onFailure: { destinationArn: lake.placeholder.arn } });
    });

    it("tells the consumer where to deliver and where to put what it never can", () => {
        const fn = inputsOf("aws:lambda/function:Function", "deliver-order-changes");
        assert.deepEqual(fn.environment.variables, {
            POWERTOOLS_SERVICE_NAME: "deliver-order-changes",
            POWERTOOLS_METRICS_NAMESPACE: "Platform",
            POWERTOOLS_LOG_LEVEL: "ERROR",
            DELIVERY_STREAM: orderDelivery.placeholder.name,
            FAILURE_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
        });
        assert.deepEqual([fn.timeout, fn.memorySize, "reservedConcurrentExecutions" in fn], [60, 512, false]);
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
