import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Lists of the old kind are off in new buckets; whoever switches them on again has two systems of permissions. */
export const s3OwnershipEnforced = defineRule({
    id: "s3-ownership-enforced",
    displayName: "The bucket owns its objects",
    description: "Ownership controls of S3 buckets switch access control lists off.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "exposure"],
    frameworks: [
        fsbp("S3.12", "ACLs should not be used to manage user access to S3 general purpose buckets"),
        wellArchitected("SEC03-BP02", "Grant least privilege access"),
    ],
    remediationSteps: 'Set rule: { objectOwnership: "BucketOwnerEnforced" }.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    examples: {
        aws: `new aws.s3.BucketOwnershipControls("lake", {
    bucket: bucket.bucket,
    rule: { objectOwnership: "BucketOwnerEnforced" },
});`,
        component: `new ProtectedBucket("lake", {
    encryption: { keyArn: key.arn },
    accessLogs: { bucketName: logs.bucket },
    deletionProtection: true,
});`,
    },
    types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
    resource({ name, props }: ResourceView<aws.s3.BucketOwnershipControlsArgs>, judge) {
        judge.decide("rule.objectOwnership", () =>
            props.rule?.objectOwnership === "BucketOwnerEnforced"
                ? undefined
                : `'${name}' lets access control lists decide.`,
        );
    },
});
