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
    type S3Client,
} from "@aws-sdk/client-s3";
import { putResource, type PutResource } from "../../putResource";
import type { Props, ResourceRow } from "../../row";
import { fromAws, pick, toAws } from "../../wire";

/** A row for a part of a bucket's configuration. */
export function bucketPart({
    put,
    get,
    remove,
    ...part
}: Pick<PutResource<S3Client>, "type" | "args" | "lacks" | "required" | "defaults" | "ineffective"> & {
    readonly put: (client: S3Client, Bucket: string, inputs: Props) => Promise<unknown>;
    readonly get: (client: S3Client, Bucket: string) => Promise<Props | undefined>;
    readonly remove: (client: S3Client, Bucket: string) => Promise<unknown>;
}): ResourceRow {
    return putResource({
        ...part,
        client: ({ s3 }) => s3(),
        key: ["bucket"],
        put: (client, inputs) => put(client, String(inputs.bucket), inputs),
        get: (client, { bucket }) => get(client, String(bucket)),
        remove: (client, { bucket }) => remove(client, String(bucket)),
    });
}

const ACCESS_FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const LOGGING = ["targetBucket", "targetPrefix", "targetObjectKeyFormat"];
const ENCRYPTION_NAMES = { sseAlgorithm: "SSEAlgorithm", kmsMasterKeyId: "KMSMasterKeyID" };

/** The parts of a bucket's configuration that are one call each. */
export const bucketParts: readonly ResourceRow[] = [
    bucketPart({
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        lacks: ["skipDestroy"],
        defaults: {
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        },
        put: (client, Bucket, inputs) =>
            client.send(
                new PutPublicAccessBlockCommand({
                    Bucket,
                    PublicAccessBlockConfiguration: toAws(pick(inputs, ACCESS_FLAGS)),
                }),
            ),
        get: async (client, Bucket) =>
            fromAws((await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration),
        remove: (client, Bucket) => client.send(new DeletePublicAccessBlockCommand({ Bucket })),
    }),
    bucketPart({
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        put: (client, Bucket, { rule }) =>
            client.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules: [toAws(rule)] } })),
        get: async (client, Bucket) => {
            const { OwnershipControls } = await client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
            return { rule: fromAws(OwnershipControls?.Rules?.[0]) };
        },
        remove: (client, Bucket) => client.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
    }),
    bucketPart({
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        lacks: ["expectedBucketOwner", "rules.blockedEncryptionTypes"],
        ineffective: { rules: "Told with each object; none is encrypted, and no key is asked." },
        put: (client, Bucket, { rules }) =>
            client.send(
                new PutBucketEncryptionCommand({
                    Bucket,
                    ServerSideEncryptionConfiguration: { Rules: toAws(rules, ENCRYPTION_NAMES) },
                }),
            ),
        get: async (client, Bucket) => {
            const { ServerSideEncryptionConfiguration } = await client.send(new GetBucketEncryptionCommand({ Bucket }));
            return { rules: fromAws(ServerSideEncryptionConfiguration?.Rules, ENCRYPTION_NAMES) };
        },
        remove: (client, Bucket) => client.send(new DeleteBucketEncryptionCommand({ Bucket })),
    }),
    bucketPart({
        type: "aws:s3/bucketVersioning:BucketVersioning",
        lacks: ["expectedBucketOwner", "mfa", "versioningConfiguration.mfaDelete"],
        put: (client, Bucket, { versioningConfiguration }) =>
            client.send(
                new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: toAws(versioningConfiguration) }),
            ),
        get: async (client, Bucket) => {
            const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
            return Status && { versioningConfiguration: { status: Status } };
        },
        // A bucket that once had versions keeps them: S3 can only suspend.
        remove: (client, Bucket) =>
            client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } })),
    }),
    bucketPart({
        type: "aws:s3/bucketLogging:BucketLogging",
        lacks: ["expectedBucketOwner", "targetGrants"],
        ineffective: { targetBucket: "No access logs are written." },
        put: (client, Bucket, inputs) =>
            client.send(
                new PutBucketLoggingCommand({
                    Bucket,
                    BucketLoggingStatus: { LoggingEnabled: toAws(pick(inputs, LOGGING)) },
                }),
            ),
        get: async (client, Bucket) =>
            fromAws((await client.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled),
        remove: (client, Bucket) => client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} })),
    }),
    bucketPart({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        put: (client, Bucket, { policy }) => client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy })),
        get: async (client, Bucket) => ({ policy: (await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy }),
        remove: (client, Bucket) => client.send(new DeleteBucketPolicyCommand({ Bucket })),
    }),
];
