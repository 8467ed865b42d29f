import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Whom a site is for is the owner's to say, so this is to be asked for. */
export const cloudfrontGeoRestricted = defineRule({
    id: "cloudfront-geo-restricted",
    displayName: "CloudFront distributions have a geographic restriction",
    description: "CloudFront distributions restrict the countries of their viewers.",
    severity: "low",
    level: "disabled",
    tags: ["cloudfront", "exposure"],
    frameworks: [wellArchitected("SEC05-BP02")],
    remediationSteps: 'Set restrictions.geoRestriction to { restrictionType: "whitelist", locations: [...] }.',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    resource({ name, props }: ResourceView<aws.cloudfront.DistributionArgs>, judge) {
        judge.decide("restrictions.geoRestriction", () => {
            const { restrictionType = "none", locations = [] } = props.restrictions?.geoRestriction ?? {};
            return restrictionType === "none" || locations.length === 0
                ? `Distribution '${name}' answers viewers of every country.`
                : undefined;
        });
    },
});
