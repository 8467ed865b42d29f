import type * as aws from "@pulumi/aws";
import { cis, fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { BUCKET_TYPES, configurationsOf } from "../../s3/buckets";
import { PROTECTED_BUCKET_COMPONENT } from "../../s3/examples";

const BLOCK_TYPE = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Each flag of the block closes another way to the public; all four belong to every bucket. */
export const s3PublicAccessBlocked = defineRule({
    id: "s3-public-access-blocked",
    displayName: "Buckets block public access",
    description: "Every S3 bucket has a public access block with all four flags.",
    severity: "high",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.8"), cis("2.1.4"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Attach aws.s3.BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets all true.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    examples: {
        aws: `new aws.s3.BucketPublicAccessBlock("lake", {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
});`,
        component: PROTECTED_BUCKET_COMPONENT,
    },
    types: [BLOCK_TYPE, ...BUCKET_TYPES],
    resource({ type, name, props }: ResourceView<aws.s3.BucketPublicAccessBlockArgs>, judge) {
        if (type !== BLOCK_TYPE) return;
        for (const flag of FLAGS) {
            judge.decide(flag, () => (props[flag] === true ? undefined : `'${name}' does not set ${flag}.`));
        }
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const blocks = judge.read("block", configurationsOf(stack, bucket, [BLOCK_TYPE]));
            if (blocks === undefined) continue;
            judge.decide("block", () =>
                blocks.length === 0 ? `Bucket '${bucket.name}' has no public access block.` : undefined,
            );
        }
    },
    remediate({ type, props }: ResourceView<aws.s3.BucketPublicAccessBlockArgs>) {
        if (type !== BLOCK_TYPE) return;
        for (const flag of FLAGS) props[flag] = true;
    },
});
