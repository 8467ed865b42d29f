import type * as aws from "@pulumi/aws";
import { judgeCustomerKey, REQUIRE_CMK } from "../../aws/kms/keys";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Indices and snapshots hold copies of the data that they were made of. */
export const opensearchDomainEncrypted = defineRule({
    id: "opensearch-domain-encrypted",
    displayName: "OpenSearch domains are encrypted at rest",
    description: "OpenSearch domains are encrypted at rest, with a customer managed key if configured.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "encryption"],
    frameworks: [fsbp("Opensearch.1"), fsbp("ES.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: "Set encryptAtRest: { enabled: true, kmsKeyId: keyArn }.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
    examples: ["aws.opensearch.Domain"],
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    parameters: { requireCmk: { ...REQUIRE_CMK, default: false } },
    resource({ name, props }: ResourceView<aws.opensearch.DomainArgs>, judge, { requireCmk }) {
        judge.decide("encryptAtRest.enabled", () =>
            props.encryptAtRest?.enabled === true ? undefined : `Domain '${name}' is not encrypted at rest.`,
        );
        if (requireCmk)
            judgeCustomerKey(judge, "encryptAtRest.kmsKeyId", `Domain '${name}'`, () => props.encryptAtRest?.kmsKeyId);
    },
    remediate({ props }: ResourceView<aws.opensearch.DomainArgs>) {
        blockOf(props, "encryptAtRest").enabled = true;
    },
});
