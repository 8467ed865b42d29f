import type * as aws from "@pulumi/aws";
import { judgePlainHttpDenied } from "../../aws/exposure/plainHttp";
import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { attached } from "../../framework/attached";
import { cis, fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const POLICY_TYPE = "aws:s3/bucketPolicy:BucketPolicy";
/** A bucket's ARN ends with its name, which no slash can be in; all its objects follow as a path. */
const PARTS = [
    { id: "bucket", name: "the bucket", actions: ["s3:ListBucket"], covered: /^[^/]*$/ },
    {
        id: "objects",
        name: "the bucket's objects",
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        covered: /^[^/]*(\/\*|\*)$/,
    },
];

/** Requests without TLS are refused by every bucket. */
export const s3TlsOnly = defineRule({
    id: "s3-tls-only",
    displayName: "S3 bucket policies deny requests without TLS",
    description: "Every S3 bucket has a policy that denies requests without TLS, for the bucket and its objects.",
    severity: "medium",
    tags: ["s3", "encryption"],
    frameworks: [fsbp("S3.5"), cis("2.1.1"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Add to the bucket policy: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS",
    examples: ["aws.s3.BucketPolicy lake", "ProtectedBucket"],
    types: [POLICY_TYPE, ...BUCKET_TYPES],
    resource(resource: ResourceView, judge) {
        judgePlainHttpDenied(resource, judge, PARTS);
    },
    ...attached({
        of: BUCKET_TYPES,
        by: configuring(POLICY_TYPE),
        id: "policy",
        fault: (name) => `Bucket '${name}' has no policy that denies requests without TLS.`,
        within: ({ props }: ResourceView<aws.s3.BucketArgs>) => (props.policy ?? "") !== "",
    }),
});
