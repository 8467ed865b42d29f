import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Without it whoever reaches the domain may read and delete every index. */
export const opensearchAccessFineGrained = defineRule({
    id: "opensearch-access-fine-grained",
    displayName: "OpenSearch domains have fine-grained access control",
    description: "OpenSearch domains have fine-grained access control.",
    severity: "high",
    level: "advisory",
    whyNotMandatory:
        "IAM and the domain's policy, which rules of their own judge, keep others out without it; once on it cannot be switched off.",
    tags: ["opensearch", "exposure"],
    frameworks: [fsbp("Opensearch.7"), wellArchitected("SEC03-BP02")],
    remediationSteps: "Set advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    ...settings<aws.opensearch.DomainArgs>({
        "advancedSecurityOptions.enabled": setTo(
            true,
            (name) => `Domain '${name}' lets everybody who reaches it do everything.`,
        ),
    }),
});
