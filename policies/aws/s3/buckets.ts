import { reading } from "../../framework/reading";
import type { Link, StackResource, StackView } from "../../framework/stack";

/** Both tokens of a general purpose bucket. Directory buckets are another kind. */
export const BUCKET_TYPES = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** How resources of some types name the bucket that they configure. */
export function configuring(...types: readonly string[]): Link {
    return { types, property: "bucket", identities: ["bucket", "id"] };
}

/**
 * Whether CloudFront's standard logs of the older kind go to a bucket. CloudFront writes them by access control lists:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export function takesCloudFrontLogs(stack: StackView, bucket: StackResource): boolean {
    const name = reading(() => (bucket.outputs.bucket ?? bucket.props.bucket) as string | undefined);
    return stack.ofType("aws:cloudfront/distribution:Distribution").some((distribution) => {
        if (distribution.referencesOf("loggingConfig").includes(bucket.urn)) return true;
        const target = reading(() => distribution.props.loggingConfig?.bucket as string | undefined);
        return name.known && target.known && target.value?.startsWith(`${name.value}.s3.`) === true;
    });
}
