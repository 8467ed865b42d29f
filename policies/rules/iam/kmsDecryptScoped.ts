import { uncounted } from "../../aws/iam/condition";
import { judgeExposure, listed } from "../../aws/iam/exposure";
import { choosesResources } from "../../aws/iam/resourceKeys";
import { typesWithDocuments } from "../../aws/iam/sources";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A key divides data only if not everybody who may use one may use all. */
export const iamKmsDecryptScoped = defineRule({
    id: "iam-kms-decrypt-scoped",
    displayName: "kms:Decrypt is limited to named keys",
    description: "Decryption is allowed by named keys only.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "least-privilege", "kms", "encryption"],
    frameworks: [fsbp("KMS.1"), fsbp("KMS.2"), wellArchitected("SEC03-BP02")],
    remediationSteps: "Name the keys' ARNs, or choose keys by a condition on kms:ResourceAliases or their tags.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
    examples: ["aws.iam.Policy audit", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeExposure(resource, judge, {
            actions: DECRYPTION,
            spared: (conditions) => choosesResources(conditions, KEY_CHOICE),
            uncounted: (conditions) => uncounted(conditions, KEY_CHOICE),
            unscopable: false,
            effect: "which opens whatever a key of the account protects",
        });
    },
});

/** Keys of conditions that say which key. */
const KEY_CHOICE = ["aws:ResourceTag/", "kms:RequestAlias", "kms:ResourceAliases"];

/** Through a service as well: `kms:ViaService` says how a key is used, not which. */
const DECRYPTION = listed(["kms:Decrypt", "kms:ReEncryptFrom"]);
