import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Accounts and their passwords cannot be backed up: a pool that is deleted is gone for everybody in it. */
export const cognitoDeletionProtected = defineRule({
    id: "cognito-deletion-protected",
    displayName: "Cognito user pools have deletion protection",
    description: "User pools have deletion protection.",
    severity: "medium",
    level: "advisory",
    tags: ["cognito", "resilience"],
    frameworks: [fsbp("Cognito.6"), wellArchitected("REL09-BP01")],
    remediationSteps: 'Set deletionProtection: "ACTIVE".',
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html",
    examples: ["aws.cognito.UserPool", "UserPool"],
    types: ["aws:cognito/userPool:UserPool"],
    ...settings<aws.cognito.UserPoolArgs>({
        deletionProtection: setTo("ACTIVE", (name) => `'${name}' can be deleted by mistake.`),
    }),
});
