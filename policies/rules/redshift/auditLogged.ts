import type * as aws from "@pulumi/aws";
import { attached } from "../../framework/attached";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const CLUSTER_TYPE = "aws:redshift/cluster:Cluster";
const NAMESPACE_TYPE = "aws:redshiftserverless/namespace:Namespace";
const LOGGING_TYPE = "aws:redshift/logging:Logging";

/** Who connected to a warehouse and what failed is written down only on demand, by a resource of its own since version 7. */
export const redshiftAuditLogged = defineRule({
    id: "redshift-audit-logged",
    displayName: "Redshift clusters and namespaces have audit logging",
    description: "Redshift clusters have audit logging, and serverless namespaces export the configured logs.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "operations"],
    frameworks: [fsbp("Redshift.4"), fsbp("RedshiftServerless.6"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Add aws.redshift.Logging for the cluster; set logExports of a namespace.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
    examples: ["aws.redshift.Logging", "aws.redshiftserverless.Namespace"],
    types: [CLUSTER_TYPE, LOGGING_TYPE, NAMESPACE_TYPE],
    parameters: {
        logExports: {
            type: "array",
            description: "The logs that serverless namespaces export.",
            default: ["connectionlog", "userlog"],
            items: { type: "string" },
        },
    },
    resource({ type, name, props }: ResourceView<aws.redshiftserverless.NamespaceArgs>, judge, { logExports }) {
        if (type !== NAMESPACE_TYPE) return;
        for (const log of logExports)
            judge.decide(`logExports.${log}`, () =>
                props.logExports?.includes(log) === true ? undefined : `Namespace '${name}' does not export ${log}.`,
            );
    },
    ...attached({
        of: [CLUSTER_TYPE],
        by: { types: [LOGGING_TYPE], property: "clusterIdentifier", identities: ["clusterIdentifier", "id"] },
        id: "logging",
        fault: (name) => `Cluster '${name}' writes no audit log.`,
        // The property of earlier versions of the provider, which states may still have.
        within: ({ props }) => props.logging?.enable === true,
    }),
});
