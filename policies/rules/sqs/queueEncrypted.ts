import type * as aws from "@pulumi/aws";
import { customerKeyFault } from "../../aws/kms/keys";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** AWS encrypts new queues with the keys of SQS unless that is switched off; a key of the account can be asked for. */
export const sqsQueueEncrypted = defineRule({
    id: "sqs-queue-encrypted",
    displayName: "SQS queues have server-side encryption",
    description: "SQS queues are encrypted with a KMS key or with SQS's own keys.",
    severity: "medium",
    tags: ["sqs", "encryption"],
    frameworks: [fsbp("SQS.1"), wellArchitected("SEC08-BP02")],
    remediationSteps: "Set kmsMasterKeyId, or sqsManagedSseEnabled: true.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
    examples: ["aws.sqs.Queue orders", "FailureQueue"],
    types: ["aws:sqs/queue:Queue"],
    parameters: {
        requireCmk: {
            type: "boolean",
            description: "Whether a customer managed KMS key is asked for.",
            default: false,
        },
    },
    resource({ name, props }: ResourceView<aws.sqs.QueueArgs>, judge, { requireCmk }) {
        judge.decide("encryption", () => {
            if (!requireCmk && props.sqsManagedSseEnabled !== false) return undefined;
            const key = props.kmsMasterKeyId ?? "";
            if (requireCmk) return customerKeyFault(`Queue '${name}'`, key);
            return key === "" ? `Queue '${name}' is not encrypted.` : undefined;
        });
    },
    remediate({ props }: ResourceView<aws.sqs.QueueArgs>, { requireCmk }) {
        // SQS takes one kind of key or the other, and no remedy can choose a key of the account.
        if (requireCmk || (props.kmsMasterKeyId ?? "") !== "" || props.sqsManagedSseEnabled !== false) return;
        props.sqsManagedSseEnabled = true;
    },
});
