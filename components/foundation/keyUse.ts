import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../shared/location";
import { trailArn } from "./trailFacts";

/** One AWS service that may use a key by itself, not on behalf of a caller whom IAM already allows. */
export interface KeyUse {
    /** Identifies the statement in the key policy. */
    readonly sid: string;
    /** Service principal. */
    readonly service: pulumi.Input<string>;
    readonly actions: readonly string[];
    /** IAM condition block: operator, key, value. */
    readonly conditions: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/**
 * CloudWatch Logs encrypts this account's log groups. AWS documents the actions with wildcards (`kms:GenerateDataKey*`); these
 * are those of them that symmetric keys have
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
 */
export function logGroupsUse({ accountId, region, partition }: Location): KeyUse {
    return {
        sid: "LogGroupsOfThisAccount",
        service: pulumi.interpolate`logs.${region}.amazonaws.com`,
        actions: [
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:DescribeKey",
        ],
        conditions: {
            ArnLike: {
                "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`,
            },
        },
    };
}

/**
 * CloudTrail encrypts the files of one trail. Its ARN names the account, too; `aws:SourceAccount` is "supported, but not recommended" in a
 * trail's key policy (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html). CloudTrail
 * asks for `kms:Decrypt` where the bucket has a bucket key only, which an archive under S3's own keys has not.
 *
 * @param trailName name of the trail, which cannot be made before its key admits it
 */
export function trailUse(location: Location, trailName: string): KeyUse[] {
    const { accountId, partition } = location;
    const service = "cloudtrail.amazonaws.com";
    const ofTrail = { "aws:SourceArn": trailArn(location, trailName) };
    return [
        {
            sid: "TrailEncrypts",
            service,
            actions: ["kms:GenerateDataKey"],
            conditions: {
                StringEquals: ofTrail,
                StringLike: {
                    "kms:EncryptionContext:aws:cloudtrail:arn": pulumi.interpolate`arn:${partition}:cloudtrail:*:${accountId}:trail/*`,
                },
            },
        },
        { sid: "TrailDescribes", service, actions: ["kms:DescribeKey"], conditions: { StringEquals: ofTrail } },
    ];
}

/**
 * CloudWatch alarms of this account tell encrypted topics
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services).
 */
export function alarmsUse({ accountId }: Location): KeyUse {
    return {
        sid: "AlarmsOfThisAccount",
        service: "cloudwatch.amazonaws.com",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        conditions: { StringEquals: { "aws:SourceAccount": accountId } },
    };
}
