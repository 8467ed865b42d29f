import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontResponseHeaders } from "./responseHeaders";

const SECURITY = "67f7725c-6f97-4210-82d7-5512b31e9d03";
const secure = { responseHeadersPolicyId: SECURITY };
const distribution = subjectsOf("aws:cloudfront/distribution:Distribution", { defaultCacheBehavior: secure });
const policy = subjectsOf("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy");
const hsts = (accessControlMaxAgeSec: unknown) =>
    policy({ securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec, override: true } } });
const id = "securityHeadersConfig.strictTransportSecurity";
const byDefault = "defaultCacheBehavior.responseHeadersPolicyId";

describeRule(cloudfrontResponseHeaders, {
    passes: {
        "AWS's policy everywhere": distribution({ orderedCacheBehaviors: [secure] }),
        "a policy for a year": hsts(31536000),
    },
    violates: {
        "a policy of AWS that is about other headers": [
            distribution({ defaultCacheBehavior: { responseHeadersPolicyId: "60669652-455b-4ae9-85a4-c4c02393f86c" } }),
            byDefault,
        ],
        "one path without a policy, behind an unknown one": [
            distribution({ orderedCacheBehaviors: [UNKNOWN, {}] }),
            "orderedCacheBehaviors[1].responseHeadersPolicyId",
        ],
        "a policy for five minutes": [hsts(300), id],
        "a policy without the header": [policy({ securityHeadersConfig: {} }), id],
    },
    missing: [distribution({ defaultCacheBehavior: {} }), byDefault],
    undecided: {
        "an unknown policy": [distribution({ defaultCacheBehavior: { responseHeadersPolicyId: UNKNOWN } }), byDefault],
        "an unknown age": [hsts(UNKNOWN), id],
    },
    configured: { "less than a year": [{ minimumSeconds: 86400 }, hsts(86400)] },
});
