import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontOriginHttps } from "./originHttps";

const redirecting = { defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" } };
const distribution = subjectsOf("aws:cloudfront/distribution:Distribution", redirecting);
const multitenant = subjectsOf("aws:cloudfront/multitenantDistribution:MultitenantDistribution", redirecting);
const vpcOrigin = subjectsOf("aws:cloudfront/vpcOrigin:VpcOrigin");
const inVpc = (originProtocolPolicy: unknown, ...items: unknown[]) =>
    vpcOrigin({
        vpcOriginEndpointConfig: { originProtocolPolicy, originSslProtocols: { items, quantity: items.length } },
    });
const vpcPolicy = "vpcOriginEndpointConfig.originProtocolPolicy";
const secure = { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };
const origin = (customOriginConfig: unknown, domainName = "api.example.com") => ({ domainName, customOriginConfig });
const policy = "origins[0].customOriginConfig.originProtocolPolicy";
const matching = { ...secure, originProtocolPolicy: "match-viewer" };

describeRule(cloudfrontOriginHttps, {
    passes: {
        "a secure origin": distribution({ origins: [origin(secure)] }),
        "a bucket, which has no such configuration": distribution({
            origins: [{ domainName: "lake.s3.eu-west-1.amazonaws.com", originAccessControlId: "E1" }],
        }),
        "the viewers' protocol, when all of them come by HTTPS": distribution({ origins: [origin(matching)] }),
        "a distribution for tenants": multitenant({ origins: [origin(secure)] }),
        "an origin in a VPC": inVpc("https-only", "TLSv1.2"),
    },
    violates: {
        "an origin in a VPC by HTTP": [inVpc("http-only", "SSLv3"), vpcPolicy],
        "an origin in a VPC by the viewers' protocol and an old one": [
            inVpc("match-viewer", UNKNOWN, "TLSv1"),
            vpcPolicy,
            "vpcOriginEndpointConfig.originSslProtocols.items[1]",
        ],
        "an origin by HTTP, whose protocols do not matter": [
            distribution({ origins: [origin({ originProtocolPolicy: "http-only", originSslProtocols: ["SSLv3"] })] }),
            policy,
        ],
        "a bucket's website": [
            distribution({
                origins: [origin({ originProtocolPolicy: "http-only" }, "lake.s3-website-eu-west-1.amazonaws.com")],
            }),
            policy,
        ],
        "the viewers' protocol, when one path is open to HTTP": [
            distribution({
                origins: [origin(matching)],
                orderedCacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }],
            }),
            policy,
        ],
        "the viewers' protocol of tenants": [
            multitenant({ origins: [origin(matching)], cacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }] }),
            policy,
        ],
        "old protocols beside a good and an unknown one": [
            distribution({
                origins: [UNKNOWN, origin({ ...secure, originSslProtocols: ["TLSv1.2", UNKNOWN, "TLSv1", "SSLv3"] })],
            }),
            "origins[1].customOriginConfig.originSslProtocols[2]",
            "origins[1].customOriginConfig.originSslProtocols[3]",
        ],
    },
    missing: [distribution({ origins: [origin({ originProtocolPolicy: "http-only" })] }), policy],
    undecided: {
        "an origin in a VPC that is not known": [
            vpcOrigin({ vpcOriginEndpointConfig: UNKNOWN }),
            vpcPolicy,
            "vpcOriginEndpointConfig.originSslProtocols",
        ],
        "an unknown policy": [
            distribution({ origins: [origin({ ...secure, originProtocolPolicy: UNKNOWN })] }),
            policy,
            "origins[0].customOriginConfig.originSslProtocols",
        ],
        "the viewers' protocol, when a behavior is not known": [
            distribution({ origins: [origin(matching)], orderedCacheBehaviors: UNKNOWN }),
            policy,
        ],
        "unknown origins": [distribution({ origins: UNKNOWN }), "origins"],
    },
});
