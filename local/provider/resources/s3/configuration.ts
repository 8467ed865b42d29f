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
import { ifExists } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../../row";
import { fromAws, pick, toAws } from "../../wire";

/** A part of a bucket's configuration: one call puts it, whether it is there or not. */
export interface BucketPart extends Pick<ResourceRow, "type" | "args" | "required" | "defaults" | "ineffective"> {
    readonly put: (client: S3Client, Bucket: string, inputs: Props) => Promise<unknown>;
    /** The arguments; `undefined` or an error that says so when there is no such configuration. */
    readonly get: (client: S3Client, Bucket: string) => Promise<Props | undefined>;
    readonly remove: (client: S3Client, Bucket: string) => Promise<unknown>;
}

/** A row for a part of a bucket's configuration: its id is the bucket's name, its arguments are all it has. */
export function bucketPart({ put, get, remove, ...row }: BucketPart): ResourceRow {
    const applied = async ({ clients }: LiveContext, inputs: Props) => {
        await put(clients.s3(), inputs.bucket, inputs);
        return { id: inputs.bucket, outputs: {} };
    };
    return defineRow({
        ...row,
        args: ["bucket", "region", ...row.args],
        required: ["bucket", ...(row.required ?? [])],
        replaceOn: ["bucket"],
        simulate: (_context, inputs) => ({ id: inputs.bucket, outputs: {} }),
        live: {
            create: applied,
            async read({ clients }, id) {
                const found = await ifExists(get(clients.s3(), id));
                return found && { bucket: id, ...found };
            },
            async update(context, _id, inputs) {
                return (await applied(context, inputs)).outputs;
            },
            async delete({ clients }, id) {
                await ifExists(remove(clients.s3(), id));
            },
        },
    });
}

const ACCESS_FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const LOGGING = ["targetBucket", "targetPrefix", "targetObjectKeyFormat"];
const ENCRYPTION_NAMES = { sseAlgorithm: "SSEAlgorithm", kmsMasterKeyId: "KMSMasterKeyID" };

/** The parts of a bucket's configuration that are one call each. */
export const bucketParts: readonly ResourceRow[] = [
    bucketPart({
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        args: ACCESS_FLAGS,
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
        args: ["rule.objectOwnership"],
        required: ["rule"],
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
        args: [
            "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId",
            "rules.applyServerSideEncryptionByDefault.sseAlgorithm",
            "rules.bucketKeyEnabled",
        ],
        required: ["rules"],
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
        args: ["versioningConfiguration.status"],
        required: ["versioningConfiguration"],
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
        args: LOGGING,
        required: ["targetBucket", "targetPrefix"],
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
        args: ["policy"],
        required: ["policy"],
        put: (client, Bucket, { policy }) => client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy })),
        get: async (client, Bucket) => ({ policy: (await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy }),
        remove: (client, Bucket) => client.send(new DeleteBucketPolicyCommand({ Bucket })),
    }),
];
