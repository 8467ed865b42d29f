/** A lifecycle that meets the rules, for their documentation. */
export const LIFECYCLE_EXAMPLE = `new aws.s3.BucketLifecycleConfiguration("lake", {
    bucket: bucket.bucket,
    rules: [
        {
            id: "keep-a-year",
            status: "Enabled",
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            expiration: { days: 365 },
        },
    ],
});`;

/** A bucket by this project's component, for the documentation of rules. */
export const PROTECTED_BUCKET_COMPONENT = `new ProtectedBucket("lake", {
    encryption: { keyArn: key.arn },
    accessLogs: { bucketName: logs.bucket },
    deletionProtection: true,
});`;
