import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Secrets Manager checks by reasoning over the whole policy, which finds more than a look at its principals. */
export const secretsmanagerPolicyBlocked = defineRule({
    id: "secretsmanager-policy-blocked",
    displayName: "Policies of Secrets Manager secrets set blockPublicPolicy",
    description: "Resource policies of secrets are refused when they admit everybody.",
    severity: "high",
    level: "advisory",
    whyNotMandatory:
        "What the policy admits is judged by iam-resource-policy-private, which is mandatory; the flag only has AWS look once more.",
    tags: ["secretsmanager", "exposure"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps: "Set blockPublicPolicy: true.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
    examples: ["aws.secretsmanager.SecretPolicy"],
    types: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
    ...settings<aws.secretsmanager.SecretPolicyArgs>({
        blockPublicPolicy: setTo(true, (name) => `'${name}' may admit everybody.`),
    }),
});
