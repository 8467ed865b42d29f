import * as sns from "@aws-sdk/client-sns";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";
import { policyOf } from "../../testing/policyDocument";

const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const policy = (Effect: string) => policyOf({ Effect, Principal: "*", Action: "sns:Publish", Resource: "*" });
const ofTopic = [sns.GetTopicAttributesCommand, "Attributes"] as const;
const ofSubscription = [sns.GetSubscriptionAttributesCommand, "Attributes"] as const;

describeRows("the rows of SNS", {
    "make a topic": {
        type: TOPIC,
        inputs: { displayName: "Alarms", kmsMasterKeyId: "alias/aws/sns", tags: { owner: "orders", stage: "test" } },
        looks: [ofTopic, sns.ListTagsForResourceCommand],
        update: { displayName: undefined, kmsMasterKeyId: "alias/own", tags: { owner: "lake" } },
        outputs: ({ id, state }) => {
            assert.equal(state.arn, id);
            assert.equal(state.arn, `arn:aws:sns:eu-west-1:000000000000:${state.name}`);
            assert.equal(state.owner, "000000000000");
        },
    },
    "make a FIFO topic, with the ending that SNS wants": {
        type: TOPIC,
        inputs: { fifoTopic: true, contentBasedDeduplication: true },
        looks: [ofTopic],
        update: { contentBasedDeduplication: false },
        outputs: ({ state }) => assert.match(state.name, /\.fifo$/),
    },
    "make a topic's policy, and leave the owner's behind": {
        type: "aws:sns/topicPolicy:TopicPolicy",
        inputs: async (make) => ({ arn: (await make(TOPIC, {})).id, policy: policy("Allow") }),
        async readBack(clients, TopicArn) {
            const { Attributes = {} } = await clients.sns().send(new sns.GetTopicAttributesCommand({ TopicArn }));
            const [{ Sid, Effect }] = JSON.parse(Attributes.Policy).Statement;
            return Sid ?? Effect;
        },
        shows: "Allow",
        update: { policy: policy("Deny") },
        updated: "Deny",
        leaves: "__default_statement_ID",
    },
    "subscribe a queue": {
        type: SUBSCRIPTION,
        inputs: async (make) => ({
            topic: (await make(TOPIC, {})).id,
            protocol: "sqs",
            endpoint: (await make(QUEUE, {})).state.arn,
            rawMessageDelivery: true,
            filterPolicy: JSON.stringify({ kind: ["order"] }),
            redrivePolicy: JSON.stringify({ deadLetterTargetArn: (await make(QUEUE, {})).state.arn }),
        }),
        looks: [ofSubscription],
        names: { topic: "TopicArn" },
        update: { rawMessageDelivery: undefined, filterPolicy: undefined, redrivePolicy: undefined },
        unset: { rawMessageDelivery: "false" },
        outputs: ({ id, state }) => {
            assert.equal(state.arn, id);
            assert.ok(id.startsWith(`${state.topic}:`));
            assert.deepEqual([state.ownerId, state.pendingConfirmation], ["000000000000", false]);
        },
    },
    "subscribe a mail address": {
        type: SUBSCRIPTION,
        inputs: async (make) => ({
            topic: (await make(TOPIC, {})).id,
            protocol: "email",
            endpoint: "on-call@example.com",
        }),
        looks: [ofSubscription],
        names: { topic: "TopicArn" },
    },
});
