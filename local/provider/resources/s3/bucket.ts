import * as s3 from "@aws-sdk/client-s3";
import { crudRow } from "../../crudRow";
import { deleteVersions } from "./versions";

/** `us-east-1` is where buckets are when no location is given, and S3 refuses its name. */
const DEFAULT_LOCATION = "us-east-1";

/** `aws:s3/bucket:Bucket`. Its configuration comes by the separate resources; the inline arguments are deprecated. */
export const bucket = crudRow({
    type: "aws:s3/bucket:Bucket",
    args: ["bucket", "bucketPrefix", "forceDestroy", "objectLockEnabled", "region", "tags"],
    unlikeCloudFormation: {
        "CloudFormation updates it, the official provider does not.": { replaces: ["objectLockEnabled"] },
    },
    autoName: { property: "bucket", maxLength: 63, transform: (name) => name.toLowerCase() },
    defaults: { forceDestroy: false },
    id: "bucket",
    arn: "arn:{partition}:s3:::{bucket}",
    idTells: (id) => ({ bucket: id }),
    outputs: ({ region }, inputs) => ({
        bucketDomainName: `${inputs.bucket}.s3.amazonaws.com`,
        bucketRegion: region,
        bucketRegionalDomainName: `${inputs.bucket}.s3.${region}.amazonaws.com`,
    }),
    own: ["forceDestroy"],
    key: { Bucket: "bucket" },
    create: [
        s3.CreateBucketCommand,
        ({ objectLockEnabled }, { context: { region } }) => ({
            objectLockEnabledForBucket: objectLockEnabled,
            ...(region === DEFAULT_LOCATION ? {} : { createBucketConfiguration: { locationConstraint: region } }),
        }),
    ],
    read: [s3.HeadBucketCommand],
    alsoRead: [
        async ({ sendIfExists }) => {
            const lock = await sendIfExists(s3.GetObjectLockConfigurationCommand);
            return { objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled" };
        },
    ],
    async delete({ context, id, props, sendIfExists }) {
        if (props.forceDestroy === true) await deleteVersions(context.clients.s3(), id);
        await sendIfExists(s3.DeleteBucketCommand);
    },
    tags: {
        set: s3.PutBucketTaggingCommand,
        remove: s3.DeleteBucketTaggingCommand,
        list: s3.GetBucketTaggingCommand,
        whole: (tags) => ({ tagging: { tagSet: tags } }),
    },
});
