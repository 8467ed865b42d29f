import type * as aws from "@pulumi/aws";
import { judgeCustomerKey, REQUIRE_CMK } from "../../aws/kms/keys";
import { policyOf } from "../../aws/opensearch/security";
import { reading, readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const COLLECTION_TYPE = "aws:opensearch/serverlessCollection:ServerlessCollection";

/** Collections are always encrypted; the policy that matches their name says with whose key. */
export const opensearchCollectionEncrypted = defineRule({
    id: "opensearch-collection-encrypted",
    displayName: "OpenSearch collections have a customer managed key",
    description: "OpenSearch Serverless encrypts collections with a customer managed key unless configured.",
    severity: "medium",
    level: "advisory",
    tags: ["opensearch", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02")],
    remediationSteps: "Set KmsARN in the encryption policy instead of AWSOwnedKey.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html",
    examples: ["aws.opensearch.ServerlessSecurityPolicy orders-key"],
    types: ["aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", COLLECTION_TYPE],
    parameters: { requireCmk: REQUIRE_CMK },
    resource({ type, name, props }: ResourceView<any>, judge, { requireCmk }) {
        const decide = (id: string, key: () => string | undefined) => {
            if (requireCmk) judgeCustomerKey(judge, id, `'${name}'`, key);
        };
        if (type === COLLECTION_TYPE) {
            const { encryptionConfigs } = props as ResourceView<aws.opensearch.ServerlessCollectionArgs>["props"];
            // A collection without a setting of its own follows the policies.
            for (const [index, found] of readingsOf(encryptionConfigs).entries()) {
                const id = `encryptionConfigs[${index}]`;
                const config = judge.read(id, found);
                if (config !== undefined) decide(id, () => (config.awsOwnedKey ? undefined : config.kmsKeyArn));
            }
        } else if (
            judge.read(
                "policy",
                reading(() => props.type as unknown),
            ) === "encryption"
        ) {
            const policy = judge.read(
                "policy",
                policyOf<{ AWSOwnedKey?: boolean; KmsARN?: string }>(name, () => props.policy as unknown),
            );
            if (policy !== undefined) decide("policy", () => (policy.AWSOwnedKey === true ? undefined : policy.KmsARN));
        }
    },
});
