import {
    CreateQueueCommand,
    DeleteQueueCommand,
    GetQueueAttributesCommand,
    ListQueueTagsCommand,
    SetQueueAttributesCommand,
    TagQueueCommand,
    UntagQueueCommand,
    type QueueAttributeName,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { ifExists, tagChanges } from "../../live";
import { putResource } from "../../putResource";
import { defineRow, type Props, type ResourceRow } from "../../row";

/** SQS takes and gives attributes as text. */
const ATTRIBUTES: Readonly<Record<string, QueueAttributeName>> = {
    contentBasedDeduplication: "ContentBasedDeduplication",
    deduplicationScope: "DeduplicationScope",
    delaySeconds: "DelaySeconds",
    fifoQueue: "FifoQueue",
    fifoThroughputLimit: "FifoThroughputLimit",
    kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
    kmsMasterKeyId: "KmsMasterKeyId",
    maxMessageSize: "MaximumMessageSize",
    messageRetentionSeconds: "MessageRetentionPeriod",
    policy: "Policy",
    receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
    redriveAllowPolicy: "RedriveAllowPolicy",
    redrivePolicy: "RedrivePolicy",
    sqsManagedSseEnabled: "SqsManagedSseEnabled",
    visibilityTimeoutSeconds: "VisibilityTimeout",
};
/** The others keep their value when an argument goes, as with the official provider. */
const CLEARED = ["kmsMasterKeyId", "policy", "redriveAllowPolicy", "redrivePolicy"];
const FLAGS = new Set(["contentBasedDeduplication", "fifoQueue", "sqsManagedSseEnabled"]);

/** `aws:sqs/queue:Queue`. */
const queue = defineRow({
    type: "aws:sqs/queue:Queue",
    ineffective: {
        kmsDataKeyReusePeriodSeconds: "Kept and read back; no key is asked.",
        kmsMasterKeyId: "Kept and read back; messages are not encrypted, and no key is asked.",
        sqsManagedSseEnabled: "Kept and read back; messages are not encrypted.",
    },
    replaceOn: ["name", "namePrefix", "fifoQueue"],
    autoName: {
        property: "name",
        maxLength: 75,
        transform: (name, { fifoQueue }) => (fifoQueue === true ? `${name}.fifo` : name),
    },
    defaults: {
        contentBasedDeduplication: false,
        delaySeconds: 0,
        fifoQueue: false,
        maxMessageSize: 262_144,
        messageRetentionSeconds: 345_600,
        receiveWaitTimeSeconds: 0,
        visibilityTimeoutSeconds: 30,
    },
    simulate: ({ partition, region, accountId }, { name }) => {
        const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
        return { id: url, outputs: { arn: `arn:${partition}:sqs:${region}:${accountId}:${name}`, url } };
    },
    live: {
        async create(context, inputs) {
            const { QueueUrl: url = "" } = await context.clients.sqs().send(
                new CreateQueueCommand({
                    QueueName: inputs.name,
                    Attributes: toAttributes(inputs),
                    tags: inputs.tags,
                }),
            );
            return { id: url, outputs: { ...queue.simulate(context, inputs).outputs, url } };
        },
        async read({ clients }, id) {
            const found = await attributesOf(clients.sqs(), id);
            if (found === undefined) return undefined;
            const { Tags = {} } = await clients.sqs().send(new ListQueueTagsCommand({ QueueUrl: id }));
            const told = Object.entries(ATTRIBUTES)
                .filter(([, attribute]) => (found[attribute] ?? "") !== "")
                .map(([key, attribute]) => [key, fromAttribute(key, found[attribute])]);
            const arn = found.QueueArn;
            return { ...Object.fromEntries(told), name: arn.slice(arn.lastIndexOf(":") + 1), arn, url: id, tags: Tags };
        },
        async update({ clients }, id, inputs, old) {
            const { sqs } = clients;
            const removed = CLEARED.filter((key) => key in old && !(key in inputs));
            const Attributes = {
                ...toAttributes(inputs),
                ...Object.fromEntries(removed.map((key) => [ATTRIBUTES[key], ""])),
            };
            // Set at creation only.
            delete Attributes.FifoQueue;
            await sqs().send(new SetQueueAttributesCommand({ QueueUrl: id, Attributes }));
            const tags = tagChanges(old.tags, inputs.tags);
            if (tags.removed.length > 0)
                await sqs().send(new UntagQueueCommand({ QueueUrl: id, TagKeys: tags.removed }));
            await sqs().send(new TagQueueCommand({ QueueUrl: id, Tags: tags.set }));
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.sqs().send(new DeleteQueueCommand({ QueueUrl: id })));
        },
    },
});

/** SQS refuses `FifoQueue: false`, and the attributes of FIFO queues on others. */
function toAttributes(inputs: Props): Partial<Record<QueueAttributeName, string>> {
    const given = Object.entries(ATTRIBUTES).filter(
        ([key]) => inputs[key] !== undefined && (inputs.fifoQueue === true || !/fifo|dedup/i.test(key)),
    );
    return Object.fromEntries(given.map(([key, attribute]) => [attribute, String(inputs[key])]));
}

function fromAttribute(key: string, value: string): string | number | boolean {
    if (FLAGS.has(key)) return value === "true";
    return /^\d+$/.test(value) ? Number(value) : value;
}

async function attributesOf(client: SQSClient, QueueUrl: string): Promise<Record<string, string> | undefined> {
    const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
    return (await ifExists(client.send(request)))?.Attributes;
}

/** A row for an attribute of a queue that has a resource of its own. */
function queueAttribute(type: string, property: "policy" | "redriveAllowPolicy"): ResourceRow {
    const attribute = ATTRIBUTES[property];
    const set = (client: SQSClient, QueueUrl: string, value: string) =>
        client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [attribute]: value } }));
    return putResource({
        type,
        client: ({ sqs }) => sqs(),
        key: ["queueUrl"],
        put: (client, inputs) => set(client, String(inputs.queueUrl), String(inputs[property])),
        get: async (client, { queueUrl }) => {
            const value = (await attributesOf(client, String(queueUrl)))?.[attribute];
            return value === undefined || value === "" ? undefined : { [property]: value };
        },
        remove: (client, { queueUrl }) => set(client, String(queueUrl), ""),
    });
}

/** The rows of SQS. */
export const sqsRows: readonly ResourceRow[] = [
    queue,
    queueAttribute("aws:sqs/queuePolicy:QueuePolicy", "policy"),
    queueAttribute("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "redriveAllowPolicy"),
];
