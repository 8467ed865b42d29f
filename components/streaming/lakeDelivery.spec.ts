import assert from "node:assert/strict";
import { LakeDelivery, type LakeDeliveryArgs } from "./lakeDelivery";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:transform:live";
const GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:order-changes-logs";
const ARN = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/order-changes";
const DATA_KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";
const ARGS: LakeDeliveryArgs = {
    lake: { name: "lake-1", arn: "arn:aws:s3:::lake-1", keyArn: DATA_KEY },
    dataset: "orders",
    keyArn: "streaming-key",
    transformFunction: { arn: FUNCTION },
    bufferSeconds: 300,
    bufferMebibytes: 64,
    logs: { keyArn: "logs-key", retentionDays: 14 },
    permissionsBoundaryArn: "boundary",
};
const STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

describe("LakeDelivery", () => {
    beforeEach(() => installMocks());

    it("transforms, compresses and partitions by day, encrypts, logs, and keeps what was refused", async () => {
        const delivery = new LakeDelivery("order-changes", ARGS);
        await settled();
        assert.deepEqual(inputsOf(STREAM, "order-changes"), {
            destination: "extended_s3",
            serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: "streaming-key" },
            extendedS3Configuration: {
                bucketArn: "arn:aws:s3:::lake-1",
                roleArn: "arn:aws:iam::111122223333:role/order-changes",
                prefix: "orders/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
                errorOutputPrefix:
                    "errors/orders/!{firehose:error-output-type}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
                compressionFormat: "GZIP",
                fileExtension: ".jsonl.gz",
                bufferingInterval: 300,
                bufferingSize: 64,
                processingConfiguration: {
                    enabled: true,
                    processors: [
                        {
                            type: "Lambda",
                            parameters: [
                                { parameterName: "LambdaArn", parameterValue: FUNCTION },
                                { parameterName: "BufferSizeInMBs", parameterValue: "2" },
                                { parameterName: "BufferIntervalInSeconds", parameterValue: "300" },
                            ],
                        },
                    ],
                },
                cloudwatchLoggingOptions: {
                    enabled: true,
                    logGroupName: "order-changes-logs",
                    logStreamName: "delivery",
                },
            },
        });
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "order-changes-logs"), {
            retentionInDays: 14,
            kmsKeyId: "logs-key",
        });
        assert.deepEqual(inputsOf("aws:cloudwatch/logStream:LogStream", "order-changes-log-stream"), {
            name: "delivery",
            logGroupName: "order-changes-logs",
        });
        assert.deepEqual(await valueOf(delivery.ref), { name: "order-changes", arn: ARN });
    });

    it("takes lines as they are where nothing transforms them", async () => {
        const { transformFunction, ...untransformed } = ARGS;
        assert.ok(transformFunction);
        new LakeDelivery("order-changes", untransformed);
        await settled();
        assert.ok(!("processingConfiguration" in inputsOf(STREAM, "order-changes").extendedS3Configuration));
        const policies = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name);
        assert.deepEqual(policies.sort(), ["order-changes-lake-deliver", "order-changes-logs-write"]);
    });

    it("does not state what the provider would not store", async () => {
        new LakeDelivery("order-changes", { ...ARGS, bufferSeconds: 60 });
        await settled();
        const { processors } = inputsOf(STREAM, "order-changes").extendedS3Configuration.processingConfiguration;
        assert.deepEqual(
            processors[0].parameters.map(({ parameterName }: { parameterName: string }) => parameterName),
            ["LambdaArn", "BufferSizeInMBs"],
        );
    });

    it("acts under a role that this account's Firehose only may take, with what it grants and no more", async () => {
        new LakeDelivery("order-changes", ARGS);
        await settled();
        const role = inputsOf("aws:iam/role:Role", "order-changes");
        assert.equal(role.permissionsBoundary, "boundary");
        assert.deepEqual(JSON.parse(role.assumeRolePolicy).Statement, [
            {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "firehose.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
        const policies = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name);
        assert.deepEqual(policies.sort(), [
            "order-changes-function-transform",
            "order-changes-lake-deliver",
            "order-changes-logs-write",
        ]);
        assert.deepEqual(grantedBy("order-changes-function-transform"), [
            {
                Effect: "Allow",
                Action: ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
                Resource: FUNCTION,
            },
        ]);
        assert.deepEqual(grantedBy("order-changes-logs-write"), [
            { Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: `${GROUP}:log-stream:delivery` },
        ]);
        const [objects] = grantedBy("order-changes-lake-deliver") as { Resource: string[] }[];
        assert.deepEqual(objects.Resource, ["arn:aws:s3:::lake-1/orders/*", "arn:aws:s3:::lake-1/errors/orders/*"]);
    });

    it("grants on itself", async () => {
        new LakeDelivery("order-changes", ARGS).grant(testGrantee(), "put");
        await settled();
        assert.deepEqual(grantedBy("worker-order-changes-put"), [
            { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: ARN },
        ]);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new LakeDelivery("order-changes", { ...ARGS, transform }, opts)));

    const refused: Readonly<Record<string, { args: Partial<LakeDeliveryArgs>; message: RegExp }>> = {
        "a longer buffer than Firehose has": {
            args: { bufferSeconds: 901 },
            message: /LakeDelivery 'order-changes': bufferSeconds must be a whole number from 0 to 900\./,
        },
        "a larger buffer than Firehose has": { args: { bufferMebibytes: 129 }, message: /bufferMebibytes .* 1 to 128/ },
        "no buffer": { args: { bufferMebibytes: 0 }, message: /bufferMebibytes/ },
        "a data set that is a path": { args: { dataset: "a/b" }, message: /dataset 'a\/b' must be small letters/ },
        "a data set among the errors": { args: { dataset: "errors" }, message: /and not 'errors'/ },
    };
    for (const [what, { args, message }] of Object.entries(refused)) {
        it(`refuses ${what}`, () => {
            assert.throws(() => new LakeDelivery("order-changes", { ...ARGS, ...args }), message);
        });
    }
});
