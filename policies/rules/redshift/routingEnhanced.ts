import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** COPY and UNLOAD go over the internet otherwise, past endpoints and their policies. */
export const redshiftRoutingEnhanced = defineRule({
    id: "redshift-routing-enhanced",
    displayName: "Redshift clusters and workgroups have enhanced VPC routing",
    description: "Redshift clusters and workgroups have enhanced VPC routing.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "network"],
    frameworks: [fsbp("Redshift.7"), fsbp("RedshiftServerless.1"), wellArchitected("SEC05-BP01")],
    remediationSteps: "Set enhancedVpcRouting: true.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
    examples: ["aws.redshift.Cluster"],
    types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"],
    ...settings<aws.redshift.ClusterArgs>({
        enhancedVpcRouting: setTo(true, (name) => `'${name}' loads and unloads past the VPC.`),
    }),
});
