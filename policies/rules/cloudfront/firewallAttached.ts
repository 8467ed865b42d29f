import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { DISTRIBUTION_EXAMPLE } from "../../aws/cloudfront/example";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The distribution names its web ACL itself; wafv2.WebAclAssociation does not take distributions. */
export const cloudfrontFirewallAttached = defineRule({
    id: "cloudfront-firewall-attached",
    displayName: "CloudFront distributions have a WAF web ACL",
    description: "CloudFront distributions have a web ACL of WAF.",
    severity: "medium",
    tags: ["cloudfront", "exposure"],
    frameworks: [fsbp("CloudFront.6"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Set webAclId to the ARN of an aws.wafv2.WebAcl with the scope CLOUDFRONT.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html",
    examples: {
        aws: DISTRIBUTION_EXAMPLE,
    },
    level: "advisory",
    types: [...DISTRIBUTION_TYPES],
    resource({ name, props }: ResourceView<aws.cloudfront.DistributionArgs>, judge) {
        judge.decide("webAclId", () =>
            (props.webAclId ?? "") === "" ? `Distribution '${name}' has no web ACL.` : undefined,
        );
    },
});
