import { CreateBucketCommand, DeleteBucketCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { defineRow } from "../row";

/** `aws:s3/bucket:Bucket`. */
export const bucket = defineRow({
    type: "aws:s3/bucket:Bucket",
    args: ["bucket", "bucketPrefix", "forceDestroy", "tags", "objectLockEnabled", "region"],
    replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
    autoName: { property: "bucket", maxLength: 63, transform: (name) => name.toLowerCase() },
    defaults: { forceDestroy: false },
    simulate: ({ partition, region }, inputs) => ({
        id: inputs.bucket,
        outputs: {
            arn: `arn:${partition}:s3:::${inputs.bucket}`,
            bucketDomainName: `${inputs.bucket}.s3.amazonaws.com`,
            bucketRegionalDomainName: `${inputs.bucket}.s3.${region}.amazonaws.com`,
            region,
        },
    }),
    live: {
        async create(context, inputs) {
            await context.clients.s3().send(new CreateBucketCommand({ Bucket: inputs.bucket }));
            return bucket.simulate(context, inputs);
        },
        async read({ clients }, id) {
            try {
                await clients.s3().send(new HeadBucketCommand({ Bucket: id }));
                return {};
            } catch {
                return undefined;
            }
        },
        async update() {
            return {};
        },
        async delete({ clients }, id) {
            await clients.s3().send(new DeleteBucketCommand({ Bucket: id }));
        },
    },
});

/** The rows of S3. */
export const s3Rows = [bucket];
