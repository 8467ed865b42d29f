import * as sns from "@aws-sdk/client-sns";
import type { CommandClass } from "../../casing";
import { crudRow, resourceTags, type Call, type CrudRow } from "../../crudRow";
import { fifoName, withoutFifo } from "../../fifo";
import { capitalized, isChanged } from "../../wire";

/** What the rows have in common. SNS takes and gives attributes as text; `""` is what it has when nothing is said. */
const SNS = {
    texts: "Attributes",
} satisfies Partial<CrudRow>;

/** SNS wants a call for each attribute that changes. */
const eachAttribute =
    (command: CommandClass): Call =>
    async ({ old, props, send }, args) => {
        for (const name of Object.keys(args).filter((each) => isChanged(old, props, each)))
            await send(command, { attributeName: capitalized(name), attributeValue: args[name] });
    };

export const topic = crudRow({
    ...SNS,
    type: "aws:sns/topic:Topic",
    args: [
        "contentBasedDeduplication",
        "displayName",
        "fifoTopic",
        "kmsMasterKeyId",
        "name",
        "namePrefix",
        "policy",
        "region",
        "tags",
    ],
    ineffective: { kmsMasterKeyId: "Kept and read back; messages are not encrypted, and no key is asked." },
    autoName: { property: "name", maxLength: 251, transform: fifoName },
    defaults: { contentBasedDeduplication: false, fifoTopic: false },
    id: "arn",
    arn: "arn:{partition}:sns:{region}:{accountId}:{name}",
    outputs: ({ accountId }) => ({ owner: accountId }),
    key: { TopicArn: "id" },
    create: [sns.CreateTopicCommand, withoutFifo],
    read: [sns.GetTopicAttributesCommand, "Attributes"],
    update: eachAttribute(sns.SetTopicAttributesCommand),
    delete: [sns.DeleteTopicCommand],
    unset: { displayName: "", kmsMasterKeyId: "", policy: "" },
    tags: resourceTags(sns, sns.ListTagsForResourceCommand),
});

/** `aws:sns/topicPolicy:TopicPolicy`. A topic always has a policy: without this one it is AWS's. */
export const topicPolicy = crudRow({
    ...SNS,
    type: "aws:sns/topicPolicy:TopicPolicy",
    ineffective: { policy: "Asked of who calls SNS; alarms are delivered without it." },
    replaceOn: ["arn"],
    id: "arn",
    outputs: ({ accountId }) => ({ owner: accountId }),
    key: { TopicArn: "arn" },
    put: ({ send }, { policy }) =>
        send(sns.SetTopicAttributesCommand, { attributeName: "Policy", attributeValue: policy }),
    read: [
        sns.GetTopicAttributesCommand,
        ({ Attributes }, { context, id }) =>
            Attributes?.Policy === ownersPolicy(context, id) ? undefined : Attributes,
    ],
    delete: ({ context, id, sendIfExists }) =>
        sendIfExists(sns.SetTopicAttributesCommand, {
            attributeName: "Policy",
            attributeValue: ownersPolicy(context, id),
        }),
});

export const topicSubscription = crudRow({
    ...SNS,
    type: "aws:sns/topicSubscription:TopicSubscription",
    lacks: ["deliveryPolicy", "filterPolicyScope", "replayPolicy", "subscriptionRoleArn"],
    ineffective: {
        confirmationTimeoutInMinutes: "Kept by the provider; nothing waits.",
        endpointAutoConfirms: "Kept by the provider; mail needs no confirmation.",
        redrivePolicy: "Kept and read back; what cannot be delivered is lost.",
    },
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    id: ({ hex }, { topic: arn }) => `${arn}:${[8, 4, 4, 4, 12].map((length) => hex(length)).join("-")}`,
    arn: "{id}",
    outputs: ({ accountId }, { protocol }) => {
        const pendingConfirmation = /^(email|http)/.test(protocol);
        return { ownerId: accountId, pendingConfirmation, confirmationWasAuthenticated: !pendingConfirmation };
    },
    own: ["confirmationTimeoutInMinutes", "endpointAutoConfirms"],
    names: { ownerId: "Owner", topic: "TopicArn" },
    key: { SubscriptionArn: "id" },
    create: [sns.SubscribeCommand, (args) => ({ ...args, returnSubscriptionArn: true })],
    read: [sns.GetSubscriptionAttributesCommand, "Attributes"],
    update: eachAttribute(sns.SetSubscriptionAttributesCommand),
    delete: [sns.UnsubscribeCommand],
    unset: { filterPolicy: "", redrivePolicy: "" },
});

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
