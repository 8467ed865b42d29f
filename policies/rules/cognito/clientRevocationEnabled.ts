import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** New clients can, unless they are told not to. */
export const cognitoClientRevocationEnabled = defineRule({
    id: "cognito-client-revocation-enabled",
    displayName: "Cognito app clients have token revocation enabled",
    description: "User pool clients can revoke the tokens that they hold.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC02-BP02")],
    remediationSteps: "Set enableTokenRevocation: true, or leave it out.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    ...settings<aws.cognito.UserPoolClientArgs>({
        enableTokenRevocation: mustNotBe(false, (name) => `Tokens of '${name}' cannot be revoked.`, true),
    }),
});
