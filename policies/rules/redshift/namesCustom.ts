import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const NAMESPACE_TYPE = "aws:redshiftserverless/namespace:Namespace";

/** The names that AWS proposes are the first that an attacker tries. */
export const redshiftNamesCustom = defineRule({
    id: "redshift-names-custom",
    displayName: "Redshift does not use default user and database names",
    description: "Redshift clusters and namespaces use neither the default administrator nor the default database.",
    severity: "low",
    level: "advisory",
    tags: ["redshift", "exposure"],
    frameworks: [fsbp("Redshift.8"), fsbp("RedshiftServerless.5"), wellArchitected("SEC02-BP01")],
    remediationSteps:
        "Set masterUsername (adminUsername of a namespace) and databaseName (dbName) to names of your own.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/create-cluster.html",
    examples: ["aws.redshift.Cluster"],
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/namespace:Namespace"],
    resource(
        { type, name, props }: ResourceView<aws.redshift.ClusterArgs & aws.redshiftserverless.NamespaceArgs>,
        judge,
    ) {
        const serverless = type === NAMESPACE_TYPE;
        judge.decide("administrator", () => {
            const user = serverless ? (props.adminUsername ?? "admin") : (props.masterUsername ?? "");
            return user === "awsuser" || user === "admin"
                ? `The administrator of '${name}' is called ${user}.`
                : undefined;
        });
        judge.decide("database", () => {
            const database = serverless ? (props.dbName ?? "dev") : (props.databaseName ?? "dev");
            return database === "dev" ? `The database of '${name}' is called dev.` : undefined;
        });
    },
});
