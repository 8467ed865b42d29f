import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** The distribution names its web ACL itself; wafv2.WebAclAssociation does not take distributions. */
export const cloudfrontFirewallAttached = defineRule({
    id: "cloudfront-firewall-attached",
    displayName: "CloudFront distributions have a WAF web ACL",
    description: "CloudFront distributions have a web ACL of WAF.",
    severity: "medium",
    level: "advisory",
    tags: ["cloudfront", "exposure"],
    frameworks: [fsbp("CloudFront.6"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Set webAclId to the ARN of an aws.wafv2.WebAcl with the scope CLOUDFRONT.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    ...settings<aws.cloudfront.DistributionArgs>({
        webAclId: must(
            (acl) => (acl ?? "") !== "",
            (name) => `Distribution '${name}' has no web ACL.`,
        ),
    }),
});
