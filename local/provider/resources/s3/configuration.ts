import * as s3 from "@aws-sdk/client-s3";
import { crudRow, type CrudRow } from "../../crudRow";

/** What rows for a part of a bucket's configuration have in common. */
export const BUCKET_PART = {
    replaceOn: ["bucket"],
    id: "bucket",
    key: { Bucket: "bucket" },
} satisfies Partial<CrudRow>;

/** What {@link BUCKET_PART} is for the parts that name the account to which the bucket has to belong. */
export const OWNED_PART = { ...BUCKET_PART, replaceOn: ["bucket", "expectedBucketOwner"] } satisfies Partial<CrudRow>;

export const bucketPublicAccessBlock = crudRow({
    ...BUCKET_PART,
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    lacks: ["skipDestroy"],
    defaults: {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
    },
    put: [s3.PutPublicAccessBlockCommand, "PublicAccessBlockConfiguration"],
    read: [s3.GetPublicAccessBlockCommand, "PublicAccessBlockConfiguration"],
    delete: [s3.DeletePublicAccessBlockCommand],
});

export const bucketOwnershipControls = crudRow({
    ...BUCKET_PART,
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    put: [s3.PutBucketOwnershipControlsCommand, ({ rule }) => ({ ownershipControls: { rules: rule } })],
    read: [s3.GetBucketOwnershipControlsCommand, ({ OwnershipControls }) => ({ rule: OwnershipControls?.Rules?.[0] })],
    delete: [s3.DeleteBucketOwnershipControlsCommand],
});

export const bucketServerSideEncryptionConfiguration = crudRow({
    ...OWNED_PART,
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    lacks: ["expectedBucketOwner", "rules.blockedEncryptionTypes"],
    ineffective: { rules: "Told with each object; none is encrypted, and no key is asked." },
    put: [s3.PutBucketEncryptionCommand, "ServerSideEncryptionConfiguration"],
    read: [s3.GetBucketEncryptionCommand, "ServerSideEncryptionConfiguration"],
    delete: [s3.DeleteBucketEncryptionCommand],
});

export const bucketVersioning = crudRow({
    ...OWNED_PART,
    type: "aws:s3/bucketVersioning:BucketVersioning",
    lacks: ["expectedBucketOwner", "mfa", "versioningConfiguration.mfaDelete"],
    put: [s3.PutBucketVersioningCommand],
    read: [s3.GetBucketVersioningCommand, ({ Status }) => Status && { versioningConfiguration: { Status } }],
    // A bucket that once had versions keeps them: S3 can only suspend.
    delete: [s3.PutBucketVersioningCommand, () => ({ versioningConfiguration: { status: "Suspended" } })],
});

export const bucketLogging = crudRow({
    ...OWNED_PART,
    type: "aws:s3/bucketLogging:BucketLogging",
    lacks: ["expectedBucketOwner", "targetGrants"],
    ineffective: { targetBucket: "No access logs are written." },
    put: [s3.PutBucketLoggingCommand, (args) => ({ bucketLoggingStatus: { loggingEnabled: args } })],
    read: [s3.GetBucketLoggingCommand, "LoggingEnabled"],
    delete: [s3.PutBucketLoggingCommand, () => ({ bucketLoggingStatus: {} })],
});

export const bucketPolicy = crudRow({
    ...BUCKET_PART,
    type: "aws:s3/bucketPolicy:BucketPolicy",
    put: [s3.PutBucketPolicyCommand],
    read: [s3.GetBucketPolicyCommand],
    delete: [s3.DeleteBucketPolicyCommand],
});
