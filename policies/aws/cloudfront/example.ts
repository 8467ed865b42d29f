/** A distribution that meets the rules, for their documentation. */
export const DISTRIBUTION_EXAMPLE = `new aws.cloudfront.Distribution("site", {
    enabled: true,
    aliases: ["www.example.com"],
    defaultRootObject: "index.html",
    webAclId: webAcl.arn,
    loggingConfig: { bucket: logs.bucketDomainName, prefix: "site/" },
    origins: [
        { originId: "lake", domainName: bucket.bucketRegionalDomainName, originAccessControlId: "E1EXAMPLE" },
    ],
    defaultCacheBehavior: {
        targetOriginId: "lake",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        viewerProtocolPolicy: "redirect-to-https",
        responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
        acmCertificateArn: certificate.arn,
        minimumProtocolVersion: "TLSv1.2_2021",
        sslSupportMethod: "sni-only",
    },
});`;
