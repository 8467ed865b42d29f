import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

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
    examples: {
        aws: `new aws.dax.Cluster("orders", {
    clusterName: "orders",
    iamRoleArn: role.arn,
    nodeType: "dax.r5.large",
    replicationFactor: 3,
    serverSideEncryption: { enabled: true },
    clusterEndpointEncryptionType: "TLS",
});`,
    },
    types: ["aws:dax/cluster:Cluster"],
    resource({ name, props }: ResourceView<aws.dax.ClusterArgs>, judge) {
        judge.decide("serverSideEncryption.enabled", () =>
            props.serverSideEncryption?.enabled === true ? undefined : `Cluster '${name}' is not encrypted at rest.`,
        );
    },
    remediate({ props }: ResourceView<aws.dax.ClusterArgs>) {
        blockOf(props, "serverSideEncryption").enabled = true;
    },
});
