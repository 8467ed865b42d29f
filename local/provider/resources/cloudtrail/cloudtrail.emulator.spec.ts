import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import { describeRows } from "../../testing/exercise";

describeRows("the row of CloudTrail", {
    "make a trail": {
        type: "aws:cloudtrail/trail:Trail",
        inputs: async (make) => ({
            s3BucketName: (await make("aws:s3/bucket:Bucket", { forceDestroy: true })).id,
            s3KeyPrefix: "trail",
            enableLogFileValidation: true,
            isMultiRegionTrail: true,
            kmsKeyId: "arn:aws:kms:eu-west-1:000000000000:key/one",
            eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }],
            tags: { owner: "orders" },
        }),
        looks: [
            [cloudTrail.GetTrailCommand, "Trail"],
            cloudTrail.GetTrailStatusCommand,
            cloudTrail.GetEventSelectorsCommand,
            [cloudTrail.ListTagsCommand, "ResourceTagList.0"],
        ],
        names: { enableLogFileValidation: "LogFileValidationEnabled", enableLogging: "IsLogging" },
        unset: {
            eventSelectors: [
                {
                    ReadWriteType: "All",
                    IncludeManagementEvents: true,
                    DataResources: [],
                    ExcludeManagementEventSources: [],
                },
            ],
        },
        update: {
            s3KeyPrefix: "other",
            enableLogging: false,
            enableLogFileValidation: undefined,
            eventSelectors: undefined,
            tags: { stage: "test" },
        },
    },
});
