import {
    AddTagsToStreamCommand,
    CreateStreamCommand,
    DecreaseStreamRetentionPeriodCommand,
    DeleteStreamCommand,
    DescribeStreamCommand,
    DescribeStreamSummaryCommand,
    IncreaseStreamRetentionPeriodCommand,
    ListTagsForStreamCommand,
    RemoveTagsFromStreamCommand,
    StartStreamEncryptionCommand,
    StopStreamEncryptionCommand,
    UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { ifExists, tagChanges, tagMap, until } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../../row";
import { fromAws, isChanged } from "../../wire";

/** What a stream has when nothing is said, in hours. */
const SHORTEST_RETENTION = 24;

/** `aws:kinesis/stream:Stream`. */
const stream = defineRow({
    type: "aws:kinesis/stream:Stream",
    lacks: ["arn", "maxRecordSizeInKib", "warmThroughputMibPs"],
    ineffective: {
        encryptionType: "Told with each record; none is encrypted.",
        kmsKeyId: "Kept and read back; the key is never asked.",
        shardLevelMetrics: "Recorded only: no metrics are written.",
        streamModeDetails:
            "An on-demand stream has one shard and does not scale; a change of the mode is recorded only.",
    },
    replaceOn: ["name"],
    autoName: { property: "name", maxLength: 128 },
    defaults: { encryptionType: "NONE", enforceConsumerDeletion: false, retentionPeriod: SHORTEST_RETENTION },
    simulate({ partition, region, accountId }, { name }) {
        const arn = `arn:${partition}:kinesis:${region}:${accountId}:stream/${name}`;
        return { id: arn, outputs: { arn } };
    },
    live: {
        async create(context, inputs) {
            const made = stream.simulate(context, inputs);
            await context.clients.kinesis().send(
                new CreateStreamCommand({
                    StreamName: inputs.name,
                    ShardCount: inputs.shardCount,
                    StreamModeDetails: { StreamMode: modeOf(inputs) },
                }),
            );
            context.made(made.id);
            await active(context, inputs.name);
            await setRetention(context, inputs.name, SHORTEST_RETENTION, inputs.retentionPeriod);
            await setEncryption(context, inputs.name, { encryptionType: "NONE" }, inputs);
            await setTags(context, inputs.name, {}, inputs.tags);
            return made;
        },
        async read({ clients }, id, state) {
            const StreamARN = id;
            const kinesis = clients.kinesis();
            const summary = await ifExists(kinesis.send(new DescribeStreamSummaryCommand({ StreamARN })));
            const found = summary?.StreamDescriptionSummary;
            if (found === undefined || found.StreamStatus === "DELETING") return undefined;
            const StreamName = found.StreamName!;
            const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
            const { Tags } = await kinesis.send(new ListTagsForStreamCommand({ StreamName }));
            // A stream whose mode was changed has the old one in the emulator.
            const streamModeDetails = state.streamModeDetails ?? fromAws(found.StreamModeDetails);
            return {
                arn: id,
                name: StreamName,
                encryptionType: StreamDescription?.EncryptionType ?? "NONE",
                kmsKeyId: StreamDescription?.KeyId,
                retentionPeriod: found.RetentionPeriodHours,
                streamModeDetails,
                tags: tagMap(Tags),
                ...(modeOf({ streamModeDetails }) === "ON_DEMAND" ? {} : { shardCount: found.OpenShardCount }),
            };
        },
        async update(context, _id, inputs, old) {
            const { name: StreamName } = inputs;
            const kinesis = context.clients.kinesis();
            if (isChanged(old, inputs, "shardCount") && modeOf(inputs) === "PROVISIONED") {
                const TargetShardCount = inputs.shardCount;
                const ScalingType = "UNIFORM_SCALING";
                await kinesis.send(new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType }));
                await active(context, StreamName);
            }
            await setRetention(context, StreamName, old.retentionPeriod, inputs.retentionPeriod);
            await setEncryption(context, StreamName, old, inputs);
            await setTags(context, StreamName, old.tags, inputs.tags);
            return {};
        },
        async delete(context, StreamARN, { enforceConsumerDeletion: EnforceConsumerDeletion }) {
            const kinesis = context.clients.kinesis();
            await ifExists(kinesis.send(new DeleteStreamCommand({ StreamARN, EnforceConsumerDeletion })));
            await until(context, `The deletion of ${StreamARN}`, async () => {
                const found = await ifExists(kinesis.send(new DescribeStreamSummaryCommand({ StreamARN })));
                return found === undefined ? true : undefined;
            });
        },
    },
});

function modeOf({ streamModeDetails }: Props): "ON_DEMAND" | "PROVISIONED" {
    return streamModeDetails?.streamMode ?? "PROVISIONED";
}

/** A stream takes one change at a time. */
async function active(context: LiveContext, StreamName: string): Promise<void> {
    await until(context, `Stream '${StreamName}' becoming active`, async () => {
        const found = await context.clients.kinesis().send(new DescribeStreamSummaryCommand({ StreamName }));
        return found.StreamDescriptionSummary?.StreamStatus === "ACTIVE" ? true : undefined;
    });
}

async function setRetention(context: LiveContext, StreamName: string, old: number, hours: number): Promise<void> {
    if (old === hours) return;
    const request = { StreamName, RetentionPeriodHours: hours };
    const kinesis = context.clients.kinesis();
    if (hours > old) await kinesis.send(new IncreaseStreamRetentionPeriodCommand(request));
    else await kinesis.send(new DecreaseStreamRetentionPeriodCommand(request));
    await active(context, StreamName);
}

async function setEncryption(context: LiveContext, StreamName: string, old: Props, inputs: Props): Promise<void> {
    if (!isChanged(old, inputs, "encryptionType", "kmsKeyId")) return;
    const kinesis = context.clients.kinesis();
    if (inputs.encryptionType === "KMS") {
        const encryption = { StreamName, EncryptionType: "KMS", KeyId: inputs.kmsKeyId } as const;
        await kinesis.send(new StartStreamEncryptionCommand(encryption));
    } else {
        await kinesis.send(new StopStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: old.kmsKeyId }));
    }
    await active(context, StreamName);
}

async function setTags(context: LiveContext, StreamName: string, old?: Props, tags?: Props): Promise<void> {
    const { removed: TagKeys, set: Tags } = tagChanges(old, tags);
    const kinesis = context.clients.kinesis();
    if (TagKeys.length > 0) await kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys }));
    if (Object.keys(Tags).length > 0) await kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags }));
}

/** The rows of Kinesis Data Streams. */
export const kinesisRows: readonly ResourceRow[] = [stream];
