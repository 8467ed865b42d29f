import type * as aws from "@pulumi/aws";
import { CLIENT_TYPES } from "../../aws/cognito/clients";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** Without the list everybody may write all of one's own attributes with the access token, also `custom:role` and `custom:tenant`. */
export const cognitoClientAttributesScoped = defineRule({
    id: "cognito-client-attributes-scoped",
    displayName: "Cognito app clients list their write attributes",
    description: "User pool clients name the attributes that people may write of themselves.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "identity", "clients"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps:
        "Set writeAttributes to what people may change, without attributes by which programs decide what somebody may.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html",
    examples: ["aws.cognito.UserPoolClient", "UserPool"],
    types: CLIENT_TYPES,
    ...settings<aws.cognito.UserPoolClientArgs>({
        writeAttributes: mustNotBe(undefined, (name) => `People may write all of their attributes by '${name}'.`),
    }),
});
