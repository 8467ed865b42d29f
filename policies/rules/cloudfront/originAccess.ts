import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES, eachOrigin, originKind } from "../../aws/cloudfront/distributions";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const CONTROL_TYPE = "aws:cloudfront/originAccessControl:OriginAccessControl";

/**
 * CloudFront signs what it asks of buckets and function URLs, so that these need to admit nobody else. An origin access identity
 * is the older way: it knows neither KMS keys nor all regions.
 */
export const cloudfrontOriginAccess = defineRule({
    id: "cloudfront-origin-access",
    displayName: "CloudFront origins have an origin access control",
    description: "Origins that are S3 buckets or Lambda function URLs have an origin access control that signs.",
    severity: "medium",
    tags: ["cloudfront", "exposure"],
    frameworks: [fsbp("CloudFront.13"), fsbp("CloudFront.16"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Make aws.cloudfront.OriginAccessControl with signingBehavior: "always", and set originAccessControlId of the origin.',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    examples: ["aws.cloudfront.OriginAccessControl", "aws.cloudfront.Distribution"],
    types: [CONTROL_TYPE, ...DISTRIBUTION_TYPES],
    resource(resource: ResourceView, judge) {
        if (resource.type === CONTROL_TYPE) {
            const { name, props } = resource as ResourceView<aws.cloudfront.OriginAccessControlArgs>;
            judge.decide("signingBehavior", () =>
                props.signingBehavior === "never" ? `'${name}' signs no request to its origins.` : undefined,
            );
            return;
        }
        eachOrigin(resource, judge, (origin, path) =>
            judge.decide(`${path}.originAccessControlId`, () => {
                if ((origin.originAccessControlId ?? "") !== "" || origin.vpcOriginConfig !== undefined)
                    return undefined;
                const identity = origin.s3OriginConfig?.originAccessIdentity ?? "";
                const kind = origin.s3OriginConfig === undefined ? originKind(origin.domainName) : "bucket";
                if (kind !== "bucket" && kind !== "functionUrl") return undefined;
                const what = kind === "bucket" ? "a bucket" : "a function";
                const how = identity === "" ? "without a signature" : "by an origin access identity";
                return `'${resource.name}' asks ${what} ${how} (${path}).`;
            }),
        );
    },
});
