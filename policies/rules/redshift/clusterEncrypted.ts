import type * as aws from "@pulumi/aws";
import { judgeCustomerKey, REQUIRE_CMK } from "../../aws/kms/keys";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A warehouse gathers what all other stores hold; its disks and snapshots are encrypted. AWS does it unless told not to. */
export const redshiftClusterEncrypted = defineRule({
    id: "redshift-cluster-encrypted",
    displayName: "Redshift clusters and namespaces are encrypted",
    description:
        "Redshift clusters and serverless namespaces are encrypted, with a customer managed key unless configured.",
    severity: "high",
    tags: ["redshift", "encryption"],
    frameworks: [fsbp("Redshift.10"), wellArchitected("SEC08-BP02")],
    remediationSteps: 'Set encrypted: "true" and kmsKeyId: keyArn.',
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
    examples: ["aws.redshift.Cluster", "aws.redshiftserverless.Namespace"],
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/namespace:Namespace"],
    parameters: { requireCmk: REQUIRE_CMK },
    resource(
        { name, props }: ResourceView<aws.redshift.ClusterArgs & aws.redshiftserverless.NamespaceArgs>,
        judge,
        { requireCmk },
    ) {
        judge.decide("encrypted", () =>
            String(props.encrypted) === "false" ? `'${name}' is not encrypted.` : undefined,
        );
        if (requireCmk) judgeCustomerKey(judge, "kmsKeyId", `'${name}'`, () => props.kmsKeyId);
    },
});
