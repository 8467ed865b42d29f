import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { DOMAIN_EXAMPLE } from "../../aws/opensearch/examples";

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
    examples: {
        aws: DOMAIN_EXAMPLE,
    },
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge) {
        judge.decide("vpcOptions.subnetIds", () =>
            (props.vpcOptions?.subnetIds?.length ?? 0) > 0
                ? undefined
                : `Domain '${name}' has an endpoint on the internet.`,
        );
    },
});
