import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Cognito takes http:// for localhost only: there whatever listens on a person's machine gets the code. */
export const cognitoClientCallbacksHttps = defineRule({
    id: "cognito-client-callbacks-https",
    displayName: "Callback URLs of Cognito app clients use HTTPS",
    description: "User pool clients return people to HTTPS addresses, or to an app by its own scheme.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC09-BP02")],
    remediationSteps: "Give callbackUrls, logoutUrls and defaultRedirectUri with https://.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    parameters: {
        allowLocalhost: {
            type: "boolean",
            description: "Whether http://localhost is allowed, for development.",
            default: false,
        },
    },
    resource({ name, props }: ResourceView<aws.cognito.UserPoolClientArgs>, judge, { allowLocalhost }) {
        const problem = (url = "") => {
            if (!/^http:/i.test(url)) return undefined;
            const isLocal = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(url);
            return allowLocalhost && isLocal ? undefined : `'${name}' returns people to ${url}.`;
        };
        for (const property of ["callbackUrls", "logoutUrls"] as const) {
            judge.decideEach(
                property,
                () => props[property],
                (url) => problem(url),
            );
        }
        judge.decide("defaultRedirectUri", () => problem(props.defaultRedirectUri));
    },
});
