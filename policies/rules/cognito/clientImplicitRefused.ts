import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The implicit grant puts tokens into the address, and so into the history of browsers and the logs of servers. */
export const cognitoClientImplicitRefused = defineRule({
    id: "cognito-client-implicit-refused",
    displayName: "Cognito app clients do not use the implicit grant",
    description: "User pool clients do not use the implicit grant.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC02-BP01")],
    remediationSteps: 'Set allowedOauthFlows: ["code"], with PKCE in the client.',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    resource({ name, props }: ResourceView<aws.cognito.UserPoolClientArgs>, judge) {
        judge.decide("allowedOauthFlows", () => {
            for (const [index, found] of readingsOf(props.allowedOauthFlows).entries()) {
                if (judge.read(`allowedOauthFlows[${index}]`, found) === "implicit")
                    judge.violation("allowedOauthFlows", `'${name}' uses the implicit grant.`);
            }
            return undefined;
        });
    },
});
