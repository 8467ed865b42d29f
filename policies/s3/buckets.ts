import type { Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";

/** Both tokens of a general purpose bucket. Directory buckets are another kind. */
export const BUCKET_TYPES = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** The resources of some types that configure a bucket; each names it in `bucket`. */
export function configurationsOf(
    stack: StackView,
    bucket: StackResource,
    types: readonly string[],
): Reading<readonly StackResource[]> {
    return stack.attachedTo(bucket, { types, property: "bucket", identities: ["bucket", "id"] });
}
