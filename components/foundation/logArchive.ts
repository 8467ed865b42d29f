import * as pulumi from "@pulumi/pulumi";
import { ACCESS_LOG_PREFIX, ProtectedBucket, type BucketTransform } from "../data/protectedBucket";
import { locationOf, type Location } from "../shared/location";
import type { ResourcePolicyStatement } from "../shared/resourcePolicy";
import { trailArn, TRAIL_PREFIX } from "./trailFacts";

/** Arguments for {@link LogArchive}. */
export interface LogArchiveArgs {
    /** Days before logs expire. */
    readonly expireAfterDays: number;
    /** Name of the one trail that may write here; the archive must admit it before it exists. */
    readonly trailName: string;
    /** `true` refuses to delete the archive while it has logs. */
    readonly deletionProtection: boolean;
    /** The last word on each child. @default - none */
    readonly transform?: BucketTransform;
}

/**
 * The bucket that collects what others write about the account: server access logs of its buckets, below
 * `access-logs/<bucket>/`, and the files of one trail, below `trail/`. Only those two services of this account can write.
 *
 * Creates: `<name>` (protected bucket, see there).
 */
export class LogArchive extends pulumi.ComponentResource {
    /** Known once the archive admits its writers. */
    public readonly bucketName: pulumi.Output<string>;
    public readonly bucketArn: pulumi.Output<string>;

    constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:foundation:LogArchive", name, args, opts);
        const location = locationOf(this);
        const archive = new ProtectedBucket(
            name,
            {
                encryption: "S3Managed",
                accessLogs: "None",
                deletionProtection: args.deletionProtection,
                transform: args.transform,
                lifecycle: { expireAfterDays: args.expireAfterDays },
                policyStatements: (bucketArn) => [
                    accessLogDelivery(bucketArn, location),
                    ...trailDelivery(bucketArn, location, args.trailName),
                ],
            },
            { parent: this },
        );
        this.bucketName = archive.bucketName;
        this.bucketArn = archive.bucketArn;
        this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
    }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general */
function accessLogDelivery(bucketArn: pulumi.Output<string>, { accountId }: Location): ResourcePolicyStatement {
    return {
        sid: "AccessLogsOfThisAccount",
        effect: "Allow",
        principal: { Service: "logging.s3.amazonaws.com" },
        actions: ["s3:PutObject"],
        resources: [pulumi.interpolate`${bucketArn}/${ACCESS_LOG_PREFIX}/*`],
        // The ARN of a source bucket names no account, so it would add nothing to this.
        conditions: { StringEquals: { "aws:SourceAccount": accountId } },
    };
}

/**
 * The statements of AWS's own example, which names the trail by its ARN, and with that the account
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html).
 */
function trailDelivery(
    bucketArn: pulumi.Output<string>,
    location: Location,
    trailName: string,
): ResourcePolicyStatement[] {
    const { accountId } = location;
    const ofTrail = { "aws:SourceArn": trailArn(location, trailName) };
    const principal = { Service: "cloudtrail.amazonaws.com" };
    return [
        {
            sid: "TrailChecks",
            effect: "Allow",
            principal,
            actions: ["s3:GetBucketAcl"],
            resources: [bucketArn],
            conditions: { StringEquals: ofTrail },
        },
        {
            sid: "TrailWrites",
            effect: "Allow",
            principal,
            actions: ["s3:PutObject"],
            resources: [pulumi.interpolate`${bucketArn}/${TRAIL_PREFIX}/AWSLogs/${accountId}/*`],
            conditions: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}
