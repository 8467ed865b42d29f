import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { isEnabled, LIFECYCLE_TYPES, lifecycleRulesOf } from "../../aws/s3/lifecycle";
import { fsbp, securityHub, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const AGING = [
    "expiration",
    "expirations",
    "transitions",
    "noncurrentVersionExpiration",
    "noncurrentVersionExpirations",
    "noncurrentVersionTransitions",
] as const;

/** What nobody decides about is kept for ever at the price of the first day. */
export const s3ObjectsAged = defineRule({
    id: "s3-objects-aged",
    displayName: "S3 lifecycle rules expire or move objects",
    description: "Every S3 bucket has a lifecycle rule that expires objects or moves them to a cheaper class.",
    severity: "low",
    level: "advisory",
    tags: ["s3", "cost"],
    frameworks: [fsbp("S3.13"), securityHub("S3.10"), wellArchitected("COST04-BP05")],
    remediationSteps: "Add an enabled lifecycle rule with expiration, transitions, or those of noncurrent versions.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
    examples: ["aws.s3.BucketLifecycleConfiguration lake", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...LIFECYCLE_TYPES],
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const attached = judge.read("lifecycle", stack.attachedTo(bucket, configuring(...LIFECYCLE_TYPES)));
            if (attached === undefined) continue;
            judge.decide("lifecycle", () =>
                [bucket, ...attached]
                    .flatMap(lifecycleRulesOf)
                    .some((rule) => isEnabled(rule) && AGING.some((action) => [rule[action] ?? []].flat().length > 0))
                    ? undefined
                    : `Bucket '${bucket.name}' keeps every object for ever as it is.`,
            );
        }
    },
});
