import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoProviderAttributesMapped } from "./providerAttributesMapped";

const provider = subjectsOf("aws:cognito/identityProvider:IdentityProvider", { providerType: "OIDC" });

describeRule(cognitoProviderAttributesMapped, {
    passes: { "a mapped address": provider({ attributeMapping: { email: "email", name: UNKNOWN } }) },
    violates: { "another attribute": [provider({ attributeMapping: { name: "name" } }), "attributeMapping.email"] },
    missing: [provider({}), "attributeMapping.email"],
    undecided: {
        "an unknown mapping": [provider({ attributeMapping: UNKNOWN }), "attributeMapping.email"],
        "an unknown claim": [provider({ attributeMapping: { email: UNKNOWN } }), "attributeMapping.email"],
    },
    configured: {
        "other attributes": [{ attributes: ["name"] }, provider({}), "attributeMapping.name"],
        none: [{ attributes: [] }, provider({})],
    },
});
