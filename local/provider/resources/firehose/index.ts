import * as firehose from "@aws-sdk/client-firehose";
import { crudRow, type Subject } from "../../crudRow";
import type { Props } from "../../row";
import { pick } from "../../wire";
import { destinationFromAws, destinationToAws } from "./shapes";

/** What the official provider and Firehose take when nothing is said: seconds and MiB. */
const BUCKET_DEFAULTS = { bufferingInterval: 300, bufferingSize: 5, compressionFormat: "UNCOMPRESSED" };

/** `aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream` into S3. */
export const deliveryStream = crudRow({
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    args: [
        "destination",
        "extendedS3Configuration",
        "kinesisSourceConfiguration",
        "name",
        "region",
        "serverSideEncryption",
        "tags",
    ],
    required: ["destination", "extendedS3Configuration"],
    // What buffers, compresses and transforms is the environment's own delivery (local/delivery).
    ineffective: {
        "extendedS3Configuration.cloudwatchLoggingOptions": "Delivery errors go to the environment's own log.",
        "extendedS3Configuration.dataFormatConversionConfiguration":
            "The emulator delivers: an object for each record.",
        "extendedS3Configuration.kmsKeyArn": "Kept and read back; objects are not encrypted, and no key is asked.",
        "extendedS3Configuration.roleArn": "Delivery is not held to the role.",
        "extendedS3Configuration.s3BackupConfiguration": "Nothing is backed up.",
        "extendedS3Configuration.s3BackupMode":
            "Nothing is backed up; the emulator delivers: an object for each record.",
        kinesisSourceConfiguration: "The source is read without the role.",
        serverSideEncryption: "Kept and read back; records are not encrypted, and no key is asked.",
    },
    unlikeCloudFormation: {
        "AWS computes it, and the official provider takes it all the same.": { taken: ["arn"] },
        "CloudFormation updates it, the official provider does not.": {
            replaces: [
                "elasticsearchConfiguration.s3BackupMode",
                "icebergConfiguration.appendOnly",
                "opensearchConfiguration.s3BackupMode",
                "opensearchserverlessConfiguration.s3BackupMode",
            ],
        },
        "CloudFormation knows the destination by the property that describes it.": { replaces: ["destination"] },
        "The official provider takes a change of it for an update.": {
            updates: ["snowflakeConfiguration.snowflakeVpcConfiguration"],
        },
    },
    recomputes: { versionId: ["extendedS3Configuration"] },
    autoName: { property: "name", maxLength: 64 },
    defaults: {
        extendedS3Configuration: {
            ...BUCKET_DEFAULTS,
            customTimeZone: "UTC",
            s3BackupConfiguration: BUCKET_DEFAULTS,
            s3BackupMode: "Disabled",
        },
        serverSideEncryption: { enabled: false, keyType: "AWS_OWNED_CMK" },
    },
    id: "arn",
    arn: "arn:{partition}:firehose:{region}:{accountId}:deliverystream/{name}",
    outputs: () => ({ destinationId: "destinationId-000000000001", versionId: "1" }),
    names: {
        arn: "DeliveryStreamARN",
        extendedS3Configuration: "ExtendedS3DestinationConfiguration",
        kinesisSourceConfiguration: "KinesisStreamSourceConfiguration",
    },
    key: { DeliveryStreamName: "name" },
    create: [
        firehose.CreateDeliveryStreamCommand,
        ({ destination, ...args }) => {
            if (destination !== "extended_s3")
                throw new Error(`the embedded environment delivers to 'extended_s3' only, not to '${destination}'.`);
            const isSourced = args.kinesisSourceConfiguration !== undefined;
            return { ...args, deliveryStreamType: isSourced ? "KinesisStreamAsSource" : "DirectPut" };
        },
    ],
    read: [firehose.DescribeDeliveryStreamCommand, streamFromAws],
    isGone: ({ DeliveryStreamStatus }) => DeliveryStreamStatus === "DELETING",
    isReady: ({ DeliveryStreamStatus, DeliveryStreamEncryptionConfiguration: encryption }) =>
        DeliveryStreamStatus === "ACTIVE" && !/ING$/.test(encryption?.Status),
    update: async ({ find, send }, { extendedS3Configuration: { s3BackupConfiguration, ...destination } }) => {
        const { destinationId, VersionId: currentDeliveryStreamVersionId } = await find();
        const extendedS3DestinationUpdate = { ...destination, s3BackupUpdate: s3BackupConfiguration };
        await send(firehose.UpdateDestinationCommand, {
            currentDeliveryStreamVersionId,
            destinationId,
            extendedS3DestinationUpdate,
        });
    },
    parts: [
        {
            of: ["serverSideEncryption"],
            set: async ({ old, props: { serverSideEncryption: encryption }, send }) => {
                if (encryption?.enabled === true)
                    await send(firehose.StartDeliveryStreamEncryptionCommand, {
                        deliveryStreamEncryptionConfigurationInput: encryption,
                    });
                else if (old.serverSideEncryption?.enabled === true)
                    await send(firehose.StopDeliveryStreamEncryptionCommand);
            },
        },
    ],
    delete: [firehose.DeleteDeliveryStreamCommand],
    tags: {
        set: firehose.TagDeliveryStreamCommand,
        remove: firehose.UntagDeliveryStreamCommand,
        list: firehose.ListTagsForDeliveryStreamCommand,
    },
    wire: { extendedS3Configuration: { to: destinationToAws } },
});

function streamFromAws(
    { DeliveryStreamDescription: found }: firehose.DescribeDeliveryStreamCommandOutput,
    { props }: Subject,
): Props {
    const [destination] = found!.Destinations!;
    const encryption = found!.DeliveryStreamEncryptionConfiguration;
    return {
        ...found,
        destination: "extended_s3",
        destinationId: destination.DestinationId,
        extendedS3Configuration: {
            // The emulator does not keep these.
            ...pick(props.extendedS3Configuration ?? {}, ["customTimeZone", "fileExtension"]),
            ...destinationFromAws(destination.ExtendedS3DestinationDescription!),
        },
        kinesisSourceConfiguration: found!.Source?.KinesisStreamSourceDescription,
        serverSideEncryption: { KeyType: "AWS_OWNED_CMK", ...encryption, enabled: encryption?.Status === "ENABLED" },
    };
}
