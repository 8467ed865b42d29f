import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontViewerHttps } from "./viewerHttps";

const secure = { viewerProtocolPolicy: "redirect-to-https" };
const open = { viewerProtocolPolicy: "allow-all" };
const distribution = subjectsOf("aws:cloudfront/distribution:Distribution", { defaultCacheBehavior: secure });
const multitenant = subjectsOf("aws:cloudfront/multitenantDistribution:MultitenantDistribution", {
    defaultCacheBehavior: secure,
});

describeRule(cloudfrontViewerHttps, {
    passes: {
        "a redirecting distribution": distribution({}),
        "behaviors that redirect or refuse": distribution({
            orderedCacheBehaviors: [secure, { viewerProtocolPolicy: "https-only" }],
        }),
        "a distribution for tenants": multitenant({ cacheBehaviors: [secure] }),
    },
    violates: {
        "a default behavior open to HTTP": [
            distribution({ defaultCacheBehavior: open }),
            "defaultCacheBehavior.viewerProtocolPolicy",
        ],
        "one path open to HTTP, behind an unknown one": [
            distribution({ orderedCacheBehaviors: [UNKNOWN, open] }),
            "orderedCacheBehaviors[1].viewerProtocolPolicy",
        ],
        "a path of a distribution for tenants": [
            multitenant({ cacheBehaviors: [open] }),
            "cacheBehaviors[0].viewerProtocolPolicy",
        ],
    },
    missing: [distribution({ defaultCacheBehavior: {} }), "defaultCacheBehavior.viewerProtocolPolicy"],
    undecided: {
        "an unknown policy": [
            distribution({ defaultCacheBehavior: { viewerProtocolPolicy: UNKNOWN } }),
            "defaultCacheBehavior.viewerProtocolPolicy",
        ],
        "unknown behaviors": [distribution({ orderedCacheBehaviors: UNKNOWN }), "orderedCacheBehaviors"],
    },
});

describe("cloudfront-viewer-https, as remediation", () => {
    it("changes what is open in every behavior, and nothing else", () => {
        const props = {
            defaultCacheBehavior: { targetOriginId: "a", ...open },
            orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }, { pathPattern: "/x", ...open }],
        };
        cloudfrontViewerHttps.remediate?.(
            { type: "aws:cloudfront/distribution:Distribution", name: "d", urn: "urn", props },
            {},
        );
        assert.deepEqual(props, {
            defaultCacheBehavior: { targetOriginId: "a", ...secure },
            orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }, { pathPattern: "/x", ...secure }],
        });
    });
});
