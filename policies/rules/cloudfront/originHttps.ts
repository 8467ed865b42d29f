import type * as aws from "@pulumi/aws";
import {
    type Behavior,
    DISTRIBUTION_TYPES,
    eachOrigin,
    MULTITENANT_TYPE,
    originKind,
} from "../../aws/cloudfront/distributions";
import type { Judge } from "../../framework/judge";
import { readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const VPC_ORIGIN_TYPE = "aws:cloudfront/vpcOrigin:VpcOrigin";
const WEAK = ["SSLv3", "TLSv1", "TLSv1.1"];

/**
 * CloudFront speaks to origins by TLS 1.2. `match-viewer` is as good where no viewer comes without TLS: a redirect is answered
 * before the origin is asked.
 */
export const cloudfrontOriginHttps = defineRule({
    id: "cloudfront-origin-https",
    displayName: "CloudFront reaches custom origins by HTTPS and TLS 1.2",
    description: "CloudFront reaches custom origins by HTTPS and TLS 1.2 alone.",
    severity: "medium",
    tags: ["cloudfront", "encryption"],
    frameworks: [fsbp("CloudFront.9"), fsbp("CloudFront.10"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set customOriginConfig.originProtocolPolicy to "https-only" and originSslProtocols to ["TLSv1.2"]; name a bucket by its regional domain and not as a website, which has no HTTPS.',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    examples: ["aws.cloudfront.Distribution"],
    types: [...DISTRIBUTION_TYPES, VPC_ORIGIN_TYPE],
    resource(resource: ResourceView, judge) {
        if (resource.type === VPC_ORIGIN_TYPE) {
            judgeVpcOrigin(resource, judge);
            return;
        }
        eachOrigin(resource, judge, (origin, path) => {
            const id = `${path}.customOriginConfig`;
            judge.decide(`${id}.originProtocolPolicy`, () => {
                const policy = origin.customOriginConfig?.originProtocolPolicy;
                if (policy === undefined || policy === "https-only") return undefined;
                if (policy === "match-viewer" && !takesPlainHttp(resource)) return undefined;
                const why = originKind(origin.domainName) === "website" ? ", since S3's websites have no HTTPS" : "";
                return `'${resource.name}' may reach ${path} without TLS (${policy})${why}.`;
            });
            judge.decide(`${id}.originSslProtocols`, () => {
                const { customOriginConfig } = origin;
                if (customOriginConfig === undefined || customOriginConfig.originProtocolPolicy === "http-only")
                    return undefined;
                judgeProtocols(
                    customOriginConfig.originSslProtocols,
                    `${id}.originSslProtocols`,
                    judge,
                    (protocol) => `'${resource.name}' may reach ${path} by ${protocol}.`,
                );
                return undefined;
            });
        });
    },
});

/** An origin in a VPC says by itself how it is asked; what the viewers use is not known to it. */
function judgeVpcOrigin({ name, props }: ResourceView<aws.cloudfront.VpcOriginArgs>, judge: Judge): void {
    const id = "vpcOriginEndpointConfig";
    judge.decide(`${id}.originProtocolPolicy`, () => {
        const policy = props.vpcOriginEndpointConfig?.originProtocolPolicy;
        return policy === undefined || policy === "https-only"
            ? undefined
            : `'${name}' may be reached without TLS (${policy}).`;
    });
    judge.decide(`${id}.originSslProtocols`, () => {
        const { vpcOriginEndpointConfig } = props;
        if (vpcOriginEndpointConfig?.originProtocolPolicy === "http-only") return undefined;
        const items = vpcOriginEndpointConfig?.originSslProtocols?.items;
        judgeProtocols(
            items,
            `${id}.originSslProtocols.items`,
            judge,
            (protocol) => `'${name}' may be reached by ${protocol}.`,
        );
        return undefined;
    });
}

function judgeProtocols(
    protocols: readonly string[] | undefined,
    id: string,
    judge: Judge,
    problem: (protocol: string) => string,
): void {
    for (const [index, found] of readingsOf(protocols).entries()) {
        const place = `${id}[${index}]`;
        const protocol = judge.read(place, found);
        if (protocol !== undefined && WEAK.includes(protocol)) judge.violation(place, problem(protocol));
    }
}

/** Whether some behavior takes requests without TLS. Throws when one is not known. */
function takesPlainHttp({ type, props }: ResourceView): boolean {
    const others = (type === MULTITENANT_TYPE ? props.cacheBehaviors : props.orderedCacheBehaviors) ?? [];
    const behaviors = [
        props.defaultCacheBehavior ?? {},
        ...(others as readonly unknown[]),
    ] as readonly Partial<Behavior>[];
    return behaviors.some(({ viewerProtocolPolicy = "allow-all" }) => viewerProtocolPolicy === "allow-all");
}
