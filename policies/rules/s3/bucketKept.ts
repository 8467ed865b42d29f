import type * as aws from "@pulumi/aws";
import { BUCKET_TYPES } from "../../aws/s3/buckets";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** With forceDestroy a rename in the program deletes every object of the bucket. */
export const s3BucketKept = defineRule({
    id: "s3-bucket-kept",
    displayName: "S3 buckets do not set forceDestroy",
    description: "S3 buckets do not set forceDestroy.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "resilience"],
    frameworks: [wellArchitected("REL09-BP01")],
    remediationSteps: "Remove forceDestroy; empty the bucket by hand when it has to go.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
    examples: ["aws.s3.Bucket lake", "ProtectedBucket"],
    types: BUCKET_TYPES,
    ...settings<aws.s3.BucketArgs>({
        forceDestroy: mustNotBe(true, (name) => `Bucket '${name}' is emptied when it is destroyed.`, false),
    }),
});
