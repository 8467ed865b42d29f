import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES, originKind } from "../../aws/cloudfront/distributions";
import { fsbp } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without one the root of a bucket answers with the list of its objects, where that may be read. An API has no such root. */
export const cloudfrontRootObjectSet = defineRule({
    id: "cloudfront-root-object-set",
    displayName: "CloudFront distributions have a default root object",
    description: "CloudFront distributions that begin with a bucket have a default root object.",
    severity: "high",
    level: "advisory",
    whyNotMandatory:
        "Without it visitors see what the bucket holds only where the bucket lets CloudFront list it, and a distribution of single files has no first page.",
    tags: ["cloudfront", "exposure"],
    frameworks: [fsbp("CloudFront.1")],
    remediationSteps: 'Set defaultRootObject: "index.html".',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    resource({ name, props }: ResourceView<aws.cloudfront.DistributionArgs>, judge) {
        judge.decide("defaultRootObject", () => {
            if ((props.defaultRootObject ?? "") !== "") return undefined;
            const target = props.defaultCacheBehavior?.targetOriginId;
            // A group is asked at its first member first.
            const group = props.originGroups?.find(({ originId }) => originId === target);
            const first = props.origins?.find(({ originId }) => originId === (group?.members[0]?.originId ?? target));
            if (first === undefined || first.customOriginConfig !== undefined) return undefined;
            return first.s3OriginConfig !== undefined || originKind(first.domainName) === "bucket"
                ? `Distribution '${name}' has no default root object.`
                : undefined;
        });
    },
});
