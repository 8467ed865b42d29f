import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustBe, settings } from "../../framework/settings";

/** A password among the settings stands in the state, and nobody rotates it. */
export const redshiftPasswordManaged = defineRule({
    id: "redshift-password-managed",
    displayName: "Redshift admin passwords are in Secrets Manager",
    description: "Administrators' passwords of Redshift are managed by Secrets Manager or written once.",
    severity: "high",
    tags: ["redshift", "secrets"],
    frameworks: [wellArchitected("SEC02-BP03")],
    remediationSteps: "Set manageMasterPassword: true (manageAdminPassword of a namespace) and remove the password.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html",
    examples: ["aws.redshift.Cluster"],
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/namespace:Namespace"],
    ...settings<aws.redshift.ClusterArgs & aws.redshiftserverless.NamespaceArgs>({
        masterPassword: mustBe(undefined, (name) => `'${name}' has the masterPassword among its settings.`),
        adminUserPassword: mustBe(undefined, (name) => `'${name}' has the adminUserPassword among its settings.`),
    }),
});
