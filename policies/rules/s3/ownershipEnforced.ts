import type * as aws from "@pulumi/aws";
import { BUCKET_TYPES, takesCloudFrontLogs } from "../../aws/s3/buckets";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";

const CONTROLS_TYPE = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

/**
 * Lists of the old kind are off in new buckets; whoever switches them on again has two systems of permissions. CloudFront's
 * logs of the older kind are delivered by them, so that their bucket needs them.
 */
export const s3OwnershipEnforced = defineRule({
    id: "s3-ownership-enforced",
    displayName: "S3 object ownership is BucketOwnerEnforced",
    description: "Ownership controls of S3 buckets switch access control lists off.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.12"), wellArchitected("SEC03-BP02")],
    remediationSteps: 'Set rule: { objectOwnership: "BucketOwnerEnforced" }.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    examples: ["aws.s3.BucketOwnershipControls lake", "ProtectedBucket"],
    types: [CONTROLS_TYPE, ...BUCKET_TYPES, "aws:cloudfront/distribution:Distribution"],
    stack(stack, judgeOf) {
        for (const controls of stack.ofType(CONTROLS_TYPE)) {
            const { name, props } = controls as ResourceView<aws.s3.BucketOwnershipControlsArgs>;
            judgeOf(controls).decide("rule.objectOwnership", () =>
                props.rule?.objectOwnership === "BucketOwnerEnforced" || needsLists(stack, controls)
                    ? undefined
                    : `'${name}' lets access control lists decide.`,
            );
        }
    },
});

function needsLists(stack: StackView, controls: StackResource): boolean {
    return stack.ofType(...BUCKET_TYPES).some((bucket) => {
        const link = stack.refersTo(controls, "bucket", bucket, ["bucket", "id"]);
        return link.known && link.value && takesCloudFrontLogs(stack, bucket);
    });
}
