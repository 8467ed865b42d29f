import type * as aws from "@pulumi/aws";
import { customerKeyFault } from "../../aws/kms/keys";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** It cannot be changed once the repository is there, so it is decided when it is made. Without a key it is AWS's. */
export const ecrRepositoryEncrypted = defineRule({
    id: "ecr-repository-encrypted",
    displayName: "ECR repositories are encrypted with a customer managed key",
    description: "ECR repositories are encrypted with a customer managed key.",
    severity: "medium",
    level: "advisory",
    tags: ["ecr", "encryption"],
    frameworks: [securityHub("ECR.5"), wellArchitected("SEC08-BP02")],
    remediationSteps:
        'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]; a repository that exists is replaced by it.',
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    examples: ["aws.ecr.Repository"],
    types: ["aws:ecr/repository:Repository"],
    resource({ name, props }: ResourceView<aws.ecr.RepositoryArgs>, judge) {
        judge.decide("encryptionConfigurations", () => {
            const [configuration] = props.encryptionConfigurations ?? [];
            const isKms = configuration?.encryptionType?.startsWith("KMS") === true;
            return customerKeyFault(`Repository '${name}'`, isKms ? configuration.kmsKey : undefined);
        });
    },
});
