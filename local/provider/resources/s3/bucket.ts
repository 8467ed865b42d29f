import {
    CreateBucketCommand,
    DeleteBucketCommand,
    DeleteBucketTaggingCommand,
    GetBucketTaggingCommand,
    GetObjectLockConfigurationCommand,
    HeadBucketCommand,
    PutBucketTaggingCommand,
    type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import type { Clients } from "../../clients";
import { ifExists, tagList, tagMap } from "../../live";
import { defineRow, type Props } from "../../row";
import { deleteVersions } from "./versions";

/** `us-east-1` is where buckets are when no location is given, and S3 refuses its name. */
const DEFAULT_LOCATION = "us-east-1";

/** `aws:s3/bucket:Bucket`. Its configuration comes by the separate resources; the inline arguments are deprecated. */
export const bucket = defineRow({
    type: "aws:s3/bucket:Bucket",
    args: ["bucket", "bucketPrefix", "forceDestroy", "objectLockEnabled", "region", "tags"],
    replaceOn: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
    unlikeCloudFormation: { "CloudFormation updates it, the official provider does not.": ["objectLockEnabled"] },
    autoName: { property: "bucket", maxLength: 63, transform: (name) => name.toLowerCase() },
    defaults: { forceDestroy: false },
    simulate: ({ partition, region }, inputs) => ({
        id: inputs.bucket,
        outputs: {
            arn: `arn:${partition}:s3:::${inputs.bucket}`,
            bucketDomainName: `${inputs.bucket}.s3.amazonaws.com`,
            bucketRegion: region,
            bucketRegionalDomainName: `${inputs.bucket}.s3.${region}.amazonaws.com`,
        },
    }),
    live: {
        async create(context, inputs) {
            const location = context.region as BucketLocationConstraint;
            await context.clients.s3().send(
                new CreateBucketCommand({
                    Bucket: inputs.bucket,
                    ObjectLockEnabledForBucket: inputs.objectLockEnabled,
                    ...(context.region === DEFAULT_LOCATION
                        ? {}
                        : { CreateBucketConfiguration: { LocationConstraint: location } }),
                }),
            );
            context.made(inputs.bucket);
            await putTags(context.clients, inputs.bucket, inputs.tags);
            return bucket.simulate(context, inputs);
        },
        async read(context, id, state) {
            const client = context.clients.s3();
            if ((await ifExists(client.send(new HeadBucketCommand({ Bucket: id })))) === undefined) return undefined;
            const tagging = await ifExists(client.send(new GetBucketTaggingCommand({ Bucket: id })));
            const lock = await ifExists(client.send(new GetObjectLockConfigurationCommand({ Bucket: id })));
            return {
                ...bucket.simulate(context, { ...state, bucket: id }).outputs,
                bucket: id,
                tags: tagMap(tagging?.TagSet),
                objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled",
            };
        },
        async update({ clients }, id, inputs) {
            await putTags(clients, id, inputs.tags);
            return {};
        },
        async delete({ clients }, id, state) {
            if (state.forceDestroy === true) await deleteVersions(clients.s3(), id);
            await ifExists(clients.s3().send(new DeleteBucketCommand({ Bucket: id })));
        },
    },
});

/** S3 replaces all tags at once. */
async function putTags(clients: Clients, name: string, tags: Props | undefined): Promise<void> {
    const isEmpty = tags === undefined || Object.keys(tags).length === 0;
    if (isEmpty) await clients.s3().send(new DeleteBucketTaggingCommand({ Bucket: name }));
    else await clients.s3().send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: tagList(tags) } }));
}
