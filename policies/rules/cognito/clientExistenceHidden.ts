import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** AWS's default, LEGACY, tells everybody who asks that a user does not exist. */
export const cognitoClientExistenceHidden = defineRule({
    id: "cognito-client-existence-hidden",
    displayName: "Cognito app clients prevent user existence errors",
    description: "User pool clients answer alike whether an account exists or not.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC02-BP01")],
    remediationSteps: 'Set preventUserExistenceErrors: "ENABLED".',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    ...settings<aws.cognito.UserPoolClientArgs>({
        preventUserExistenceErrors: setTo("ENABLED", (name) => `'${name}' tells who has an account.`),
    }),
});
