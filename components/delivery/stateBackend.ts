import * as pulumi from "@pulumi/pulumi";
import { ProtectedBucket, type BucketTransform } from "../data/protectedBucket";

/** Days for which a state that was replaced can be had back. */
const OLD_STATE_DAYS = 180;

/** Arguments for {@link StateBackend}. */
export interface StateBackendArgs {
    /** ARN of the KMS key that encrypts the states; Pulumi may encrypt the secrets in them under it, too. */
    readonly keyArn: pulumi.Input<string>;
    /** Name of the bucket that receives the server access logs. */
    readonly accessLogBucketName: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: BucketTransform;
}

/**
 * Where Pulumi keeps states: `pulumi login s3://<bucket>`. Each update leaves the state before it as an old version; a lock of one run
 * keeps others out, which Pulumi writes beside the states.
 *
 * Creates: `<name>` (protected bucket, see there).
 */
export class StateBackend extends pulumi.ComponentResource {
    /** Known once the bucket is protected. */
    public readonly bucketName: pulumi.Output<string>;
    public readonly bucketArn: pulumi.Output<string>;

    constructor(name: string, args: StateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:delivery:StateBackend", name, {}, opts);
        const bucket = new ProtectedBucket(
            name,
            {
                encryption: { keyArn: args.keyArn },
                accessLogs: { bucketName: args.accessLogBucketName },
                deletionProtection: true,
                transform: args.transform,
                lifecycle: { expireOldVersionsAfterDays: OLD_STATE_DAYS },
            },
            { parent: this },
        );
        this.bucketName = bucket.bucketName;
        this.bucketArn = bucket.bucketArn;
        this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
    }
}
