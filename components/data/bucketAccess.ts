import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";
import { keyStatement } from "../shared/keyStatement";

/** A bucket as another component or layer knows it. */
export interface BucketRef {
    readonly name: string;
    readonly arn: string;
    /** The KMS key that encrypts its objects. */
    readonly keyArn: string;
}

/**
 * What may be done with a bucket. `deliver` is what delivery services such as Firehose ask for: to write objects and to look
 * after unfinished uploads (https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3).
 */
export type BucketVerb = "read" | "write" | "delete" | "list" | "deliver";

/** Narrows a grant. */
export interface BucketGrantOptions {
    /** Beginnings of the keys that the grant is about, such as `orders/`. @default - all keys */
    readonly prefixes?: readonly string[];
}

interface Actions {
    /** On the objects below the prefixes. */
    readonly objects?: readonly BoundedAction[];
    /** On the bucket. */
    readonly bucket?: readonly BoundedAction[];
    readonly key?: readonly BoundedAction[];
}

const ACTIONS: Readonly<Record<BucketVerb, Actions>> = {
    read: { objects: ["s3:GetObject"], key: ["kms:Decrypt"] },
    // Completing a multipart upload decrypts its parts.
    write: { objects: ["s3:PutObject", "s3:AbortMultipartUpload"], key: ["kms:GenerateDataKey", "kms:Decrypt"] },
    delete: { objects: ["s3:DeleteObject"] },
    list: { bucket: ["s3:ListBucket"] },
    deliver: {
        objects: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject"],
        bucket: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        key: ["kms:GenerateDataKey", "kms:Decrypt"],
    },
};

/**
 * The statements of a verb.
 *
 * @throws when a prefix is empty, begins with `/` or holds a wildcard.
 */
export function bucketStatements(
    bucket: pulumi.Input<BucketRef>,
    verb: BucketVerb,
    { prefixes }: BucketGrantOptions = {},
): Statement[] {
    for (const prefix of prefixes ?? []) {
        if (!/^[^/*?$][^*?$]*$/.test(prefix)) {
            throw new Error(
                `A grant on a bucket needs prefixes such as 'orders/', without leading '/' and wildcards, not '${prefix}'.`,
            );
        }
    }
    const { arn, keyArn } = pulumi.output(bucket);
    const actions = ACTIONS[verb];
    const statements: Statement[] = [];
    if (actions.objects !== undefined) {
        const resources = (prefixes ?? [""]).map((prefix) => pulumi.interpolate`${arn}/${prefix}*`);
        statements.push({ actions: actions.objects, resources });
    }
    if (actions.bucket !== undefined) {
        // Of the actions on buckets only ListBucket carries the prefix, and delivery services list without one.
        const narrowed = verb === "list" && prefixes !== undefined;
        statements.push({
            actions: actions.bucket,
            resources: [arn],
            ...(narrowed
                ? { conditions: { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } } }
                : {}),
        });
    }
    if (actions.key !== undefined) {
        // The bucket is the context under a bucket key, else the object (S3 guide, "Encryption context").
        const values = [arn, pulumi.interpolate`${arn}/*`];
        statements.push(keyStatement(actions.key, keyArn, "s3", { key: "aws:s3:arn", values }));
    }
    return statements;
}

/** Hands out permissions on a bucket, made here or in another layer. */
export class BucketAccess implements Linkable {
    /** @param label logical name of the bucket, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<BucketRef>,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref).name;
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb, with all its prefixes. */
    grant(grantee: Grantee, verb: BucketVerb, options?: BucketGrantOptions): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, bucketStatements(this.ref, verb, options));
    }
}
