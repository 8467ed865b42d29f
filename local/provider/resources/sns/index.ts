import {
    CreateTopicCommand,
    DeleteTopicCommand,
    GetSubscriptionAttributesCommand,
    GetTopicAttributesCommand,
    ListTagsForResourceCommand,
    SetSubscriptionAttributesCommand,
    SetTopicAttributesCommand,
    SubscribeCommand,
    TagResourceCommand,
    UnsubscribeCommand,
    UntagResourceCommand,
    type SNSClient,
} from "@aws-sdk/client-sns";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { putResource } from "../../putResource";
import { defineRow, type Props, type ResourceRow } from "../../row";

/** SNS takes and gives attributes as text; `""` is what it has when nothing is said. */
type Attributes = Readonly<Record<string, string>>;

const TOPIC_ATTRIBUTES: Attributes = {
    contentBasedDeduplication: "ContentBasedDeduplication",
    displayName: "DisplayName",
    fifoTopic: "FifoTopic",
    kmsMasterKeyId: "KmsMasterKeyId",
    policy: "Policy",
};
const SUBSCRIPTION_ATTRIBUTES: Attributes = {
    filterPolicy: "FilterPolicy",
    rawMessageDelivery: "RawMessageDelivery",
    redrivePolicy: "RedrivePolicy",
};
const FLAGS = new Set(["contentBasedDeduplication", "fifoTopic", "rawMessageDelivery"]);

/** `aws:sns/topic:Topic`. */
const topic = defineRow({
    type: "aws:sns/topic:Topic",
    args: ["name", "namePrefix", "region", "tags", ...Object.keys(TOPIC_ATTRIBUTES)],
    ineffective: { kmsMasterKeyId: "Kept and read back; messages are not encrypted, and no key is asked." },
    replaceOn: ["name", "namePrefix", "fifoTopic"],
    autoName: {
        property: "name",
        maxLength: 251,
        transform: (name, { fifoTopic }) => (fifoTopic === true ? `${name}.fifo` : name),
    },
    defaults: { contentBasedDeduplication: false, fifoTopic: false },
    simulate: ({ partition, region, accountId }, { name }) => {
        const arn = `arn:${partition}:sns:${region}:${accountId}:${name}`;
        return { id: arn, outputs: { arn, owner: accountId } };
    },
    live: {
        async create(context, inputs) {
            // SNS refuses the attributes of FIFO topics on others.
            const given = Object.entries(TOPIC_ATTRIBUTES).filter(
                ([key]) => inputs[key] !== undefined && (inputs.fifoTopic === true || !/fifo|dedup/i.test(key)),
            );
            await context.clients.sns().send(
                new CreateTopicCommand({
                    Name: inputs.name,
                    Attributes: Object.fromEntries(given.map(([key, attribute]) => [attribute, String(inputs[key])])),
                    Tags: tagList(inputs.tags),
                }),
            );
            return topic.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const found = await topicAttributes(clients.sns(), id);
            if (found === undefined) return undefined;
            const { Tags } = await clients.sns().send(new ListTagsForResourceCommand({ ResourceArn: id }));
            return {
                contentBasedDeduplication: false,
                fifoTopic: false,
                ...told(TOPIC_ATTRIBUTES, found),
                name: nameOf(id),
                arn: id,
                owner: found.Owner,
                tags: tagMap(Tags),
            };
        },
        async update({ clients }, id, inputs, old) {
            const sns = clients.sns();
            for (const [AttributeName, AttributeValue] of changes(TOPIC_ATTRIBUTES, old, inputs))
                await sns.send(new SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }));
            const { removed: TagKeys, set } = tagChanges(old.tags, inputs.tags);
            if (TagKeys.length > 0) await sns.send(new UntagResourceCommand({ ResourceArn: id, TagKeys }));
            await sns.send(new TagResourceCommand({ ResourceArn: id, Tags: tagList(set) }));
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.sns().send(new DeleteTopicCommand({ TopicArn: id })));
        },
    },
});

/** `aws:sns/topicPolicy:TopicPolicy`. A topic always has a policy: without this one it is AWS's. */
const topicPolicy = putResource({
    type: "aws:sns/topicPolicy:TopicPolicy",
    ineffective: { policy: "Asked of who calls SNS; alarms are delivered without it." },
    client: ({ sns }) => sns(),
    key: ["arn"],
    outputs: ({ accountId }) => ({ owner: accountId }),
    put: (client, { arn, policy }) => setPolicy(client, String(arn), String(policy)),
    get: async (client, { arn }, context) => {
        const found = await topicAttributes(client, String(arn));
        if (found === undefined || found.Policy === ownersPolicy(context, String(arn))) return undefined;
        return { policy: found.Policy, owner: found.Owner };
    },
    remove: (client, { arn }, context) => setPolicy(client, String(arn), ownersPolicy(context, String(arn))),
});

/** `aws:sns/topicSubscription:TopicSubscription`. */
const topicSubscription = defineRow({
    type: "aws:sns/topicSubscription:TopicSubscription",
    lacks: ["deliveryPolicy", "filterPolicyScope", "replayPolicy", "subscriptionRoleArn"],
    ineffective: {
        confirmationTimeoutInMinutes: "Kept by the provider; nothing waits.",
        endpointAutoConfirms: "Kept by the provider; mail needs no confirmation.",
        redrivePolicy: "Kept and read back; what cannot be delivered is lost.",
    },
    replaceOn: ["endpoint", "protocol", "topic"],
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    simulate: ({ accountId, hex }, inputs) => {
        const uuid = [8, 4, 4, 4, 12].map((length) => hex(length)).join("-");
        const id = `${inputs.topic}:${uuid}`;
        return { id, outputs: subscriptionOutputs(id, accountId, /^(email|http)/.test(inputs.protocol)) };
    },
    live: {
        async create(context, inputs) {
            const given = Object.entries(SUBSCRIPTION_ATTRIBUTES).filter(([key]) => inputs[key] !== undefined);
            const { SubscriptionArn: id = "" } = await context.clients.sns().send(
                new SubscribeCommand({
                    TopicArn: inputs.topic,
                    Protocol: inputs.protocol,
                    Endpoint: inputs.endpoint,
                    Attributes: Object.fromEntries(given.map(([key, attribute]) => [attribute, String(inputs[key])])),
                    ReturnSubscriptionArn: true,
                }),
            );
            context.made(id);
            return { id, outputs: await readOutputs(context.clients, id) };
        },
        async read({ clients }, id, state) {
            const found = await ifExists(
                clients.sns().send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id })),
            );
            if (found?.Attributes === undefined) return undefined;
            const { Attributes: attributes } = found;
            return {
                // The provider's own.
                confirmationTimeoutInMinutes: state.confirmationTimeoutInMinutes ?? 1,
                endpointAutoConfirms: state.endpointAutoConfirms ?? false,
                ...told(SUBSCRIPTION_ATTRIBUTES, attributes),
                endpoint: attributes.Endpoint,
                protocol: attributes.Protocol,
                topic: attributes.TopicArn,
                ...outputsOf(id, attributes),
            };
        },
        async update({ clients }, id, inputs, old) {
            for (const [AttributeName, AttributeValue] of changes(SUBSCRIPTION_ATTRIBUTES, old, inputs))
                await clients
                    .sns()
                    .send(new SetSubscriptionAttributesCommand({ SubscriptionArn: id, AttributeName, AttributeValue }));
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.sns().send(new UnsubscribeCommand({ SubscriptionArn: id })));
        },
    },
});

async function topicAttributes(client: SNSClient, TopicArn: string): Promise<Record<string, string> | undefined> {
    return (await ifExists(client.send(new GetTopicAttributesCommand({ TopicArn }))))?.Attributes;
}

async function readOutputs(clients: Clients, SubscriptionArn: string): Promise<Props> {
    const { Attributes = {} } = await clients.sns().send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    return outputsOf(SubscriptionArn, Attributes);
}

function outputsOf(id: string, { Owner = "", PendingConfirmation }: Record<string, string>): Props {
    return subscriptionOutputs(id, Owner, PendingConfirmation === "true");
}

function subscriptionOutputs(arn: string, ownerId: string, pendingConfirmation: boolean): Props {
    return { arn, ownerId, pendingConfirmation, confirmationWasAuthenticated: !pendingConfirmation };
}

/** Arguments as SNS tells them, without those of which it has nothing. */
function told(attributes: Attributes, found: Record<string, string>): Props {
    const entries = Object.entries(attributes).map(([key, attribute]) => [key, found[attribute] ?? ""]);
    return Object.fromEntries(
        entries.filter(([, text]) => text !== "").map(([key, text]) => [key, FLAGS.has(key) ? text === "true" : text]),
    );
}

/** The attributes that an update sets, each by a call of its own, as SNS wants it. */
function changes(attributes: Attributes, old: Props, inputs: Props): [name: string, value: string][] {
    return Object.entries(attributes)
        .filter(([key]) => old[key] !== inputs[key])
        .map(([key, attribute]) => [attribute, String(inputs[key] ?? "")]);
}

async function setPolicy(client: SNSClient, TopicArn: string, AttributeValue: string): Promise<void> {
    const attribute = { TopicArn, AttributeName: "Policy", AttributeValue };
    await client.send(new SetTopicAttributesCommand(attribute));
}

/** What the official provider leaves behind when it deletes a policy, since a topic cannot be without one. */
function ownersPolicy({ accountId }: { readonly accountId: string }, topicArn: string): string {
    return JSON.stringify({
        Version: "2008-10-17",
        Id: "__default_policy_ID",
        Statement: [
            {
                Sid: "__default_statement_ID",
                Effect: "Allow",
                Principal: { AWS: "*" },
                Action: [
                    "SNS:GetTopicAttributes",
                    "SNS:SetTopicAttributes",
                    "SNS:AddPermission",
                    "SNS:RemovePermission",
                    "SNS:DeleteTopic",
                    "SNS:Subscribe",
                    "SNS:ListSubscriptionsByTopic",
                    "SNS:Publish",
                ],
                Resource: topicArn,
                Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
            },
        ],
    });
}

function nameOf(arn: string): string {
    return arn.slice(arn.lastIndexOf(":") + 1);
}

/** The rows of SNS. */
export const snsRows: readonly ResourceRow[] = [topic, topicPolicy, topicSubscription];
