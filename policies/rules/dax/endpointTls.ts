import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Items pass between functions and the cache in plain text unless the endpoint asks for TLS; it cannot be set afterwards. */
export const daxEndpointTls = defineRule({
    id: "dax-endpoint-tls",
    displayName: "DAX cluster endpoints use TLS",
    description: "Endpoints of DynamoDB Accelerator clusters are encrypted with TLS.",
    severity: "medium",
    tags: ["dax", "dynamodb", "encryption"],
    frameworks: [fsbp("DynamoDB.7"), wellArchitected("SEC09-BP02")],
    remediationSteps: 'Set clusterEndpointEncryptionType: "TLS"; the cluster is replaced.',
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html",
    examples: ["aws.dax.Cluster"],
    types: ["aws:dax/cluster:Cluster"],
    ...settings<aws.dax.ClusterArgs>({
        clusterEndpointEncryptionType: setTo(
            "TLS",
            (name) => `The endpoint of cluster '${name}' takes connections without TLS.`,
        ),
    }),
});
