import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { DOMAIN_EXAMPLE } from "../../aws/opensearch/examples";

/** A domain answers plain HTTP and TLS 1.0 unless its endpoint is told otherwise. */
export const opensearchHttpsEnforced = defineRule({
    id: "opensearch-https-enforced",
    displayName: "OpenSearch domains enforce HTTPS with TLS 1.2",
    description: "OpenSearch domains take HTTPS only, with TLS 1.2 at least.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "encryption"],
    frameworks: [fsbp("Opensearch.8"), fsbp("ES.8"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html",
    examples: {
        aws: DOMAIN_EXAMPLE,
    },
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge) {
        judge.decide("domainEndpointOptions.enforceHttps", () =>
            props.domainEndpointOptions?.enforceHttps === true ? undefined : `Domain '${name}' answers plain HTTP.`,
        );
        judge.decide("domainEndpointOptions.tlsSecurityPolicy", () => {
            const policy = props.domainEndpointOptions?.tlsSecurityPolicy;
            return policy?.startsWith("Policy-Min-TLS-1-2") === true
                ? undefined
                : `Domain '${name}' takes ${policy ?? "TLS 1.0"}.`;
        });
    },
});
