import {
    AddTagsCommand,
    CreateTrailCommand,
    DeleteTrailCommand,
    GetEventSelectorsCommand,
    GetTrailCommand,
    GetTrailStatusCommand,
    ListTagsCommand,
    PutEventSelectorsCommand,
    RemoveTagsCommand,
    StartLoggingCommand,
    StopLoggingCommand,
    UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../../row";
import { fromAws, isChanged, toAws } from "../../wire";

const SELECTORS = ["eventSelectors", "advancedEventSelectors"];

const NOTHING_WRITTEN = "The trail writes no events, neither to logs nor to the bucket.";

/** `aws:cloudtrail/trail:Trail`. */
const trail = defineRow({
    type: "aws:cloudtrail/trail:Trail",
    lacks: ["insightSelectors", "isOrganizationTrail", "snsTopicName"],
    ineffective: {
        advancedEventSelectors: NOTHING_WRITTEN,
        cloudWatchLogsGroupArn: NOTHING_WRITTEN,
        cloudWatchLogsRoleArn: NOTHING_WRITTEN,
        enableLogFileValidation: "Kept and read back; there are no log files to validate, and no digests.",
        enableLogging: NOTHING_WRITTEN,
        eventSelectors: NOTHING_WRITTEN,
        includeGlobalServiceEvents: NOTHING_WRITTEN,
        isMultiRegionTrail: "The trail is listed in every region; it writes no events in any.",
        kmsKeyId: "Kept and read back; there are no log files to encrypt.",
        s3BucketName: NOTHING_WRITTEN,
        s3KeyPrefix: NOTHING_WRITTEN,
    },
    replaceOn: ["name"],
    autoName: { property: "name", maxLength: 128 },
    defaults: {
        enableLogFileValidation: false,
        enableLogging: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: false,
    },
    simulate({ partition, region, accountId }, { name }) {
        const arn = `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;
        return { id: arn, outputs: { arn, homeRegion: region } };
    },
    live: {
        async create(context, inputs) {
            const { id, outputs } = trail.simulate(context, inputs);
            const cloudTrail = context.clients.cloudTrail();
            await cloudTrail.send(new CreateTrailCommand(settings(inputs)));
            context.made(id);
            // The emulator forgets the tags of CreateTrail.
            await cloudTrail.send(new AddTagsCommand({ ResourceId: id, TagsList: tagList(inputs.tags) }));
            await setSelectors(context, inputs);
            await setLogging(context, inputs);
            return { id, outputs };
        },
        async read({ clients }, id) {
            const cloudTrail = clients.cloudTrail();
            const found = (await ifExists(cloudTrail.send(new GetTrailCommand({ Name: id }))))?.Trail;
            if (found === undefined) return undefined;
            const { IsLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name: id }));
            const selectors = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: id }));
            const { ResourceTagList } = await cloudTrail.send(new ListTagsCommand({ ResourceIdList: [id] }));
            return {
                arn: id,
                homeRegion: found.HomeRegion,
                cloudWatchLogsGroupArn: found.CloudWatchLogsLogGroupArn,
                cloudWatchLogsRoleArn: found.CloudWatchLogsRoleArn,
                enableLogFileValidation: found.LogFileValidationEnabled,
                enableLogging: IsLogging,
                includeGlobalServiceEvents: found.IncludeGlobalServiceEvents,
                isMultiRegionTrail: found.IsMultiRegionTrail,
                kmsKeyId: found.KmsKeyId,
                name: found.Name,
                s3BucketName: found.S3BucketName,
                s3KeyPrefix: found.S3KeyPrefix,
                tags: tagMap(ResourceTagList?.[0]?.TagsList),
                eventSelectors: fromAws(selectors.EventSelectors ?? []),
                advancedEventSelectors: fromAws(selectors.AdvancedEventSelectors ?? [], FIELD_NAMES),
            };
        },
        async update(context, id, inputs, old) {
            const cloudTrail = context.clients.cloudTrail();
            await cloudTrail.send(new UpdateTrailCommand(settings(inputs)));
            if (isChanged(old, inputs, ...SELECTORS)) await setSelectors(context, inputs);
            await setLogging(context, inputs);
            const { removed, set } = tagChanges(old.tags, inputs.tags);
            const TagsList = removed.map((Key) => ({ Key }));
            if (removed.length > 0) await cloudTrail.send(new RemoveTagsCommand({ ResourceId: id, TagsList }));
            await cloudTrail.send(new AddTagsCommand({ ResourceId: id, TagsList: tagList(set) }));
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.cloudTrail().send(new DeleteTrailCommand({ Name: id })));
        },
    },
});

/** Lists are plural in Pulumi and singular in AWS. */
const FIELD_NAMES = {
    endsWiths: "EndsWith",
    notEndsWiths: "NotEndsWith",
    notStartsWiths: "NotStartsWith",
    startsWiths: "StartsWith",
};

/** An update without a value leaves the old one, hence the empty texts. */
function settings(inputs: Props) {
    return {
        Name: inputs.name,
        S3BucketName: inputs.s3BucketName,
        S3KeyPrefix: inputs.s3KeyPrefix ?? "",
        CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn ?? "",
        CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn ?? "",
        EnableLogFileValidation: inputs.enableLogFileValidation,
        IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
        IsMultiRegionTrail: inputs.isMultiRegionTrail,
        KmsKeyId: inputs.kmsKeyId ?? "",
    };
}

async function setSelectors({ clients }: LiveContext, inputs: Props): Promise<void> {
    const { name: TrailName, eventSelectors, advancedEventSelectors } = inputs;
    const chosen =
        advancedEventSelectors === undefined
            ? { EventSelectors: toAws(eventSelectors ?? [{ readWriteType: "All", includeManagementEvents: true }]) }
            : { AdvancedEventSelectors: toAws(advancedEventSelectors, FIELD_NAMES) };
    await clients.cloudTrail().send(new PutEventSelectorsCommand({ TrailName, ...chosen }));
}

async function setLogging({ clients }: LiveContext, { name: Name, enableLogging }: Props): Promise<void> {
    const cloudTrail = clients.cloudTrail();
    await (enableLogging === true
        ? cloudTrail.send(new StartLoggingCommand({ Name }))
        : cloudTrail.send(new StopLoggingCommand({ Name })));
}

/** The rows of CloudTrail. */
export const cloudtrailRows: readonly ResourceRow[] = [trail];
