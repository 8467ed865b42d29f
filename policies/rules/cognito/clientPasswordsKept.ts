import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const BY_PASSWORD = ["USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
const BY_ADMINISTRATOR = ["ADMIN_NO_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"];

/** Flows by password let anybody with the public client's id try passwords by script. The one for administrators belongs on a server,
 * whose client can keep a secret. A client that names no flows has SRP and refresh. */
export const cognitoClientPasswordsKept = defineRule({
    id: "cognito-client-passwords-kept",
    displayName: "Cognito app clients sign in by SRP and not by password",
    description: "User pool clients sign people in by SRP and not by sending their password.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC02-BP01")],
    remediationSteps:
        'Set explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]; a client of a server that needs ALLOW_ADMIN_USER_PASSWORD_AUTH has a secret.',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    resource({ name, props }: ResourceView<aws.cognito.UserPoolClientArgs>, judge) {
        judge.decide("explicitAuthFlows", () => {
            for (const [index, found] of readingsOf(props.explicitAuthFlows).entries()) {
                const flow = judge.read(`explicitAuthFlows[${index}]`, found);
                if (flow === undefined) continue;
                judge.decide(`explicitAuthFlows#${flow}`, () => {
                    if (BY_PASSWORD.includes(flow)) return `'${name}' sends passwords (${flow}).`;
                    return BY_ADMINISTRATOR.includes(flow) && props.generateSecret !== true
                        ? `'${name}' sends passwords (${flow}) and has no secret.`
                        : undefined;
                });
            }
            return undefined;
        });
    },
});
