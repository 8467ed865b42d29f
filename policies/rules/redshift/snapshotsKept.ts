import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A day of snapshots is the default, which a long weekend outlasts. */
export const redshiftSnapshotsKept = defineRule({
    id: "redshift-snapshots-kept",
    displayName: "Redshift clusters retain automated snapshots",
    description: "Redshift clusters keep automated snapshots for at least the configured days.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "resilience"],
    frameworks: [fsbp("Redshift.3"), wellArchitected("REL09-BP03")],
    remediationSteps: "Set automatedSnapshotRetentionPeriod: 7.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html",
    examples: ["aws.redshift.Cluster"],
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
