import {
    DeleteBucketEncryptionCommand,
    DeleteBucketOwnershipControlsCommand,
    DeleteBucketPolicyCommand,
    DeletePublicAccessBlockCommand,
    GetBucketEncryptionCommand,
    GetBucketLoggingCommand,
    GetBucketOwnershipControlsCommand,
    GetBucketPolicyCommand,
    GetBucketVersioningCommand,
    GetPublicAccessBlockCommand,
    PutBucketEncryptionCommand,
    PutBucketLoggingCommand,
    PutBucketOwnershipControlsCommand,
    PutBucketPolicyCommand,
    PutBucketVersioningCommand,
    PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { crudRow, type CrudRow } from "../../crudRow";
import type { ResourceRow } from "../../row";

/** What rows for a part of a bucket's configuration have in common. */
export const BUCKET_PART = {
    client: ({ s3 }) => s3(),
    replaceOn: ["bucket"],
    id: "bucket",
    key: { Bucket: "bucket" },
} satisfies Partial<CrudRow>;

/** What {@link BUCKET_PART} is for the parts that name the account to which the bucket has to belong. */
export const OWNED_PART = { ...BUCKET_PART, replaceOn: ["bucket", "expectedBucketOwner"] } satisfies Partial<CrudRow>;

/** The parts of a bucket's configuration that are one call each. */
export const bucketParts: readonly ResourceRow[] = [
    crudRow({
        ...BUCKET_PART,
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        lacks: ["skipDestroy"],
        defaults: {
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        },
        put: [PutPublicAccessBlockCommand, "PublicAccessBlockConfiguration"],
        read: [GetPublicAccessBlockCommand, "PublicAccessBlockConfiguration"],
        delete: [DeletePublicAccessBlockCommand],
    }),
    crudRow({
        ...BUCKET_PART,
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        put: [PutBucketOwnershipControlsCommand, ({ rule }) => ({ ownershipControls: { rules: rule } })],
        read: [GetBucketOwnershipControlsCommand, ({ OwnershipControls }) => ({ rule: OwnershipControls?.Rules?.[0] })],
        delete: [DeleteBucketOwnershipControlsCommand],
    }),
    crudRow({
        ...OWNED_PART,
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        lacks: ["expectedBucketOwner", "rules.blockedEncryptionTypes"],
        ineffective: { rules: "Told with each object; none is encrypted, and no key is asked." },
        put: [PutBucketEncryptionCommand, "ServerSideEncryptionConfiguration"],
        read: [GetBucketEncryptionCommand, "ServerSideEncryptionConfiguration"],
        delete: [DeleteBucketEncryptionCommand],
    }),
    crudRow({
        ...OWNED_PART,
        type: "aws:s3/bucketVersioning:BucketVersioning",
        lacks: ["expectedBucketOwner", "mfa", "versioningConfiguration.mfaDelete"],
        put: [PutBucketVersioningCommand],
        read: [GetBucketVersioningCommand, ({ Status }) => Status && { versioningConfiguration: { Status } }],
        // A bucket that once had versions keeps them: S3 can only suspend.
        delete: [PutBucketVersioningCommand, () => ({ versioningConfiguration: { status: "Suspended" } })],
    }),
    crudRow({
        ...OWNED_PART,
        type: "aws:s3/bucketLogging:BucketLogging",
        lacks: ["expectedBucketOwner", "targetGrants"],
        ineffective: { targetBucket: "No access logs are written." },
        put: [PutBucketLoggingCommand, (args) => ({ bucketLoggingStatus: { loggingEnabled: args } })],
        read: [GetBucketLoggingCommand, "LoggingEnabled"],
        delete: [PutBucketLoggingCommand, () => ({ bucketLoggingStatus: {} })],
    }),
    crudRow({
        ...BUCKET_PART,
        type: "aws:s3/bucketPolicy:BucketPolicy",
        put: [PutBucketPolicyCommand],
        read: [GetBucketPolicyCommand],
        delete: [DeleteBucketPolicyCommand],
    }),
];
