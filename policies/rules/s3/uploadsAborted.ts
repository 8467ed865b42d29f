import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { isEnabled, isForAll, LIFECYCLE_TYPES, lifecycleRulesOf } from "../../aws/s3/lifecycle";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** Parts of an upload that never ended are paid for and shown in no listing. */
export const s3UploadsAborted = defineRule({
    id: "s3-uploads-aborted",
    displayName: "S3 lifecycle rules abort incomplete multipart uploads",
    description: "Every S3 bucket aborts multipart uploads that are not completed.",
    severity: "low",
    level: "advisory",
    tags: ["s3", "cost"],
    frameworks: [wellArchitected("COST04-BP02")],
    remediationSteps:
        "Add an enabled lifecycle rule for the whole bucket with abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
    examples: ["aws.s3.BucketLifecycleConfiguration lake", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...LIFECYCLE_TYPES],
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const attached = judge.read("uploads", stack.attachedTo(bucket, configuring(...LIFECYCLE_TYPES)));
            if (attached === undefined) continue;
            judge.decide("uploads", () =>
                [bucket, ...attached]
                    .flatMap(lifecycleRulesOf)
                    .some(
                        (rule) =>
                            isEnabled(rule) &&
                            isForAll(rule) &&
                            (rule.abortIncompleteMultipartUpload !== undefined ||
                                rule.abortIncompleteMultipartUploadDays !== undefined),
                    )
                    ? undefined
                    : `Bucket '${bucket.name}' keeps the parts of uploads that never ended.`,
            );
        }
    },
});
