import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const CLASSES = ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"] as const;

/** A pool without the block has what AWS takes then: eight characters of all classes, and seven days. In a block, what is left out is not
 * asked for. */
export const cognitoPasswordStrong = defineRule({
    id: "cognito-password-strong",
    displayName: "Cognito user pools have a strong password policy",
    description: "User pools ask for long passwords of all classes of characters, and temporary ones that soon expire.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity"],
    frameworks: [fsbp("Cognito.3"), wellArchitected("SEC02-BP01")],
    remediationSteps:
        "Set passwordPolicy with minimumLength, requireLowercase, requireUppercase, requireNumbers, requireSymbols and temporaryPasswordValidityDays.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html",
    examples: ["aws.cognito.UserPool", "UserPool"],
    types: ["aws:cognito/userPool:UserPool"],
    parameters: {
        minimumLength: {
            type: "integer",
            description: "Characters that a password has at least.",
            default: 12,
            minimum: 6,
        },
        maximumTemporaryDays: {
            type: "integer",
            description: "Days after which a temporary password expires at most.",
            default: 7,
            minimum: 1,
        },
        minimumHistory: {
            type: "integer",
            description: "Former passwords that may not be used again; needs the tier ESSENTIALS or PLUS.",
            default: 0,
            minimum: 0,
        },
    },
    resource(
        { name, props }: ResourceView<aws.cognito.UserPoolArgs>,
        judge,
        { minimumLength, maximumTemporaryDays, minimumHistory },
    ) {
        judge.decide("passwordPolicy.minimumLength", () => {
            const length = props.passwordPolicy === undefined ? 8 : (props.passwordPolicy.minimumLength ?? 6);
            return length < minimumLength ? `'${name}' takes passwords of ${length} characters.` : undefined;
        });
        for (const requirement of CLASSES) {
            judge.decide(`passwordPolicy.${requirement}`, () =>
                props.passwordPolicy === undefined || props.passwordPolicy[requirement] === true
                    ? undefined
                    : `'${name}' does not set ${requirement}.`,
            );
        }
        judge.decide("passwordPolicy.temporaryPasswordValidityDays", () => {
            // Zero counts as left out.
            const days = props.passwordPolicy?.temporaryPasswordValidityDays || 7;
            return days > maximumTemporaryDays ? `Temporary passwords of '${name}' hold for ${days} days.` : undefined;
        });
        judge.decide("passwordPolicy.passwordHistorySize", () => {
            const size = props.passwordPolicy?.passwordHistorySize ?? 0;
            return size < minimumHistory ? `'${name}' remembers ${size} passwords.` : undefined;
        });
    },
});
