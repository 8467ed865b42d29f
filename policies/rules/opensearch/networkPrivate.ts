import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** A domain outside a VPC has an endpoint on the internet, whatever its policy says. */
export const opensearchNetworkPrivate = defineRule({
    id: "opensearch-network-private",
    displayName: "OpenSearch domains are in a VPC",
    description: "OpenSearch domains are attached to a VPC.",
    severity: "critical",
    tags: ["opensearch", "exposure"],
    frameworks: [fsbp("Opensearch.2"), fsbp("ES.2"), wellArchitected("SEC05-BP01")],
    remediationSteps: "Set vpcOptions with private subnets; the domain is replaced.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    ...settings<aws.opensearch.DomainArgs>({
        "vpcOptions.subnetIds": must(
            (subnets) => (subnets?.length ?? 0) > 0,
            (name) => `Domain '${name}' has an endpoint on the internet.`,
        ),
    }),
});
