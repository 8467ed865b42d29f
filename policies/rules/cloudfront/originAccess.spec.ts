import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontOriginAccess } from "./originAccess";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const control = subjectsOf("aws:cloudfront/originAccessControl:OriginAccessControl", { signingProtocol: "sigv4" });
const of = (...origins: unknown[]) => distribution({ origins });
const bucket = { domainName: "lake-1.s3.eu-west-1.amazonaws.com" };
const id = "origins[0].originAccessControlId";

describeRule(cloudfrontOriginAccess, {
    passes: {
        "a bucket with a control": of({ ...bucket, originAccessControlId: "E1" }),
        "a control for a domain that is not known": of({ domainName: UNKNOWN, originAccessControlId: "E1" }),
        "an API": of({ domainName: "a1.execute-api.eu-west-1.amazonaws.com", customOriginConfig: {} }),
        "a bucket's website, which takes no signature": of({ domainName: "lake.s3-website.eu-west-3.amazonaws.com" }),
        "a load balancer in the VPC": of({
            domainName: "internal.example.com",
            vpcOriginConfig: { vpcOriginId: "v1" },
        }),
        "a control that signs": control({ signingBehavior: "always" }),
        "a control that lets a viewer's signature pass": control({ signingBehavior: "no-override" }),
    },
    violates: {
        "a bucket in the older form of its domain": [of({ domainName: "lake-1.s3.amazonaws.com" }), id],
        "a bucket with dots, in the form with a hyphen": [of({ domainName: "my.lake.s3-eu-west-1.amazonaws.com" }), id],
        "a bucket in China": [of({ domainName: "lake-1.s3.cn-north-1.amazonaws.com.cn" }), id],
        "an origin access identity": [
            of({ ...bucket, s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" } }),
            id,
        ],
        "an identity for a domain that is not known": [
            of({
                domainName: UNKNOWN,
                s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
            }),
            id,
        ],
        "an empty control": [of({ ...bucket, originAccessControlId: "" }), id],
        "a function's URL, behind an unknown origin": [
            of(UNKNOWN, { domainName: "abc.lambda-url.eu-west-1.on.aws", customOriginConfig: {} }),
            "origins[1].originAccessControlId",
        ],
        "a control that signs nothing": [control({ signingBehavior: "never" }), "signingBehavior"],
    },
    missing: [of(bucket), id],
    undecided: {
        "an unknown control": [of({ ...bucket, originAccessControlId: UNKNOWN }), id],
        "an unknown domain without a control": [of({ domainName: UNKNOWN }), id],
        "unknown origins": [distribution({ origins: UNKNOWN }), "origins"],
    },
});
