import {
    CreateDeliveryStreamCommand,
    DeleteDeliveryStreamCommand,
    DescribeDeliveryStreamCommand,
    ListTagsForDeliveryStreamCommand,
    StartDeliveryStreamEncryptionCommand,
    StopDeliveryStreamEncryptionCommand,
    TagDeliveryStreamCommand,
    UntagDeliveryStreamCommand,
    UpdateDestinationCommand,
    type DeliveryStreamDescription,
    type KeyType,
} from "@aws-sdk/client-firehose";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap, until } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../../row";
import { destinationFromAws, destinationToAws } from "./shapes";
import { isChanged, pick } from "../../wire";

const BUCKET = [
    "bucketArn",
    "bufferingInterval",
    "bufferingSize",
    "cloudwatchLoggingOptions.enabled",
    "cloudwatchLoggingOptions.logGroupName",
    "cloudwatchLoggingOptions.logStreamName",
    "compressionFormat",
    "errorOutputPrefix",
    "kmsKeyArn",
    "prefix",
    "roleArn",
];
/** What the official provider and Firehose take when nothing is said: seconds and MiB. */
const BUCKET_DEFAULTS = { bufferingInterval: 300, bufferingSize: 5, compressionFormat: "UNCOMPRESSED" };

/** The emulator does not keep these, so a refresh takes the state's. */
const FORGOTTEN = ["customTimeZone", "fileExtension"];

/** `aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream` into S3. */
const deliveryStream = defineRow({
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    args: [
        "destination",
        ...[
            ...BUCKET,
            "customTimeZone",
            "dataFormatConversionConfiguration",
            "dynamicPartitioningConfiguration.enabled",
            "dynamicPartitioningConfiguration.retryDuration",
            "fileExtension",
            "processingConfiguration.enabled",
            "processingConfiguration.processors.parameters.parameterName",
            "processingConfiguration.processors.parameters.parameterValue",
            "processingConfiguration.processors.type",
            "s3BackupMode",
            ...BUCKET.map((key) => `s3BackupConfiguration.${key}`),
        ].map((key) => `extendedS3Configuration.${key}`),
        "kinesisSourceConfiguration.kinesisStreamArn",
        "kinesisSourceConfiguration.roleArn",
        "name",
        "region",
        "serverSideEncryption.enabled",
        "serverSideEncryption.keyArn",
        "serverSideEncryption.keyType",
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
    replaceOn: [
        "destination",
        "elasticsearchConfiguration.s3BackupMode",
        "elasticsearchConfiguration.vpcConfig",
        "icebergConfiguration.appendOnly",
        "icebergConfiguration.catalogArn",
        "kinesisSourceConfiguration",
        "mskSourceConfiguration",
        "name",
        "opensearchConfiguration.s3BackupMode",
        "opensearchConfiguration.vpcConfig",
        "opensearchserverlessConfiguration.s3BackupMode",
        "opensearchserverlessConfiguration.vpcConfig",
    ],
    unlikeCloudFormation: {
        "CloudFormation updates it, the official provider does not.": [
            "elasticsearchConfiguration.s3BackupMode",
            "icebergConfiguration.appendOnly",
            "opensearchConfiguration.s3BackupMode",
            "opensearchserverlessConfiguration.s3BackupMode",
        ],
        "CloudFormation knows the destination by the property that describes it.": ["destination"],
        "The official provider takes a change of it for an update.": [
            "snowflakeConfiguration.snowflakeVpcConfiguration",
        ],
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
    simulate({ partition, region, accountId }, { name }) {
        const arn = `arn:${partition}:firehose:${region}:${accountId}:deliverystream/${name}`;
        return { id: arn, outputs: { arn, destinationId: "destinationId-000000000001", versionId: "1" } };
    },
    live: {
        async create(context, inputs) {
            if (inputs.destination !== "extended_s3") {
                throw new Error(
                    `the embedded environment delivers to 'extended_s3' only, not to '${inputs.destination}'.`,
                );
            }
            const source = inputs.kinesisSourceConfiguration;
            await context.clients.firehose().send(
                new CreateDeliveryStreamCommand({
                    DeliveryStreamName: inputs.name,
                    DeliveryStreamType: source === undefined ? "DirectPut" : "KinesisStreamAsSource",
                    KinesisStreamSourceConfiguration: source && {
                        KinesisStreamARN: source.kinesisStreamArn,
                        RoleARN: source.roleArn,
                    },
                    ExtendedS3DestinationConfiguration: destinationToAws(inputs.extendedS3Configuration),
                    Tags: inputs.tags === undefined ? undefined : tagList(inputs.tags),
                }),
            );
            const { id } = deliveryStream.simulate(context, inputs);
            context.made(id);
            const found = await active(context, inputs.name);
            await setEncryption(context, undefined, inputs);
            return { id, outputs: computedOf(found) };
        },
        async read({ clients }, id, state) {
            const found = await describe(clients, nameOf(id));
            if (found === undefined || found.DeliveryStreamStatus === "DELETING") return undefined;
            const { Tags } = await clients
                .firehose()
                .send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: nameOf(id) }));
            const encryption = found.DeliveryStreamEncryptionConfiguration;
            const source = found.Source?.KinesisStreamSourceDescription;
            return {
                ...computedOf(found),
                destination: "extended_s3",
                extendedS3Configuration: {
                    ...pick(state.extendedS3Configuration ?? {}, FORGOTTEN),
                    ...destinationFromAws(found.Destinations![0].ExtendedS3DestinationDescription!),
                },
                name: found.DeliveryStreamName,
                serverSideEncryption: {
                    enabled: encryption?.Status === "ENABLED",
                    keyArn: encryption?.KeyARN,
                    keyType: encryption?.KeyType ?? "AWS_OWNED_CMK",
                },
                tags: tagMap(Tags),
                ...(source === undefined
                    ? {}
                    : {
                          kinesisSourceConfiguration: {
                              kinesisStreamArn: source.KinesisStreamARN,
                              roleArn: source.RoleARN,
                          },
                      }),
            };
        },
        async update(context, id, inputs, old) {
            const firehose = context.clients.firehose();
            const DeliveryStreamName = nameOf(id);
            if (isChanged(old, inputs, "extendedS3Configuration")) {
                const found = await active(context, DeliveryStreamName);
                const { S3BackupConfiguration, ...destination } = destinationToAws(inputs.extendedS3Configuration);
                await firehose.send(
                    new UpdateDestinationCommand({
                        DeliveryStreamName,
                        CurrentDeliveryStreamVersionId: found.VersionId,
                        DestinationId: found.Destinations![0].DestinationId,
                        ExtendedS3DestinationUpdate: { ...destination, S3BackupUpdate: S3BackupConfiguration },
                    }),
                );
            }
            if (isChanged(old, inputs, "serverSideEncryption")) {
                await setEncryption(context, old.serverSideEncryption, inputs);
            }
            const { removed: TagKeys, set } = tagChanges(old.tags, inputs.tags);
            if (TagKeys.length > 0)
                await firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys }));
            if (Object.keys(set).length > 0) {
                await firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags: tagList(set) }));
            }
            return computedOf(await active(context, DeliveryStreamName));
        },
        async delete(context, id) {
            const request = new DeleteDeliveryStreamCommand({ DeliveryStreamName: nameOf(id) });
            await ifExists(context.clients.firehose().send(request));
            await until(context, `The deletion of ${id}`, async () =>
                (await describe(context.clients, nameOf(id))) === undefined ? true : undefined,
            );
        },
    },
});

function computedOf(found: DeliveryStreamDescription): Props {
    return {
        arn: found.DeliveryStreamARN,
        destinationId: found.Destinations?.[0]?.DestinationId,
        versionId: found.VersionId,
    };
}

async function describe(clients: Clients, DeliveryStreamName: string) {
    const found = await ifExists(clients.firehose().send(new DescribeDeliveryStreamCommand({ DeliveryStreamName })));
    return found?.DeliveryStreamDescription;
}

async function active(context: LiveContext, name: string): Promise<DeliveryStreamDescription> {
    return until(context, `Delivery stream '${name}' becoming active`, async () => {
        const found = await describe(context.clients, name);
        return found?.DeliveryStreamStatus === "ACTIVE" ? found : undefined;
    });
}

async function setEncryption(context: LiveContext, old: Props | undefined, inputs: Props): Promise<void> {
    const { name: DeliveryStreamName, serverSideEncryption: encryption } = inputs;
    const firehose = context.clients.firehose();
    if (encryption?.enabled === true) {
        const key = { KeyType: encryption.keyType as KeyType, KeyARN: encryption.keyArn };
        await firehose.send(
            new StartDeliveryStreamEncryptionCommand({
                DeliveryStreamName,
                DeliveryStreamEncryptionConfigurationInput: key,
            }),
        );
    } else if (old?.enabled === true) {
        await firehose.send(new StopDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
    } else return;
    await until(context, `The encryption of delivery stream '${DeliveryStreamName}'`, async () => {
        const found = await describe(context.clients, DeliveryStreamName);
        const status = found?.DeliveryStreamEncryptionConfiguration?.Status ?? "DISABLED";
        return status.endsWith("ING") ? undefined : true;
    });
}

function nameOf(arn: string): string {
    return arn.slice(arn.indexOf("/") + 1);
}

/** The rows of Firehose. */
export const firehoseRows: readonly ResourceRow[] = [deliveryStream];
