import { DISTRIBUTION_TYPES, eachBehavior, MULTITENANT_TYPE } from "../../aws/cloudfront/distributions";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The protocol is set by behavior, so that one forgotten path is open to plain HTTP while the others are not. */
export const cloudfrontViewerHttps = defineRule({
    id: "cloudfront-viewer-https",
    displayName: "CloudFront viewer protocol policy requires HTTPS",
    description: "Every behavior of a CloudFront distribution redirects viewers to HTTPS or takes nothing else.",
    severity: "medium",
    tags: ["cloudfront", "encryption"],
    frameworks: [fsbp("CloudFront.3"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set viewerProtocolPolicy to "redirect-to-https" or "https-only" in the default and every other cache behavior.',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    resource(resource: ResourceView, judge) {
        eachBehavior(resource, judge, (behavior, path) =>
            judge.decide(`${path}.viewerProtocolPolicy`, () => {
                const { viewerProtocolPolicy = "allow-all" } = behavior;
                return viewerProtocolPolicy === "allow-all"
                    ? `'${resource.name}' takes requests without TLS (${path}).`
                    : undefined;
            }),
        );
    },
    remediate({ type, props }: ResourceView<any>) {
        const others = type === MULTITENANT_TYPE ? "cacheBehaviors" : "orderedCacheBehaviors";
        const behaviors = [blockOf(props, "defaultCacheBehavior"), ...(props[others] ?? [])];
        for (const behavior of behaviors) {
            if ((behavior.viewerProtocolPolicy ?? "allow-all") === "allow-all")
                behavior.viewerProtocolPolicy = "redirect-to-https";
        }
    },
});
