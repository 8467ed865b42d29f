import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** A cache holds the table's items on disk; encryption is off unless set, and cannot be set afterwards. */
export const daxClusterEncrypted = defineRule({
    id: "dax-cluster-encrypted",
    displayName: "DAX clusters are encrypted at rest",
    description: "DynamoDB Accelerator clusters are encrypted at rest.",
    severity: "medium",
    tags: ["dax", "dynamodb", "encryption"],
    frameworks: [fsbp("DynamoDB.3"), wellArchitected("SEC08-BP02")],
    remediationSteps: "Set serverSideEncryption: { enabled: true }; the cluster is replaced.",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html",
    examples: ["aws.dax.Cluster"],
    types: ["aws:dax/cluster:Cluster"],
    ...settings<aws.dax.ClusterArgs>({
        "serverSideEncryption.enabled": setTo(true, (name) => `Cluster '${name}' is not encrypted at rest.`),
    }),
});
