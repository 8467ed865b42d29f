import * as firehose from "@aws-sdk/client-firehose";
import assert from "node:assert/strict";
import type { Props } from "../../row";
import { describeRows, type Make } from "../../testing/exercise";
import { trustIn } from "../../testing/policyDocument";

const TYPE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const bucketAndRole = async (make: Make) => {
    const bucket = await make("aws:s3/bucket:Bucket", { forceDestroy: true });
    const role = await make("aws:iam/role:Role", { assumeRolePolicy: trustIn("firehose") });
    return { bucketArn: bucket.state.arn as string, roleArn: role.state.arn as string };
};
const processing = (name: string) => ({
    enabled: true,
    processors: [
        {
            type: "Lambda",
            parameters: [
                {
                    parameterName: "LambdaArn",
                    parameterValue: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
                },
            ],
        },
    ],
});
const delivery = [
    firehose.DescribeDeliveryStreamCommand,
    ({ DeliveryStreamDescription: found }: any): Props => {
        const { BufferingHints, EncryptionConfiguration, DynamicPartitioningConfiguration, ...destination } =
            found.Destinations[0].ExtendedS3DestinationDescription;
        return {
            status: found.DeliveryStreamStatus,
            extendedS3Configuration: {
                ...destination,
                bufferingInterval: BufferingHints.IntervalInSeconds,
                bufferingSize: BufferingHints.SizeInMBs,
                kmsKeyArn: EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN,
                dynamicPartitioningConfiguration: DynamicPartitioningConfiguration && {
                    ...DynamicPartitioningConfiguration,
                    retryDuration: DynamicPartitioningConfiguration.RetryOptions?.DurationInSeconds,
                },
            },
            kinesisSourceConfiguration: found.Source?.KinesisStreamSourceDescription,
            serverSideEncryption: {
                ...found.DeliveryStreamEncryptionConfiguration,
                enabled: found.DeliveryStreamEncryptionConfiguration?.Status === "ENABLED",
            },
        };
    },
] as const;

describeRows("the row of Firehose", {
    "make a delivery stream with every setting of its destination": {
        type: TYPE,
        inputs: async (make) => ({
            destination: "extended_s3",
            extendedS3Configuration: {
                ...(await bucketAndRole(make)),
                prefix: "orders/!{timestamp:yyyy/MM/dd}/",
                errorOutputPrefix: "errors/!{firehose:error-output-type}/",
                bufferingInterval: 60,
                bufferingSize: 64,
                compressionFormat: "GZIP",
                fileExtension: ".jsonl.gz",
                kmsKeyArn: "arn:aws:kms:eu-west-1:000000000000:key/one",
                cloudwatchLoggingOptions: { enabled: true, logGroupName: "/firehose", logStreamName: "delivery" },
                processingConfiguration: processing("one"),
                dynamicPartitioningConfiguration: { enabled: true, retryDuration: 120 },
            },
            serverSideEncryption: {
                enabled: true,
                keyType: "CUSTOMER_MANAGED_CMK",
                keyArn: "arn:aws:kms:eu-west-1:000000000000:key/one",
            },
            tags: { owner: "orders" },
        }),
        looks: [delivery, firehose.ListTagsForDeliveryStreamCommand],
        unseen: ["destination", "extendedS3Configuration.customTimeZone", "extendedS3Configuration.fileExtension"],
        unset: { serverSideEncryption: { Status: "DISABLED", enabled: false } },
        update: ({ extendedS3Configuration }) =>
            Promise.resolve({
                extendedS3Configuration: {
                    ...extendedS3Configuration,
                    prefix: "other/",
                    bufferingInterval: 300,
                    kmsKeyArn: undefined,
                    processingConfiguration: processing("other"),
                },
                serverSideEncryption: undefined,
                tags: { stage: "test" },
            }),
        outputs: ({ id, state }) =>
            assert.equal(id, `arn:aws:firehose:eu-west-1:000000000000:deliverystream/${state.name}`),
    },
    "make a delivery stream that reads a Kinesis stream": {
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
        looks: [delivery],
        unseen: ["destination", "extendedS3Configuration.customTimeZone"],
    },
});
