import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** A warehouse with a public address is one security group away from everybody. */
export const redshiftEndpointPrivate = defineRule({
    id: "redshift-endpoint-private",
    displayName: "Redshift endpoints are not publicly accessible",
    description: "Redshift clusters and workgroups are not publicly accessible.",
    severity: "critical",
    tags: ["redshift", "exposure"],
    frameworks: [fsbp("Redshift.1"), fsbp("RedshiftServerless.3"), wellArchitected("SEC05-BP01")],
    remediationSteps: "Set publiclyAccessible: false.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html",
    examples: ["aws.redshift.Cluster"],
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"],
    ...settings<aws.redshift.ClusterArgs>({
        publiclyAccessible: mustNotBe(true, (name) => `'${name}' can be reached from the internet.`, false),
    }),
});
