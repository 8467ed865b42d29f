import { policyOf } from "../../aws/opensearch/security";
import { readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** One entry of a network policy. */
interface NetworkRule {
    readonly AllowFromPublic?: boolean;
}

/** A collection is reached from nowhere until a network policy says from where. */
export const opensearchCollectionPrivate = defineRule({
    id: "opensearch-collection-private",
    displayName: "OpenSearch collections allow no public network access",
    description: "Network policies of OpenSearch Serverless do not open collections or dashboards to public networks.",
    severity: "critical",
    tags: ["opensearch", "exposure"],
    frameworks: [wellArchitected("SEC05-BP01")],
    remediationSteps: "Set AllowFromPublic: false and name VPC endpoints in SourceVPCEs.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html",
    examples: ["aws.opensearch.ServerlessSecurityPolicy orders-network"],
    types: ["aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"],
    resource({ name, props }: ResourceView<any>, judge) {
        // An encryption policy is an object and has no such entries, so the type need not be known.
        const policy = judge.read(
            "policy",
            policyOf(name, () => props.policy as unknown),
        );
        judge.decide("policy", () => undefined);
        for (const [index, found] of readingsOf(Array.isArray(policy) ? (policy as NetworkRule[]) : []).entries()) {
            const id = `policy[${index}]`;
            const rule = judge.read(id, found);
            judge.decide(id, () =>
                rule?.AllowFromPublic === true ? `'${name}' opens what it names to public networks.` : undefined,
            );
        }
    },
});
