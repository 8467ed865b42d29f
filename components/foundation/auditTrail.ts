import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TRAIL_PREFIX } from "./trailFacts";
import { transformed, type Transform } from "../shared/transform";

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
const TRAIL_NAME = /^(?=.{3,128}$)[A-Za-z0-9](?:[._-]?[A-Za-z0-9])*$/;

/** Arguments for {@link AuditTrail}. */
export interface AuditTrailArgs {
    /**
     * Name of the trail in AWS. Not generated, because the archive and the key must admit the trail by its ARN before it exists.
     */
    readonly trailName: string;
    /** Name of the archive's bucket, as {@link LogArchive.bucketName} tells it: known once it admits the trail. */
    readonly archiveBucketName: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts the files; its policy must hold `trailUse`. */
    readonly keyArn: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: { readonly trail?: Transform<aws.cloudtrail.TrailArgs> };
}

/**
 * Who did what to the account, in all regions: a CloudTrail trail whose files are encrypted and can be proven unchanged.
 *
 * Creates: `<name>` (trail).
 */
export class AuditTrail extends pulumi.ComponentResource {
    public readonly trailArn: pulumi.Output<string>;

    constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
        validateAuditTrailArgs(name, args);
        super("platform:foundation:AuditTrail", name, args, opts);
        const trail = new aws.cloudtrail.Trail(
            ...transformed(
                args.transform?.trail,
                name,
                {
                    name: args.trailName,
                    s3BucketName: args.archiveBucketName,
                    s3KeyPrefix: TRAIL_PREFIX,
                    kmsKeyId: args.keyArn,
                    isMultiRegionTrail: true,
                    includeGlobalServiceEvents: true,
                    enableLogFileValidation: true,
                },
                { parent: this },
            ),
        );
        this.trailArn = trail.arn;
        this.registerOutputs({ trailArn: this.trailArn });
    }
}

/** Rejects a name that CloudTrail would only refuse during the deployment. */
function validateAuditTrailArgs(name: string, args: AuditTrailArgs): void {
    if (!TRAIL_NAME.test(args.trailName)) {
        throw new Error(
            `AuditTrail '${name}': trailName '${args.trailName}' must be 3 to 128 letters and digits, with single '.', '_' or '-' between them.`,
        );
    }
}
