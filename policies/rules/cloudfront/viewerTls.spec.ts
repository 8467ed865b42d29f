import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontViewerTls } from "./viewerTls";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const multitenant = subjectsOf("aws:cloudfront/multitenantDistribution:MultitenantDistribution");
const strong = {
    acmCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
    minimumProtocolVersion: "TLSv1.2_2021",
    sslSupportMethod: "sni-only",
};
const version = "viewerCertificate.minimumProtocolVersion";
const method = "viewerCertificate.sslSupportMethod";

describeRule(cloudfrontViewerTls, {
    passes: {
        "TLS 1.2 of 2021 by SNI": distribution({ viewerCertificate: strong }),
        "a certificate still to be made": distribution({
            viewerCertificate: { ...strong, acmCertificateArn: UNKNOWN },
        }),
        "a later policy": distribution({ viewerCertificate: { ...strong, minimumProtocolVersion: "TLSv1.3_2025" } }),
        "a certificate of IAM": distribution({
            viewerCertificate: { ...strong, acmCertificateArn: undefined, iamCertificateId: "ASCA1" },
        }),
        "a distribution for tenants": multitenant({ viewerCertificate: strong }),
    },
    violates: {
        "CloudFront's certificate, whatever the minimum says": [
            distribution({
                viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" },
            }),
            "viewerCertificate",
        ],
        "an older list of ciphers": [
            distribution({ viewerCertificate: { ...strong, minimumProtocolVersion: "TLSv1.2_2019" } }),
            version,
        ],
        "TLS 1.1": [
            distribution({ viewerCertificate: { ...strong, minimumProtocolVersion: "TLSv1.1_2016" } }),
            version,
        ],
        "a certificate still to be made and nothing else": [
            distribution({ viewerCertificate: { acmCertificateArn: UNKNOWN } }),
            version,
            method,
        ],
        "a certificate and nothing else, which means TLS 1.0": [
            distribution({ viewerCertificate: { acmCertificateArn: strong.acmCertificateArn } }),
            version,
            method,
        ],
        "addresses of its own": [distribution({ viewerCertificate: { ...strong, sslSupportMethod: "vip" } }), method],
        "a weak version with a method that is not known": [
            distribution({
                viewerCertificate: { ...strong, minimumProtocolVersion: "TLSv1", sslSupportMethod: UNKNOWN },
            }),
            version,
        ],
    },
    missing: [distribution({}), "viewerCertificate"],
    undecided: {
        "settings that are not known": [
            distribution({ viewerCertificate: UNKNOWN }),
            "viewerCertificate",
            version,
            method,
        ],
        "an unknown version": [
            distribution({ viewerCertificate: { ...strong, minimumProtocolVersion: UNKNOWN } }),
            version,
        ],
    },
    configured: {
        "CloudFront's certificate is enough": [
            { acceptDefaultCertificate: true },
            distribution({ viewerCertificate: { cloudfrontDefaultCertificate: true } }),
        ],
        "but a certificate of one's own has to be strong": [
            { acceptDefaultCertificate: true },
            distribution({ viewerCertificate: { ...strong, minimumProtocolVersion: "TLSv1" } }),
            version,
        ],
    },
});

describe("cloudfront-viewer-tls, as remediation", () => {
    const remedied = (viewerCertificate: Record<string, unknown>) => {
        const props = { viewerCertificate };
        cloudfrontViewerTls.remediate?.({ type: cloudfrontViewerTls.types[0], name: "d", urn: "urn", props }, {});
        return props.viewerCertificate;
    };

    it("raises a weak version and keeps a stronger one", () => {
        assert.deepEqual(remedied({ acmCertificateArn: strong.acmCertificateArn }), strong);
        const later = { ...strong, minimumProtocolVersion: "TLSv1.3_2025" };
        assert.deepEqual(remedied(later), later);
    });

    it("leaves addresses that somebody asked for", () => {
        const vip = { ...strong, sslSupportMethod: "vip" };
        assert.deepEqual(remedied({ ...vip, minimumProtocolVersion: "TLSv1" }), vip);
    });

    it("invents no certificate", () => {
        assert.deepEqual(remedied({ cloudfrontDefaultCertificate: true }), { cloudfrontDefaultCertificate: true });
    });
});
