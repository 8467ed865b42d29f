import type * as aws from "@pulumi/aws";
import { cis, securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** AWS rotates the material of symmetric encryption keys if it is told to; of others it cannot. */
export const kmsKeyRotation = defineRule({
    id: "kms-key-rotation",
    displayName: "KMS keys have automatic rotation",
    description: "Symmetric KMS encryption keys have automatic rotation.",
    severity: "medium",
    tags: ["kms", "encryption"],
    frameworks: [securityHub("KMS.4"), cis("3.6"), wellArchitected("SEC08-BP01")],
    remediationSteps: "Set enableKeyRotation: true.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    examples: ["aws.kms.Key data", "EncryptionKey"],
    types: ["aws:kms/key:Key"],
    ...settings<aws.kms.KeyArgs>(
        { enableKeyRotation: setTo(true, (name) => `Key '${name}' is not rotated.`) },
        { unless: (props) => !isRotatable(props) },
    ),
});

function isRotatable({
    customerMasterKeySpec,
    keyUsage,
    customKeyStoreId,
}: ResourceView<aws.kms.KeyArgs>["props"]): boolean {
    return (
        (customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
        (keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT" &&
        customKeyStoreId === undefined
    );
}
