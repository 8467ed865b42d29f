import type * as aws from "@pulumi/aws";
import { customerKeyFault, REQUIRE_CMK } from "../../aws/kms/keys";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A stream is not encrypted unless it is told to be. */
export const kinesisStreamEncrypted = defineRule({
    id: "kinesis-stream-encrypted",
    displayName: "Kinesis streams are encrypted with a KMS key",
    description: "Kinesis streams are encrypted with a KMS key, a customer managed one unless configured.",
    severity: "high",
    tags: ["kinesis", "encryption"],
    frameworks: [fsbp("Kinesis.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: 'Set encryptionType: "KMS" and kmsKeyId: keyArn.',
    url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
    examples: ["aws.kinesis.Stream", "DataStream clickstream"],
    types: ["aws:kinesis/stream:Stream"],
    parameters: { requireCmk: REQUIRE_CMK },
    resource({ name, props }: ResourceView<aws.kinesis.StreamArgs>, judge, { requireCmk }) {
        judge.decide("encryptionType", () =>
            props.encryptionType === "KMS" ? undefined : `Stream '${name}' is not encrypted.`,
        );
        judge.decide("kmsKeyId", () => {
            const key = props.kmsKeyId ?? "";
            if (requireCmk) return customerKeyFault(`Stream '${name}'`, key);
            return key === "" ? `Stream '${name}' names no key.` : undefined;
        });
    },
    remediate({ props }: ResourceView<aws.kinesis.StreamArgs>) {
        // Which key is the account's to say; that a key which is named be used is not.
        if ((props.kmsKeyId ?? "") !== "") props.encryptionType = "KMS";
    },
});
