import {
    GetEventSelectorsCommand,
    GetTrailCommand,
    GetTrailStatusCommand,
    ListTagsCommand,
} from "@aws-sdk/client-cloudtrail";
import { describeRows } from "../../testing/exercise";
import { cloudtrailRows } from ".";
import { s3Rows } from "../s3";

const setting = {
    rows: [...cloudtrailRows, ...s3Rows],
    client: "cloudTrail",
    key: { Name: "id", TrailName: "id", ResourceIdList: "arn" },
} as const;

describeRows("the row of CloudTrail", setting, {
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
            [GetTrailCommand, "Trail"],
            GetTrailStatusCommand,
            GetEventSelectorsCommand,
            [ListTagsCommand, "ResourceTagList.0"],
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
