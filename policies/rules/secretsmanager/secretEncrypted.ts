import type * as aws from "@pulumi/aws";
import { customerKeyFault, judgeCustomerKey } from "../../aws/kms/keys";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** With AWS's key, the default, everybody in the account who may read the secret may decrypt it, and no other account ever can. */
export const secretsmanagerSecretEncrypted = defineRule({
    id: "secretsmanager-secret-encrypted",
    displayName: "Secrets Manager secrets have a customer managed key",
    description: "Secrets are encrypted with a customer managed key, in every region.",
    severity: "medium",
    level: "advisory",
    tags: ["secretsmanager", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02")],
    remediationSteps: "Set kmsKeyId, and kmsKeyId of each replica.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
    examples: ["aws.secretsmanager.Secret"],
    types: ["aws:secretsmanager/secret:Secret"],
    resource({ name, props }: ResourceView<aws.secretsmanager.SecretArgs>, judge) {
        judgeCustomerKey(judge, "kmsKeyId", `Secret '${name}'`, () => props.kmsKeyId);
        judge.decideEach(
            "replicas",
            () => props.replicas,
            ({ kmsKeyId }, index) => customerKeyFault(`Replica ${index} of secret '${name}'`, kmsKeyId),
            ".kmsKeyId",
        );
    },
});
