import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { attached } from "../../framework/attached";
import { valueAt } from "../../framework/paths";
import { cis, fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const BLOCK_TYPE = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
/** The block for a bucket, and the one for all of an account. */
const BLOCK_TYPES = [BLOCK_TYPE, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"];
/** Access points block by themselves, unless this property says otherwise; it cannot be changed once they are made. */
const POINTS: Readonly<Record<string, string>> = {
    "aws:s3/accessPoint:AccessPoint": "publicAccessBlockConfiguration",
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": "details.publicAccessBlock",
};
const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Each flag of the block closes another way to the public; all four belong to every bucket. */
export const s3PublicAccessBlocked = defineRule({
    id: "s3-public-access-blocked",
    displayName: "S3 buckets have a public access block",
    description:
        "Every S3 bucket has a public access block with all four flags, and neither an account's block nor an access point leaves one out.",
    severity: "high",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.8"), fsbp("S3.1"), fsbp("S3.19"), fsbp("S3.24"), cis("2.1.4"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Attach aws.s3.BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets all true.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    examples: ["aws.s3.BucketPublicAccessBlock lake", "ProtectedBucket"],
    types: [...BLOCK_TYPES, ...BUCKET_TYPES, ...Object.keys(POINTS)],
    resource({ type, name, props }: ResourceView<any>, judge) {
        const point = POINTS[type];
        for (const flag of FLAGS) {
            if (BLOCK_TYPES.includes(type))
                judge.decide(flag, () => (props[flag] === true ? undefined : `'${name}' does not set ${flag}.`));
            if (point !== undefined)
                judge.decide(`${point}.${flag}`, () =>
                    valueAt(props, `${point}.${flag}`) === false ? `'${name}' switches ${flag} off.` : undefined,
                );
        }
    },
    ...attached({
        of: BUCKET_TYPES,
        by: configuring(BLOCK_TYPE),
        id: "block",
        fault: (name) => `Bucket '${name}' has no public access block.`,
    }),
    remediate({ type, props }: ResourceView<any>) {
        if (!BLOCK_TYPES.includes(type)) return;
        for (const flag of FLAGS) props[flag] = true;
    },
});
