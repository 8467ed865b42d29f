import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without a mapping people who come by the provider have nothing but an opaque name, and a required attribute that is not mapped fails the sign-in. */
export const cognitoProviderAttributesMapped = defineRule({
    id: "cognito-provider-attributes-mapped",
    displayName: "Cognito identity providers have an attribute mapping",
    description: "Identity providers of user pools map the attributes by which people are known.",
    severity: "low",
    level: "advisory",
    tags: ["cognito", "identity"],
    frameworks: [wellArchitected("SEC02-BP04")],
    remediationSteps: "Set attributeMapping: { email: ... } to the claim or attribute of the provider.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html",
    examples: ["aws.cognito.IdentityProvider"],
    types: ["aws:cognito/identityProvider:IdentityProvider"],
    parameters: {
        attributes: {
            type: "array",
            description: "Attributes of the user pool that must be mapped.",
            default: ["email"],
            items: { type: "string" },
        },
    },
    resource({ name, props }: ResourceView<aws.cognito.IdentityProviderArgs>, judge, { attributes }) {
        for (const attribute of attributes) {
            judge.decide(`attributeMapping.${attribute}`, () =>
                (props.attributeMapping?.[attribute] ?? "") === "" ? `'${name}' does not map ${attribute}.` : undefined,
            );
        }
    },
});
