import type * as aws from "@pulumi/aws";
import { judgeCustomerKey, REQUIRE_CMK } from "../../aws/kms/keys";
import { cis, fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The provider asks for a plain file system unless told otherwise. */
export const efsSystemEncrypted = defineRule({
    id: "efs-system-encrypted",
    displayName: "EFS file systems are encrypted with a customer managed key",
    description: "EFS file systems are encrypted at rest with a customer managed key, unless configured.",
    severity: "medium",
    level: "advisory",
    tags: ["efs", "encryption"],
    frameworks: [fsbp("EFS.1"), fsbp("EFS.8"), cis("2.3.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: "Set encrypted: true and kmsKeyId; a file system that exists is replaced by it.",
    url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    examples: ["aws.efs.FileSystem"],
    types: ["aws:efs/fileSystem:FileSystem"],
    parameters: { requireCmk: REQUIRE_CMK },
    resource({ name, props }: ResourceView<aws.efs.FileSystemArgs>, judge, { requireCmk }) {
        judge.decide("encrypted", () => (props.encrypted === true ? undefined : `'${name}' is not encrypted.`));
        if (requireCmk) judgeCustomerKey(judge, "kmsKeyId", `'${name}'`, () => props.kmsKeyId);
    },
});
