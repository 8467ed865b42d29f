import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontFirewallAttached } from "./firewallAttached";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const multitenant = subjectsOf("aws:cloudfront/multitenantDistribution:MultitenantDistribution");

describeRule(cloudfrontFirewallAttached, {
    passes: { "a distribution with one": distribution({ webAclId: "arn:aws:wafv2:us-east-1:1:global/webacl/a/1" }) },
    violates: {
        "an empty name": [distribution({ webAclId: "" }), "webAclId"],
        "a distribution for tenants": [multitenant({}), "webAclId"],
    },
    missing: [distribution({}), "webAclId"],
    undecided: { "an unknown one": [distribution({ webAclId: UNKNOWN }), "webAclId"] },
});
