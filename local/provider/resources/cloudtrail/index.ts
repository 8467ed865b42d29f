import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import { crudRow } from "../../crudRow";

const NOTHING_WRITTEN = "The trail writes no events, neither to logs nor to the bucket.";

export const trail = crudRow({
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
    autoName: { property: "name", maxLength: 128 },
    defaults: {
        enableLogFileValidation: false,
        enableLogging: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: false,
    },
    id: "arn",
    arn: "arn:{partition}:cloudtrail:{region}:{accountId}:trail/{name}",
    outputs: ({ region }) => ({ homeRegion: region }),
    names: {
        arn: "TrailARN",
        cloudWatchLogsGroupArn: "CloudWatchLogsLogGroupArn",
        enableLogFileValidation: "LogFileValidationEnabled",
        enableLogging: "IsLogging",
    },
    key: { Name: "name", TrailName: "name" },
    create: [cloudTrail.CreateTrailCommand],
    read: [cloudTrail.GetTrailCommand, "Trail"],
    alsoRead: [[cloudTrail.GetTrailStatusCommand], [cloudTrail.GetEventSelectorsCommand]],
    update: [cloudTrail.UpdateTrailCommand],
    parts: [
        {
            of: ["advancedEventSelectors", "eventSelectors"],
            set: [cloudTrail.PutEventSelectorsCommand],
            // What a trail has of which nothing is said.
            clear: [
                cloudTrail.PutEventSelectorsCommand,
                () => ({ eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }] }),
            ],
        },
        {
            of: ["enableLogging"],
            always: true,
            set: [cloudTrail.StartLoggingCommand],
            clear: [cloudTrail.StopLoggingCommand],
            none: false,
        },
    ],
    delete: [cloudTrail.DeleteTrailCommand],
    // An update without a value leaves the old one.
    unset: { cloudWatchLogsGroupArn: "", cloudWatchLogsRoleArn: "", kmsKeyId: "", s3KeyPrefix: "" },
    forgets: ["tags"],
    tags: { set: cloudTrail.AddTagsCommand, remove: cloudTrail.RemoveTagsCommand, list: cloudTrail.ListTagsCommand },
});
