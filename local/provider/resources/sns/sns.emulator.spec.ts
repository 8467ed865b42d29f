import {
    GetSubscriptionAttributesCommand,
    GetTopicAttributesCommand,
    ListTagsForResourceCommand,
} from "@aws-sdk/client-sns";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { exerciseRow } from "../../testing/exercise";
import { snsRows } from ".";
import { sqsRows } from "../sqs";

const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";

describe("the rows of SNS", function () {
    this.timeout(120_000);

    const attributes = async (clients: Clients, TopicArn: string, ...names: string[]) => {
        const { Attributes = {} } = await clients.sns().send(new GetTopicAttributesCommand({ TopicArn }));
        return names.map((name) => Attributes[name]);
    };

    it("make a topic", () =>
        exerciseRow(snsRows, {
            type: TOPIC,
            inputs: {
                displayName: "Alarms",
                kmsMasterKeyId: "alias/aws/sns",
                tags: { owner: "orders", stage: "test" },
            },
            readBack: async (clients, arn) => [
                ...(await attributes(clients, arn, "DisplayName", "KmsMasterKeyId")),
                (await clients.sns().send(new ListTagsForResourceCommand({ ResourceArn: arn }))).Tags,
            ],
            shows: [
                "Alarms",
                "alias/aws/sns",
                [
                    { Key: "owner", Value: "orders" },
                    { Key: "stage", Value: "test" },
                ],
            ],
            update: {
                inputs: { displayName: undefined, kmsMasterKeyId: "alias/own", tags: { owner: "lake" } },
                shows: ["", "alias/own", [{ Key: "owner", Value: "lake" }]],
            },
            replaceOn: { name: "another", namePrefix: "another-", fifoTopic: true },
            outputs: ({ id, state }) => {
                assert.equal(state.arn, id);
                assert.equal(state.arn, `arn:aws:sns:eu-west-1:000000000000:${state.name}`);
                assert.equal(state.owner, "000000000000");
            },
        }));

    it("make a FIFO topic, with the ending that SNS wants", () =>
        exerciseRow(snsRows, {
            type: TOPIC,
            inputs: { fifoTopic: true, contentBasedDeduplication: true },
            readBack: (clients, arn) => attributes(clients, arn, "FifoTopic", "ContentBasedDeduplication"),
            shows: ["true", "true"],
            update: { inputs: { contentBasedDeduplication: false }, shows: ["true", "false"] },
            outputs: ({ state }) => assert.match(state.name, /\.fifo$/),
        }));

    it("make a topic's policy, and leave the owner's behind", () => {
        const policy = (Effect: string) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect, Principal: "*", Action: "sns:Publish", Resource: "*" }],
            });
        return exerciseRow(snsRows, {
            type: "aws:sns/topicPolicy:TopicPolicy",
            inputs: async (make) => ({ arn: (await make(TOPIC, {})).id, policy: policy("Allow") }),
            readBack: async (clients, arn) => {
                const [text = ""] = await attributes(clients, arn, "Policy");
                const [{ Sid, Effect }] = JSON.parse(text).Statement;
                return Sid ?? Effect;
            },
            shows: "Allow",
            update: { inputs: { policy: policy("Deny") }, shows: "Deny" },
            replaceOn: { arn: "arn:aws:sns:eu-west-1:000000000000:another" },
            leaves: "__default_statement_ID",
        });
    });

    const subscription = async (clients: Clients, SubscriptionArn: string) => {
        const request = new GetSubscriptionAttributesCommand({ SubscriptionArn });
        const { Attributes = {} } = await clients.sns().send(request);
        const { Protocol, RawMessageDelivery, FilterPolicy } = Attributes;
        return [Protocol, RawMessageDelivery, FilterPolicy ?? "", (Attributes.RedrivePolicy ?? "") !== ""];
    };

    it("subscribe a queue", () =>
        exerciseRow([...snsRows, ...sqsRows], {
            type: "aws:sns/topicSubscription:TopicSubscription",
            inputs: async (make) => ({
                topic: (await make(TOPIC, {})).id,
                protocol: "sqs",
                endpoint: (await make(QUEUE, {})).state.arn,
                rawMessageDelivery: true,
                filterPolicy: JSON.stringify({ kind: ["order"] }),
                redrivePolicy: JSON.stringify({ deadLetterTargetArn: (await make(QUEUE, {})).state.arn }),
            }),
            readBack: subscription,
            shows: ["sqs", "true", '{"kind":["order"]}', true],
            update: {
                inputs: { rawMessageDelivery: undefined, filterPolicy: undefined, redrivePolicy: undefined },
                shows: ["sqs", "false", "", false],
            },
            replaceOn: {
                topic: "arn:aws:sns:eu-west-1:000000000000:another",
                protocol: "lambda",
                endpoint: "arn:aws:sqs:eu-west-1:000000000000:another",
            },
            outputs: ({ id, state }) => {
                assert.equal(state.arn, id);
                assert.ok(id.startsWith(`${state.topic}:`));
                assert.deepEqual([state.ownerId, state.pendingConfirmation], ["000000000000", false]);
            },
        }));

    it("subscribe a mail address", () =>
        exerciseRow(snsRows, {
            type: "aws:sns/topicSubscription:TopicSubscription",
            inputs: async (make) => ({
                topic: (await make(TOPIC, {})).id,
                protocol: "email",
                endpoint: "on-call@example.com",
            }),
            readBack: subscription,
            shows: ["email", "false", "", false],
        }));
});
