import * as kinesis from "@aws-sdk/client-kinesis";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";

export const stream = crudRow({
    type: "aws:kinesis/stream:Stream",
    lacks: ["arn", "maxRecordSizeInKib", "warmThroughputMibPs"],
    ineffective: {
        encryptionType: "Told with each record; none is encrypted.",
        kmsKeyId: "Kept and read back; the key is never asked.",
        shardLevelMetrics: "Recorded only: no metrics are written.",
        streamModeDetails:
            "An on-demand stream has one shard and does not scale; a change of the mode is recorded only.",
    },
    unlikeCloudFormation: { "AWS computes it, and the official provider takes it all the same.": { taken: ["arn"] } },
    autoName: { property: "name", maxLength: 128 },
    defaults: { encryptionType: "NONE", enforceConsumerDeletion: false, retentionPeriod: 24 },
    id: "arn",
    arn: "arn:{partition}:kinesis:{region}:{accountId}:stream/{name}",
    names: { kmsKeyId: "KeyId", retentionPeriod: "RetentionPeriodHours" },
    key: { StreamName: "name" },
    create: [kinesis.CreateStreamCommand, (args) => ({ streamModeDetails: { streamMode: modeOf(args) }, ...args })],
    read: [
        kinesis.DescribeStreamSummaryCommand,
        ({ StreamDescriptionSummary: found }, { props }) => {
            // A stream whose mode was changed has the old one in the emulator.
            const mode = props.streamModeDetails?.streamMode ?? found.StreamModeDetails?.StreamMode;
            return mode === "ON_DEMAND" ? found : { ...found, ShardCount: found.OpenShardCount };
        },
    ],
    alsoRead: [[kinesis.DescribeStreamCommand, "StreamDescription"]],
    isGone: ({ StreamStatus }) => StreamStatus === "DELETING",
    // A stream takes one change at a time.
    isReady: ({ StreamStatus }) => StreamStatus === "ACTIVE",
    parts: [
        {
            of: ["shardCount"],
            set: async ({ props, send }) =>
                modeOf(props) === "PROVISIONED" &&
                (await send(kinesis.UpdateShardCountCommand, {
                    targetShardCount: props.shardCount,
                    scalingType: "UNIFORM_SCALING",
                })),
        },
        {
            of: ["retentionPeriod"],
            set: ({ old, props, send }, args) =>
                send(
                    props.retentionPeriod > old.retentionPeriod
                        ? kinesis.IncreaseStreamRetentionPeriodCommand
                        : kinesis.DecreaseStreamRetentionPeriodCommand,
                    args,
                ),
        },
        {
            of: ["encryptionType", "kmsKeyId"],
            set: ({ old, props, send }, args) =>
                props.encryptionType === "KMS"
                    ? send(kinesis.StartStreamEncryptionCommand, args)
                    : send(kinesis.StopStreamEncryptionCommand, { encryptionType: "KMS", kmsKeyId: old.kmsKeyId }),
        },
    ],
    delete: [kinesis.DeleteStreamCommand],
    forgets: ["tags"],
    tags: {
        set: kinesis.AddTagsToStreamCommand,
        remove: kinesis.RemoveTagsFromStreamCommand,
        list: kinesis.ListTagsForStreamCommand,
    },
    stale: ["streamModeDetails"],
});

function modeOf({ streamModeDetails }: Props): "ON_DEMAND" | "PROVISIONED" {
    return streamModeDetails?.streamMode ?? "PROVISIONED";
}
