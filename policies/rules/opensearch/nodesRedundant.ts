import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** With fewer than three nodes in several zones a lost node is a lost quorum, or lost data. */
export const opensearchNodesRedundant = defineRule({
    id: "opensearch-nodes-redundant",
    displayName: "OpenSearch data nodes span several Availability Zones",
    description: "OpenSearch domains have at least three data nodes in several zones.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "resilience"],
    frameworks: [fsbp("Opensearch.6"), fsbp("ES.6"), wellArchitected("REL10-BP01")],
    remediationSteps: "Set clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge) {
        judge.decide("clusterConfig.instanceCount", () => {
            const { instanceCount = 1 } = props.clusterConfig ?? {};
            return instanceCount >= 3 ? undefined : `Domain '${name}' has ${instanceCount} data nodes.`;
        });
        judge.decide("clusterConfig.zoneAwarenessEnabled", () =>
            props.clusterConfig?.zoneAwarenessEnabled === true ||
            props.clusterConfig?.multiAzWithStandbyEnabled === true
                ? undefined
                : `The nodes of domain '${name}' are in one zone.`,
        );
    },
});
