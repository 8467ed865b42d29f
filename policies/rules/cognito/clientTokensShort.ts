import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };
const TOKENS = ["accessToken", "idToken", "refreshToken"] as const;

/** An access token cannot be taken back before it expires. Without values AWS takes an hour and 30 days; without units, hours for the
 * first two and days for the last. */
export const cognitoClientTokensShort = defineRule({
    id: "cognito-client-tokens-short",
    displayName: "Tokens of Cognito app clients have a short validity",
    description:
        "Access and identity tokens of user pool clients hold for an hour, refresh tokens for a month, unless configured.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC02-BP02")],
    remediationSteps:
        "Set accessTokenValidity, idTokenValidity and refreshTokenValidity with their tokenValidityUnits.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    parameters: {
        maximumMinutes: {
            type: "integer",
            description: "Minutes for which access and identity tokens hold at most.",
            default: 60,
            minimum: 5,
        },
        maximumRefreshDays: {
            type: "integer",
            description: "Days for which refresh tokens hold at most.",
            default: 30,
            minimum: 1,
        },
    },
    resource(
        { name, props }: ResourceView<aws.cognito.UserPoolClientArgs>,
        judge,
        { maximumMinutes, maximumRefreshDays },
    ) {
        for (const token of TOKENS) {
            const isRefresh = token === "refreshToken";
            judge.decide(`${token}Validity`, () => {
                const validity = props[`${token}Validity`] ?? 0;
                const unit = props.tokenValidityUnits?.[token] ?? (isRefresh ? "days" : "hours");
                // Zero means AWS's default.
                const minutes = validity === 0 ? (isRefresh ? 30 * 1440 : 60) : validity * (MINUTES[unit] ?? 1);
                const maximum = isRefresh ? maximumRefreshDays * 1440 : maximumMinutes;
                return minutes > maximum ? `The ${token} of '${name}' holds for ${minutes} minutes.` : undefined;
            });
        }
    },
});
