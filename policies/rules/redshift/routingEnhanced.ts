import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** COPY and UNLOAD go over the internet otherwise, past endpoints and their policies. */
export const redshiftRoutingEnhanced = defineRule({
    id: "redshift-routing-enhanced",
    displayName: "Warehouses route through the VPC",
    description: "Redshift clusters and workgroups have enhanced VPC routing.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "network"],
    frameworks: [
        fsbp("Redshift.7", "Redshift clusters should use enhanced VPC routing"),
        fsbp("RedshiftServerless.1", "Amazon Redshift Serverless workgroups should use enhanced VPC routing"),
        wellArchitected("SEC05-BP01", "Create network layers"),
    ],
    remediationSteps: "Set enhancedVpcRouting: true.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
    examples: {
        aws: `new aws.redshift.Cluster("warehouse", {
    clusterIdentifier: "warehouse",
    nodeType: "ra3.large",
    masterUsername: "keeper",
    databaseName: "orders",
    manageMasterPassword: true,
    encrypted: "true",
    kmsKeyId: key.arn,
    publiclyAccessible: false,
    enhancedVpcRouting: true,
    automatedSnapshotRetentionPeriod: 7,
});`,
    },
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"],
    resource({ name, props }: ResourceView<aws.redshift.ClusterArgs>, judge) {
        judge.decide("enhancedVpcRouting", () =>
            props.enhancedVpcRouting === true ? undefined : `'${name}' loads and unloads past the VPC.`,
        );
    },
    remediate({ props }: ResourceView<aws.redshift.ClusterArgs>) {
        props.enhancedVpcRouting = true;
    },
});
