import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A day of snapshots is the default, which a long weekend outlasts. */
export const redshiftSnapshotsKept = defineRule({
    id: "redshift-snapshots-kept",
    displayName: "Warehouses keep snapshots",
    description: "Redshift clusters keep automated snapshots for at least the configured days.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "resilience"],
    frameworks: [
        fsbp("Redshift.3", "Amazon Redshift clusters should have automatic snapshots enabled"),
        wellArchitected("REL09-BP03", "Perform data backup automatically"),
    ],
    remediationSteps: "Set automatedSnapshotRetentionPeriod: 7.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html",
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
    types: ["aws:redshift/cluster:Cluster"],
    parameters: {
        minimumDays: {
            type: "integer",
            description: "Days that automated snapshots are kept at least.",
            default: 7,
            minimum: 1,
        },
    },
    resource({ name, props }: ResourceView<aws.redshift.ClusterArgs>, judge, { minimumDays }) {
        judge.decide("automatedSnapshotRetentionPeriod", () => {
            const { automatedSnapshotRetentionPeriod: days = 1 } = props;
            return days >= minimumDays
                ? undefined
                : `Cluster '${name}' keeps snapshots for ${days} days, not ${minimumDays}.`;
        });
    },
});
