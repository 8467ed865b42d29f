import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A second origin costs a second store, so this is to be asked for. */
export const cloudfrontOriginFailover = defineRule({
    id: "cloudfront-origin-failover",
    displayName: "CloudFront distributions have an origin group for failover",
    description: "CloudFront distributions have an origin group of at least two origins.",
    severity: "low",
    level: "disabled",
    tags: ["cloudfront", "resilience"],
    frameworks: [fsbp("CloudFront.4"), wellArchitected("REL10-BP01")],
    remediationSteps: "Add an entry to originGroups with two members, and name it as targetOriginId.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    resource({ name, props }: ResourceView<aws.cloudfront.DistributionArgs>, judge) {
        judge.decide("originGroups", () =>
            props.originGroups?.some(({ members }) => members.length > 1) === true
                ? undefined
                : `Distribution '${name}' has no origin that stands in for another.`,
        );
    },
});
