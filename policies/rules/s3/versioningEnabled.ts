import type * as aws from "@pulumi/aws";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { BUCKET_TYPES, configurationsOf } from "../../aws/s3/buckets";
import { PROTECTED_BUCKET_COMPONENT } from "../../aws/s3/examples";

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
    examples: {
        aws: `new aws.s3.BucketVersioning("lake", {
    bucket: bucket.bucket,
    versioningConfiguration: { status: "Enabled" },
});`,
        component: PROTECTED_BUCKET_COMPONENT,
    },
    types: [...BUCKET_TYPES, ...TYPES],
    resource(resource: ResourceView<any>, judge) {
        if (!TYPES.some((type) => type === resource.type)) return;
        const { name, props } = resource as ResourceView<aws.s3.BucketVersioningArgs>;
        judge.decide("versioningConfiguration.status", () =>
            props.versioningConfiguration?.status === "Enabled" ? undefined : `'${name}' does not enable versions.`,
        );
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const attached = judge.read("versioning", configurationsOf(stack, bucket, TYPES));
            if (attached === undefined || attached.length > 0) continue;
            judge.decide("versioning", () => {
                const { props } = bucket as ResourceView<Partial<aws.s3.BucketArgs & aws.s3.BucketV2Args>>;
                return props.versioning?.enabled === true ||
                    props.versionings?.some(({ enabled }) => enabled === true) === true
                    ? undefined
                    : `Bucket '${bucket.name}' keeps no versions.`;
            });
        }
    },
});
