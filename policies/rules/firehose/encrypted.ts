import type * as aws from "@pulumi/aws";
import { customerKeyFault, REQUIRE_CMK } from "../../aws/kms/keys";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * What Firehose buffers is encrypted. A delivery stream that reads from Kinesis or Kafka buffers nothing of its own: AWS refuses
 * the setting there, and `kinesis-stream-encrypted` judges the source.
 */
export const firehoseEncrypted = defineRule({
    id: "firehose-encrypted",
    displayName: "Firehose streams have server-side encryption",
    description: "Firehose streams with direct PUT are encrypted, with a customer managed key unless configured.",
    severity: "medium",
    tags: ["firehose", "encryption"],
    frameworks: [fsbp("DataFirehose.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: 'Set serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn }.',
    url: "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html",
    examples: ["aws.kinesis.FirehoseDeliveryStream orders", "LakeDelivery"],
    types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
    parameters: { requireCmk: REQUIRE_CMK },
    resource({ name, props }: ResourceView<aws.kinesis.FirehoseDeliveryStreamArgs>, judge, { requireCmk }) {
        const hasSource = () =>
            props.kinesisSourceConfiguration !== undefined || props.mskSourceConfiguration !== undefined;
        judge.decide("serverSideEncryption.enabled", () =>
            props.serverSideEncryption?.enabled === true || hasSource()
                ? undefined
                : `Delivery stream '${name}' is not encrypted.`,
        );
        judge.decide("serverSideEncryption.keyType", () => {
            if (!requireCmk || hasSource()) return undefined;
            const own = props.serverSideEncryption?.keyType === "CUSTOMER_MANAGED_CMK";
            return own ? undefined : `Delivery stream '${name}' is not encrypted with a customer managed key.`;
        });
        judge.decide("serverSideEncryption.keyArn", () => {
            if (!requireCmk || hasSource() || props.serverSideEncryption?.keyType !== "CUSTOMER_MANAGED_CMK")
                return undefined;
            return customerKeyFault(`Delivery stream '${name}'`, props.serverSideEncryption.keyArn);
        });
    },
});
