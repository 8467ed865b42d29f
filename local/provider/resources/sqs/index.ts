import * as sqs from "@aws-sdk/client-sqs";
import { crudRow, type CrudRow } from "../../crudRow";
import { fifoName, withoutFifo } from "../../fifo";

/** What the rows have in common. SQS takes and gives attributes as text. */
const SQS = {
    texts: "Attributes",
    names: {
        arn: "QueueArn",
        maxMessageSize: "MaximumMessageSize",
        messageRetentionSeconds: "MessageRetentionPeriod",
        name: "QueueName",
        receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
        visibilityTimeoutSeconds: "VisibilityTimeout",
    },
} satisfies Partial<CrudRow>;

export const queue = crudRow({
    ...SQS,
    type: "aws:sqs/queue:Queue",
    ineffective: {
        kmsDataKeyReusePeriodSeconds: "Kept and read back; no key is asked.",
        kmsMasterKeyId: "Kept and read back; messages are not encrypted, and no key is asked.",
        sqsManagedSseEnabled: "Kept and read back; messages are not encrypted.",
    },
    autoName: { property: "name", maxLength: 75, transform: fifoName },
    defaults: {
        contentBasedDeduplication: false,
        delaySeconds: 0,
        fifoQueue: false,
        maxMessageSize: 262_144,
        messageRetentionSeconds: 345_600,
        receiveWaitTimeSeconds: 0,
        visibilityTimeoutSeconds: 30,
    },
    id: "url",
    arn: "arn:{partition}:sqs:{region}:{accountId}:{name}",
    outputs: ({ region, accountId }, { name }) => ({ url: `https://sqs.${region}.amazonaws.com/${accountId}/${name}` }),
    idTells: (url) => ({ name: url.slice(url.lastIndexOf("/") + 1) }),
    key: { QueueUrl: "id" },
    create: [sqs.CreateQueueCommand, withoutFifo],
    read: [sqs.GetQueueAttributesCommand, "Attributes", { attributeNames: ["All"] }],
    update: [sqs.SetQueueAttributesCommand, withoutFifo],
    delete: [sqs.DeleteQueueCommand],
    // The others keep their value when an argument goes, as with the official provider.
    unset: { kmsMasterKeyId: "", policy: "", redriveAllowPolicy: "", redrivePolicy: "" },
    tags: { set: sqs.TagQueueCommand, remove: sqs.UntagQueueCommand, list: sqs.ListQueueTagsCommand },
});

export const queuePolicy = queueAttribute("aws:sqs/queuePolicy:QueuePolicy", "Policy");

export const redriveAllowPolicy = queueAttribute("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "RedriveAllowPolicy");

/** A row for an attribute of a queue that has a resource of its own. */
function queueAttribute(type: string, attribute: string) {
    const isSet = (attributes?: Record<string, string>) => (attributes?.[attribute] ?? "") !== "";
    return crudRow({
        ...SQS,
        type,
        replaceOn: ["queueUrl"],
        id: "queueUrl",
        key: { QueueUrl: "queueUrl" },
        put: [sqs.SetQueueAttributesCommand],
        read: [
            sqs.GetQueueAttributesCommand,
            ({ Attributes }) => (isSet(Attributes) ? Attributes : undefined),
            { attributeNames: ["All"] },
        ],
        delete: [sqs.SetQueueAttributesCommand, () => ({ attributes: { [attribute]: "" } })],
    });
}
