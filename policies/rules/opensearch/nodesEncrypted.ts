import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Nodes send each other documents in plain text unless told otherwise. */
export const opensearchNodesEncrypted = defineRule({
    id: "opensearch-nodes-encrypted",
    displayName: "OpenSearch domains have node-to-node encryption",
    description: "OpenSearch domains encrypt the traffic between their nodes.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "encryption"],
    frameworks: [fsbp("Opensearch.3"), fsbp("ES.3"), wellArchitected("SEC09-BP02")],
    remediationSteps: "Set nodeToNodeEncryption: { enabled: true }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    ...settings<aws.opensearch.DomainArgs>({
        "nodeToNodeEncryption.enabled": setTo(true, (name) => `The nodes of domain '${name}' talk in plain text.`),
    }),
});
