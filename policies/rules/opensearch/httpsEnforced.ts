import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, mustBe, settings } from "../../framework/settings";

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
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    ...settings<aws.opensearch.DomainArgs>({
        "domainEndpointOptions.enforceHttps": mustBe(true, (name) => `Domain '${name}' answers plain HTTP.`),
        "domainEndpointOptions.tlsSecurityPolicy": must(
            (policy) => policy?.startsWith("Policy-Min-TLS-1-2") === true,
            (name, policy) => `Domain '${name}' takes ${policy ?? "TLS 1.0"}.`,
        ),
    }),
});
