import type * as aws from "@pulumi/aws";
import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { attached } from "../../framework/attached";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const TYPES = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"] as const;

/** An object that is overwritten or deleted by mistake is gone, unless the bucket keeps versions. */
export const s3VersioningEnabled = defineRule({
    id: "s3-versioning-enabled",
    displayName: "S3 buckets have versioning enabled",
    description: "Every S3 bucket has versioning enabled.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "resilience"],
    frameworks: [securityHub("S3.14"), wellArchitected("REL09-BP01")],
    remediationSteps: 'Attach aws.s3.BucketVersioning with versioningConfiguration: { status: "Enabled" }.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    examples: ["aws.s3.BucketVersioning lake", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...TYPES],
    resource(resource: ResourceView<any>, judge) {
        if (!TYPES.some((type) => type === resource.type)) return;
        const { name, props } = resource as ResourceView<aws.s3.BucketVersioningArgs>;
        judge.decide("versioningConfiguration.status", () =>
            props.versioningConfiguration?.status === "Enabled" ? undefined : `'${name}' does not enable versions.`,
        );
    },
    ...attached({
        of: BUCKET_TYPES,
        by: configuring(...TYPES),
        id: "versioning",
        fault: (name) => `Bucket '${name}' keeps no versions.`,
        within: ({ props }: ResourceView<Partial<aws.s3.BucketArgs & aws.s3.BucketV2Args>>) =>
            props.versioning?.enabled === true || props.versionings?.some(({ enabled }) => enabled === true) === true,
    }),
});
