import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { BUCKET_TYPES } from "../../aws/s3/buckets";
import { PROTECTED_BUCKET_COMPONENT } from "../../aws/s3/examples";

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
    examples: {
        aws: `new aws.s3.Bucket("lake", { forceDestroy: false });`,
        component: PROTECTED_BUCKET_COMPONENT,
    },
    types: [...BUCKET_TYPES],
    resource({ name, props }: ResourceView<aws.s3.BucketArgs>, judge) {
        judge.decide("forceDestroy", () =>
            props.forceDestroy === true ? `Bucket '${name}' is emptied when it is destroyed.` : undefined,
        );
    },
    remediate({ props }: ResourceView<aws.s3.BucketArgs>) {
        if (props.forceDestroy === true) props.forceDestroy = false;
    },
});
