import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** Guests are everybody on the internet. The classic flow takes any role that trusts the pool, without the policy by which Cognito limits the
 * session in the enhanced flow. AWS's default for both is no. */
export const cognitoGuestsRefused = defineRule({
    id: "cognito-guests-refused",
    displayName: "Cognito identity pools refuse unauthenticated identities",
    description: "Identity pools give no credentials to guests, and none past their own limits.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "exposure"],
    frameworks: [fsbp("Cognito.2"), wellArchitected("SEC03-BP07")],
    remediationSteps: "Set allowUnauthenticatedIdentities: false, and leave out allowClassicFlow.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
    examples: ["aws.cognito.IdentityPool"],
    types: ["aws:cognito/identityPool:IdentityPool"],
    ...settings<aws.cognito.IdentityPoolArgs>({
        allowUnauthenticatedIdentities: mustNotBe(true, (name) => `'${name}' gives credentials to guests.`, false),
        allowClassicFlow: mustNotBe(true, (name) => `'${name}' allows the classic flow.`),
    }),
});
