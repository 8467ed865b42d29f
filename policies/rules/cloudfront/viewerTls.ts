import type * as aws from "@pulumi/aws";
import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { reading } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const FLOOR = "TLSv1.2_2021";

/** Without a certificate of its own a distribution takes TLS 1.0, whatever its minimum says; with one the default is TLS 1.0. */
export const cloudfrontViewerTls = defineRule({
    id: "cloudfront-viewer-tls",
    displayName: "CloudFront viewer certificates require TLS 1.2 or later",
    description: "CloudFront distributions have a certificate of their own, by SNI, and TLS 1.2 of 2021 as minimum.",
    severity: "medium",
    tags: ["cloudfront", "encryption"],
    frameworks: [fsbp("CloudFront.7"), fsbp("CloudFront.8"), fsbp("CloudFront.15"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set viewerCertificate: { acmCertificateArn, minimumProtocolVersion: "TLSv1.2_2021", sslSupportMethod: "sni-only" }.',
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
    examples: ["aws.cloudfront.Distribution"],
    types: DISTRIBUTION_TYPES,
    parameters: {
        acceptDefaultCertificate: {
            type: "boolean",
            description:
                "Whether distributions may be reached by their cloudfront.net name alone, with TLS 1.0 and later.",
            default: false,
        },
    },
    resource({ name, props }: ResourceView<aws.cloudfront.DistributionArgs>, judge, { acceptDefaultCertificate }) {
        const isOwn = () => {
            const { viewerCertificate = {} } = props;
            return viewerCertificate.cloudfrontDefaultCertificate !== true && namesOwn(viewerCertificate);
        };
        judge.decide("viewerCertificate", () =>
            acceptDefaultCertificate || isOwn()
                ? undefined
                : `'${name}' has CloudFront's certificate, with which viewers may use TLS 1.0.`,
        );
        judge.decide("viewerCertificate.minimumProtocolVersion", () => {
            if (props.viewerCertificate?.cloudfrontDefaultCertificate === true) return undefined;
            const { minimumProtocolVersion = "TLSv1" } = props.viewerCertificate ?? {};
            return isStrong(minimumProtocolVersion) || !isOwn()
                ? undefined
                : `'${name}' lets viewers use ${minimumProtocolVersion}.`;
        });
        judge.decide("viewerCertificate.sslSupportMethod", () => {
            if (props.viewerCertificate?.cloudfrontDefaultCertificate === true) return undefined;
            const { sslSupportMethod } = props.viewerCertificate ?? {};
            return sslSupportMethod === "sni-only" || !isOwn()
                ? undefined
                : `'${name}' does not serve its certificate by SNI.`;
        });
    },
    remediate({ props }: ResourceView<aws.cloudfront.DistributionArgs>) {
        const { viewerCertificate = {} } = props;
        if (!namesOwn(viewerCertificate) || viewerCertificate.cloudfrontDefaultCertificate === true) return;
        if (!isStrong(viewerCertificate.minimumProtocolVersion ?? "TLSv1"))
            viewerCertificate.minimumProtocolVersion = FLOOR;
        // Addresses of one's own are paid for: whoever states them wants them.
        viewerCertificate.sslSupportMethod ??= "sni-only";
    },
});

/** Which certificate it is may not be known yet; that it is one of the account tells the property's name. */
function namesOwn(viewerCertificate: object): boolean {
    return ["acmCertificateArn", "iamCertificateId"].some((key) => {
        const value = reading(() => (viewerCertificate as Readonly<Record<string, unknown>>)[key]);
        return !value.known || (value.value ?? "") !== "";
    });
}

/** Security policies are named by the lowest version of TLS and the year of their list of ciphers. */
function isStrong(policy: string): boolean {
    const [, minor, year] = /^TLSv1\.(\d)_(\d{4})$/.exec(policy) ?? [];
    return Number(minor) >= 2 && Number(year) >= 2021;
}
