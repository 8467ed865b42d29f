import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BucketAccess, type BucketGrantOptions, type BucketVerb } from "./bucketAccess";
import { lifecycleRules, validateLifecycle, type BucketLifecycle } from "./bucketLifecycle";
import type { Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import { resourcePolicy, type ResourcePolicyStatement } from "../shared/resourcePolicy";
import { transformed, type Transform } from "../shared/transform";

/** Where server access logs go, by the buckets that they are about: `<this>/<logical name>/`. */
export const ACCESS_LOG_PREFIX = "access-logs";

/** The last word on what a bucket is made of. */
export interface BucketTransform {
    readonly bucket?: Transform<aws.s3.BucketArgs>;
    readonly publicAccess?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
    readonly ownership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
    readonly encryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
    readonly versioning?: Transform<aws.s3.BucketVersioningArgs>;
    readonly lifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
    readonly logging?: Transform<aws.s3.BucketLoggingArgs>;
    readonly policy?: Transform<aws.s3.BucketPolicyArgs>;
}

/** Arguments for {@link ProtectedBucket}. */
export interface ProtectedBucketArgs {
    /**
     * ARN of the KMS key that encrypts the objects; or `S3Managed` (SSE-S3, AES-256), only for buckets that receive server
     * access logs, since S3 cannot deliver those under a KMS key
     * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
     */
    readonly encryption: "S3Managed" | { readonly keyArn: pulumi.Input<string> };
    /** Name of the bucket that receives the server access logs; or `None`, only for that bucket itself. */
    readonly accessLogs: "None" | { readonly bucketName: pulumi.Input<string> };
    /** `true` refuses to delete the bucket while it has objects; `false` deletes them with it. */
    readonly deletionProtection: boolean;
    /** When objects move and expire. @default - current versions stay; old ones go after 30 days, broken uploads after 7 */
    readonly lifecycle?: BucketLifecycle;
    /** Policy statements beside the ones that protect the bucket. @default - none */
    readonly policyStatements?: (bucketArn: pulumi.Output<string>) => readonly ResourcePolicyStatement[];
    /** The last word on each child. @default - none */
    readonly transform?: BucketTransform;
}

/**
 * A bucket that is private, encrypted under one key whatever writers ask for, versioned, logged, cleaned up, and reached over TLS
 * only.
 *
 * Creates: `<name>` (bucket), `<name>-public-access`, `<name>-ownership`, `<name>-encryption`, `<name>-versioning`,
 * `<name>-lifecycle`, `<name>-logging` (unless `accessLogs` is `None`), `<name>-policy`.
 *
 * @example
 * const lake = new ProtectedBucket("lake", {
 *     encryption: { keyArn },
 *     accessLogs: { bucketName: archive.bucketName },
 *     deletionProtection: true,
 * });
 * lake.grant(report, "read", { prefixes: ["orders/"] });
 */
export class ProtectedBucket extends pulumi.ComponentResource implements Linkable {
    /** Known once the bucket is protected, so that nothing that uses it can come earlier. */
    public readonly bucketName: pulumi.Output<string>;
    public readonly bucketArn: pulumi.Output<string>;
    /** The bucket's host in its region: the origin of a CloudFront distribution, for example. */
    public readonly bucketRegionalDomainName: pulumi.Output<string>;
    private readonly access: BucketAccess | undefined;

    constructor(name: string, args: ProtectedBucketArgs, opts?: pulumi.ComponentResourceOptions) {
        validateLifecycle(`ProtectedBucket '${name}'`, args.lifecycle ?? {});
        super("platform:data:ProtectedBucket", name, {}, opts);
        const child = { parent: this };
        const { transform = {} } = args;
        const made = new aws.s3.Bucket(
            ...transformed(transform.bucket, name, { forceDestroy: !args.deletionProtection }, child),
        );
        const { bucket, arn } = made;

        const publicAccess = new aws.s3.BucketPublicAccessBlock(
            ...transformed(
                transform.publicAccess,
                `${name}-public-access`,
                {
                    bucket,
                    blockPublicAcls: true,
                    blockPublicPolicy: true,
                    ignorePublicAcls: true,
                    restrictPublicBuckets: true,
                },
                child,
            ),
        );
        const ownership = new aws.s3.BucketOwnershipControls(
            ...transformed(
                transform.ownership,
                `${name}-ownership`,
                { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
                child,
            ),
        );
        const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
            ...transformed(
                transform.encryption,
                `${name}-encryption`,
                { bucket, rules: [encryptionRule(args.encryption)] },
                child,
            ),
        );
        const versioning = new aws.s3.BucketVersioning(
            ...transformed(
                transform.versioning,
                `${name}-versioning`,
                { bucket, versioningConfiguration: { status: "Enabled" } },
                child,
            ),
        );
        new aws.s3.BucketLifecycleConfiguration(
            ...transformed(
                transform.lifecycle,
                `${name}-lifecycle`,
                { bucket, rules: lifecycleRules(args.lifecycle ?? {}) },
                // Rules for old versions need versioning (aws_s3_bucket_lifecycle_configuration, "Versioning").
                { parent: this, dependsOn: [versioning] },
            ),
        );
        if (args.accessLogs !== "None") {
            new aws.s3.BucketLogging(
                ...transformed(
                    transform.logging,
                    `${name}-logging`,
                    { bucket, targetBucket: args.accessLogs.bucketName, targetPrefix: `${ACCESS_LOG_PREFIX}/${name}/` },
                    child,
                ),
            );
        }
        const policy = new aws.s3.BucketPolicy(
            ...transformed(
                transform.policy,
                `${name}-policy`,
                {
                    bucket,
                    policy: resourcePolicy([
                        ...protections(arn, args.encryption),
                        ...(args.policyStatements?.(arn) ?? []),
                    ]),
                },
                // S3 refuses concurrent changes of a bucket's access settings with OperationAborted.
                { parent: this, dependsOn: [publicAccess, ownership, encryption, versioning] },
            ),
        );

        this.bucketName = policy.bucket;
        const onceProtected = (output: pulumi.Output<string>) =>
            pulumi.all([output, policy.bucket]).apply(([known]) => known);
        this.bucketArn = onceProtected(arn);
        this.bucketRegionalDomainName = onceProtected(made.bucketRegionalDomainName);
        this.access = args.encryption === "S3Managed" ? undefined : this.accessUnder(name, args.encryption.keyArn);
        this.registerOutputs({
            bucketName: this.bucketName,
            bucketArn: this.bucketArn,
            bucketRegionalDomainName: this.bucketRegionalDomainName,
        });
    }

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return this.bucketName;
    }

    /**
     * Lets `grantee` do `verb`; once for each grantee and verb, with all its prefixes.
     *
     * @throws when the bucket is not encrypted under a KMS key: such a bucket only receives logs.
     */
    grant(grantee: Grantee, verb: BucketVerb, options?: BucketGrantOptions): aws.iam.RolePolicy {
        if (this.access === undefined) {
            throw new Error(
                "ProtectedBucket: grant needs a bucket with 'encryption: { keyArn }'; one with 'S3Managed' only receives logs.",
            );
        }
        return this.access.grant(grantee, verb, options);
    }

    private accessUnder(name: string, key: pulumi.Input<string>): BucketAccess {
        const ref = pulumi
            .all([this.bucketName, this.bucketArn, key])
            .apply(([bucketName, arn, keyArn]) => ({ name: bucketName, arn, keyArn }));
        return new BucketAccess(name, ref);
    }
}

function encryptionRule(
    encryption: ProtectedBucketArgs["encryption"],
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
    return encryption === "S3Managed"
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
        : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.keyArn },
              // One call to KMS for many objects in place of one for each.
              bucketKeyEnabled: true,
          };
}

/** What the bucket refuses to everybody. */
function protections(
    bucketArn: pulumi.Output<string>,
    encryption: ProtectedBucketArgs["encryption"],
): ResourcePolicyStatement[] {
    const objects = pulumi.interpolate`${bucketArn}/*`;
    const deny = { effect: "Deny", principal: "*" } as const;
    const everything = { ...deny, actions: ["s3:*"], resources: [bucketArn, objects] };
    const writes = { ...deny, actions: ["s3:PutObject"], resources: [objects] };
    return [
        { ...everything, sid: "TlsOnly", conditions: { Bool: { "aws:SecureTransport": "false" } } },
        { ...everything, sid: "Tls12OrNewer", conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        // A key of the caller's own, which nobody else can read with.
        {
            ...writes,
            sid: "NoKeyOfTheCaller",
            conditions: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
        },
        ...(encryption === "S3Managed" ? [] : [{ ...writes, sid: "OneKey", conditions: otherKey(encryption.keyArn) }]),
    ];
}

/**
 * Writes that ask for an encryption without naming the bucket's key: for another key, for S3's, for that of the account (`aws:kms`
 * without a key means that of the account, not the bucket's:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html). An absent key counts as not equal.
 *
 * What asks for none is encrypted under the bucket's key, and this does not see it: S3 applies bucket policies before it applies
 * the bucket's encryption, so that their conditions are about the headers of the request alone
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms). So do Firehose without a key of its own,
 * and Lambda, which leaves the encryption of what it gives up to the bucket: its role needs the bucket's key for that
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-msk-on-failure.html).
 */
function otherKey(keyArn: pulumi.Input<string>): ResourcePolicyStatement["conditions"] {
    return {
        Null: { "s3:x-amz-server-side-encryption": "false" },
        StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    };
}
