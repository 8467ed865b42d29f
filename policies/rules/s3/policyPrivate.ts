import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { BUCKET_TYPES } from "../../aws/s3/buckets";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A bucket's policy names who may; everybody is let in only by a condition on who calls. */
export const s3PolicyPrivate = defineRule({
    id: "s3-policy-private",
    displayName: "S3 bucket policies have no public principal",
    description: "Policies of S3 buckets do not allow everybody, unless limited by a condition on the caller.",
    severity: "high",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.2"), fsbp("S3.3"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Name the roles or services in Principal, or add a condition on aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
    examples: ["aws.s3.BucketPolicy lake", "ProtectedBucket"],
    types: ["aws:s3/bucketPolicy:BucketPolicy", ...BUCKET_TYPES],
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge);
    },
});
