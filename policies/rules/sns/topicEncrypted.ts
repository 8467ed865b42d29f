import type * as aws from "@pulumi/aws";
import { customerKeyFault, REQUIRE_CMK } from "../../aws/kms/keys";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Messages that wait for delivery lie in plain text unless the topic has a key. */
export const snsTopicEncrypted = defineRule({
    id: "sns-topic-encrypted",
    displayName: "SNS topics are encrypted with a KMS key",
    description: "SNS topics are encrypted with a KMS key.",
    severity: "medium",
    level: "advisory",
    tags: ["sns", "encryption"],
    frameworks: [securityHub("SNS.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: "Set kmsMasterKeyId to a key whose policy admits the services that publish.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
    examples: ["aws.sns.Topic alarms", "AlarmTopic alarms"],
    types: ["aws:sns/topic:Topic"],
    parameters: { requireCmk: REQUIRE_CMK },
    resource({ name, props }: ResourceView<aws.sns.TopicArgs>, judge, { requireCmk }) {
        judge.decide("kmsMasterKeyId", () => {
            const key = props.kmsMasterKeyId ?? "";
            if (key === "") return `Topic '${name}' is not encrypted.`;
            // The policy of AWS's own key cannot be changed, so that alarms and other services cannot publish.
            return requireCmk ? customerKeyFault(`Topic '${name}'`, key) : undefined;
        });
    },
});
