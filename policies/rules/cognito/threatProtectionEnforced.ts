import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** In the mode AUDIT a password that has leaked is counted and let in. */
export const cognitoThreatProtectionEnforced = defineRule({
    id: "cognito-threat-protection-enforced",
    displayName: "Cognito user pools enforce threat protection",
    description: "User pools have threat protection that acts, which the tier PLUS has.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity"],
    frameworks: [fsbp("Cognito.1"), wellArchitected("SEC02-BP01")],
    remediationSteps: 'Set userPoolTier: "PLUS" and userPoolAddOns: { advancedSecurityMode: "ENFORCED" }.',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html",
    examples: ["aws.cognito.UserPool", "UserPool"],
    types: ["aws:cognito/userPool:UserPool"],
    parameters: {
        mode: {
            type: "string",
            description: "The weakest mode of threat protection that is enough.",
            default: "ENFORCED",
            enum: ["AUDIT", "ENFORCED"],
        },
    },
    resource({ name, props }: ResourceView<aws.cognito.UserPoolArgs>, judge, { mode }) {
        judge.decide("userPoolAddOns.advancedSecurityMode", () => {
            const { advancedSecurityMode = "OFF" } = props.userPoolAddOns ?? {};
            const enough = advancedSecurityMode === "ENFORCED" || advancedSecurityMode === mode;
            return enough ? undefined : `'${name}' has threat protection in the mode ${advancedSecurityMode}.`;
        });
    },
});
