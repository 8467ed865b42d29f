import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A service in between (`kms:ViaService`) is no limit to who calls: everybody can call the service. */
export const kmsPolicyClosed = defineRule({
    id: "kms-policy-closed",
    displayName: "KMS key policies have no public principal",
    description: "Key policies do not allow everybody something without a condition on who calls.",
    severity: "critical",
    tags: ["kms", "exposure"],
    frameworks: [fsbp("KMS.5"), wellArchitected("SEC08-BP01")],
    remediationSteps:
        "Name accounts, roles or services as Principal, or add a condition on kms:CallerAccount or aws:PrincipalOrgID.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    examples: ["aws.kms.KeyPolicy", "EncryptionKey"],
    types: [
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ],
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge, ["kms:CallerAccount"]);
    },
});
