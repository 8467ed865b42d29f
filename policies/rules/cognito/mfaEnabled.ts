import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Text messages alone are a weak factor: numbers can be taken over, and messages are costly to whom others send them. */
export const cognitoMfaEnabled = defineRule({
    id: "cognito-mfa-enabled",
    displayName: "Cognito user pools have multi-factor authentication",
    description:
        "User pools offer a second factor, or insist on it where configured, other than by text message alone.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity"],
    frameworks: [fsbp("Cognito.5"), wellArchitected("SEC02-BP01")],
    remediationSteps:
        'Set mfaConfiguration to "ON" or "OPTIONAL", with softwareTokenMfaConfiguration: { enabled: true }.',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
    examples: ["aws.cognito.UserPool", "UserPool"],
    types: ["aws:cognito/userPool:UserPool"],
    parameters: {
        required: {
            type: "boolean",
            description: "Whether everybody must have a second factor.",
            default: false,
        },
        acceptTextMessages: {
            type: "boolean",
            description: "Whether text messages are enough as the only factor.",
            default: false,
        },
    },
    resource({ name, props }: ResourceView<aws.cognito.UserPoolArgs>, judge, { required, acceptTextMessages }) {
        judge.decide("mfaConfiguration", () => {
            const { mfaConfiguration = "OFF" } = props;
            if (mfaConfiguration === "OFF") return `'${name}' has no second factor.`;
            return required && mfaConfiguration !== "ON" ? `'${name}' does not insist on a second factor.` : undefined;
        });
        judge.decide("softwareTokenMfaConfiguration.enabled", () => {
            if ((props.mfaConfiguration ?? "OFF") === "OFF" || acceptTextMessages) return undefined;
            if (props.softwareTokenMfaConfiguration?.enabled === true) return undefined;
            return props.emailMfaConfiguration === undefined
                ? `'${name}' has no second factor but text messages.`
                : undefined;
        });
    },
});
