import { DescribeDeliveryStreamCommand, ListTagsForDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import assert from "node:assert/strict";
import { exerciseRow, type Make } from "../../testing/exercise";
import { firehoseRows } from ".";
import { iamRows } from "../iam";
import { kinesisRows } from "../kinesis";
import { s3Rows } from "../s3";

const TYPE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const rows = [...firehoseRows, ...iamRows, ...kinesisRows, ...s3Rows];

describe("the row of Firehose", function () {
    this.timeout(120_000);

    const bucketAndRole = async (make: Make) => {
        const bucket = await make("aws:s3/bucket:Bucket", { forceDestroy: true });
        const role = await make("aws:iam/role:Role", {
            assumeRolePolicy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "firehose.amazonaws.com" } },
                ],
            }),
        });
        return { bucketArn: bucket.state.arn, roleArn: role.state.arn };
    };
    const processing = (value: string) => ({
        enabled: true,
        processors: [{ type: "Lambda", parameters: [{ parameterName: "LambdaArn", parameterValue: value }] }],
    });

    it("makes a delivery stream with every setting of its destination", async () => {
        let target = {};
        const configuration = {
            prefix: "orders/!{timestamp:yyyy/MM/dd}/",
            errorOutputPrefix: "errors/!{firehose:error-output-type}/",
            bufferingInterval: 60,
            bufferingSize: 64,
            compressionFormat: "GZIP",
            fileExtension: ".jsonl.gz",
            kmsKeyArn: "arn:aws:kms:eu-west-1:000000000000:key/one",
            cloudwatchLoggingOptions: { enabled: true, logGroupName: "/firehose", logStreamName: "delivery" },
            processingConfiguration: processing("arn:aws:lambda:eu-west-1:000000000000:function:one"),
            dynamicPartitioningConfiguration: { enabled: true, retryDuration: 120 },
        };
        await exerciseRow(rows, {
            type: TYPE,
            inputs: async (make) => {
                target = await bucketAndRole(make);
                return {
                    destination: "extended_s3",
                    extendedS3Configuration: { ...target, ...configuration },
                    serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" },
                    tags: { owner: "orders" },
                };
            },
            async readBack(clients, _id, { name: DeliveryStreamName }) {
                const firehose = clients.firehose();
                const { DeliveryStreamDescription: found } = await firehose.send(
                    new DescribeDeliveryStreamCommand({ DeliveryStreamName }),
                );
                const { Tags } = await firehose.send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName }));
                const destination = found?.Destinations?.[0]?.ExtendedS3DestinationDescription;
                return {
                    status: found?.DeliveryStreamStatus,
                    prefixes: [destination?.Prefix, destination?.ErrorOutputPrefix],
                    buffering: destination?.BufferingHints,
                    compression: destination?.CompressionFormat,
                    key: destination?.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN,
                    logging: destination?.CloudWatchLoggingOptions?.LogStreamName,
                    processor: destination?.ProcessingConfiguration?.Processors?.[0]?.Parameters?.[0]?.ParameterValue,
                    partitioning: destination?.DynamicPartitioningConfiguration?.RetryOptions?.DurationInSeconds,
                    encryption: found?.DeliveryStreamEncryptionConfiguration?.Status,
                    tags: Tags,
                };
            },
            shows: {
                status: "ACTIVE",
                prefixes: [configuration.prefix, configuration.errorOutputPrefix],
                buffering: { IntervalInSeconds: 60, SizeInMBs: 64 },
                compression: "GZIP",
                key: configuration.kmsKeyArn,
                logging: "delivery",
                processor: "arn:aws:lambda:eu-west-1:000000000000:function:one",
                partitioning: 120,
                encryption: "ENABLED",
                tags: [{ Key: "owner", Value: "orders" }],
            },
            update: {
                get inputs() {
                    return {
                        extendedS3Configuration: {
                            ...target,
                            ...configuration,
                            prefix: "other/",
                            bufferingInterval: undefined,
                            kmsKeyArn: undefined,
                            processingConfiguration: processing("arn:aws:lambda:eu-west-1:000000000000:function:other"),
                        },
                        serverSideEncryption: undefined,
                        tags: { stage: "test" },
                    };
                },
                shows: {
                    status: "ACTIVE",
                    prefixes: ["other/", configuration.errorOutputPrefix],
                    buffering: { IntervalInSeconds: 300, SizeInMBs: 64 },
                    compression: "GZIP",
                    key: undefined,
                    logging: "delivery",
                    processor: "arn:aws:lambda:eu-west-1:000000000000:function:other",
                    partitioning: 120,
                    encryption: "DISABLED",
                    tags: [{ Key: "stage", Value: "test" }],
                },
            },
            replaceOn: {
                name: "another",
                destination: "opensearch",
                "elasticsearchConfiguration.s3BackupMode": "AllDocuments",
                "elasticsearchConfiguration.vpcConfig": { subnetIds: ["subnet-0"] },
                "icebergConfiguration.appendOnly": true,
                "icebergConfiguration.catalogArn": "arn:aws:glue:eu-west-1:000000000000:catalog",
                mskSourceConfiguration: { topicName: "orders" },
                "opensearchConfiguration.s3BackupMode": "AllDocuments",
                "opensearchConfiguration.vpcConfig": { subnetIds: ["subnet-0"] },
                "opensearchserverlessConfiguration.s3BackupMode": "AllDocuments",
                "opensearchserverlessConfiguration.vpcConfig": { subnetIds: ["subnet-0"] },
            },
            outputs: ({ id, state }) =>
                assert.equal(id, `arn:aws:firehose:eu-west-1:000000000000:deliverystream/${state.name}`),
        });
    });

    it("makes a delivery stream that reads a Kinesis stream", () =>
        exerciseRow(rows, {
            type: TYPE,
            inputs: async (make) => {
                const target = await bucketAndRole(make);
                const stream = await make("aws:kinesis/stream:Stream", { shardCount: 1 });
                return {
                    destination: "extended_s3",
                    extendedS3Configuration: target,
                    kinesisSourceConfiguration: { kinesisStreamArn: stream.state.arn, roleArn: target.roleArn },
                };
            },
            async readBack(clients, _id, { name: DeliveryStreamName }) {
                const { DeliveryStreamDescription } = await clients
                    .firehose()
                    .send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
                const source = DeliveryStreamDescription?.Source?.KinesisStreamSourceDescription;
                return source?.KinesisStreamARN?.replace(/\/.*/, "");
            },
            shows: "arn:aws:kinesis:eu-west-1:000000000000:stream",
            replaceOn: { kinesisSourceConfiguration: undefined },
        }));
});
