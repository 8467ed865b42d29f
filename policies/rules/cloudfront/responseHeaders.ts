import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES, eachBehavior } from "../../aws/cloudfront/distributions";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const POLICY_TYPE = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
/** AWS's policies SimpleCORS and CORS-With-Preflight, which have no security headers. */
const WITHOUT_SECURITY = ["60669652-455b-4ae9-85a4-c4c02393f86c", "5cc3b908-e619-4b99-88e5-2cf7f45965bd"];

/** A redirect protects the second request. Only the header lets browsers never send the first one without TLS. */
export const cloudfrontResponseHeaders = defineRule({
    id: "cloudfront-response-headers",
    displayName: "CloudFront responses set Strict-Transport-Security",
    description: "Every behavior of a distribution has a response headers policy with strict transport security.",
    severity: "medium",
    level: "advisory",
    tags: ["cloudfront", "headers"],
    frameworks: [wellArchitected("SEC09-BP02")],
    remediationSteps:
        "Set responseHeadersPolicyId to AWS's SecurityHeadersPolicy (67f7725c-6f97-4210-82d7-5512b31e9d03), or to a ResponseHeadersPolicy with strictTransportSecurity for a year.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html",
    examples: ["aws.cloudfront.Distribution"],
    types: [POLICY_TYPE, ...DISTRIBUTION_TYPES],
    parameters: {
        minimumSeconds: {
            type: "integer",
            description: "Seconds for which browsers stay on HTTPS at least.",
            default: 31536000,
            minimum: 1,
        },
    },
    resource(resource: ResourceView, judge, { minimumSeconds }) {
        if (resource.type === POLICY_TYPE) {
            const { name, props } = resource as ResourceView<aws.cloudfront.ResponseHeadersPolicyArgs>;
            judge.decide("securityHeadersConfig.strictTransportSecurity", () => {
                const seconds = props.securityHeadersConfig?.strictTransportSecurity?.accessControlMaxAgeSec ?? 0;
                return seconds < minimumSeconds
                    ? `'${name}' keeps browsers on HTTPS for ${seconds} seconds.`
                    : undefined;
            });
            return;
        }
        eachBehavior(resource, judge, (behavior, path) =>
            judge.decide(`${path}.responseHeadersPolicyId`, () => {
                const policy = behavior.responseHeadersPolicyId ?? "";
                return policy === "" || WITHOUT_SECURITY.includes(policy)
                    ? `'${resource.name}' answers without security headers (${path}).`
                    : undefined;
            }),
        );
    },
});
