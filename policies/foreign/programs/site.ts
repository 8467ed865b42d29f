import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Pages behind CloudFront: settings inside the bucket, an origin access identity, logs of the older kind. */
export function site(): void {
    const key = new aws.kms.Key("pages-key", { enableKeyRotation: true });
    const pages = new aws.s3.Bucket("pages", {
        versioning: { enabled: true },
        serverSideEncryptionConfiguration: {
            rule: {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
                bucketKeyEnabled: true,
            },
        },
    });
    const requests = new aws.s3.Bucket("requests");
    new aws.s3.BucketOwnershipControls("requests-owner", {
        bucket: requests.bucket,
        rule: { objectOwnership: "BucketOwnerPreferred" },
    });
    const certificate = new aws.acm.Certificate("pages", { domainName: "pages.example.org", validationMethod: "DNS" });
    const identity = new aws.cloudfront.OriginAccessIdentity("reader");
    new aws.cloudfront.Distribution("delivery", {
        enabled: true,
        aliases: ["pages.example.org"],
        defaultRootObject: "index.html",
        origins: [
            {
                originId: "pages",
                domainName: pages.bucketRegionalDomainName,
                s3OriginConfig: { originAccessIdentity: identity.cloudfrontAccessIdentityPath },
            },
        ],
        defaultCacheBehavior: {
            targetOriginId: "pages",
            viewerProtocolPolicy: "redirect-to-https",
            allowedMethods: ["GET", "HEAD"],
            cachedMethods: ["GET", "HEAD"],
        },
        loggingConfig: { bucket: requests.bucketDomainName, prefix: "delivery/" },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { acmCertificateArn: certificate.arn, sslSupportMethod: "sni-only" },
    });
    new aws.s3.BucketPolicy("pages-readers", {
        bucket: pages.bucket,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { AWS: identity.iamArn },
                Action: "s3:GetObject",
                Resource: pulumi.interpolate`${pages.arn}/*`,
            },
        }),
    });
}
