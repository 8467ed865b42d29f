import * as sqs from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { describeRows, type Make } from "../../testing/exercise";
import { policyOf } from "../../testing/policyDocument";

const QUEUE = "aws:sqs/queue:Queue";
const makeQueue = (make: Make) => make(QUEUE, {});
const policy = (Effect: string) => policyOf({ Effect, Principal: "*", Action: "sqs:SendMessage", Resource: "*" });
const attributes = [sqs.GetQueueAttributesCommand, "Attributes"] as const;
/** The attribute, where a queue has it. */
const attribute = (name: string) =>
    [
        sqs.GetQueueAttributesCommand,
        ({ Attributes }: { Attributes?: Record<string, string> }) => (Attributes?.[name] ? Attributes : undefined),
    ] as const;
const ask = { AttributeNames: ["All"] };

describeRows("the rows of SQS", {
    "make a queue": {
        type: QUEUE,
        inputs: async (make) => ({
            messageRetentionSeconds: 1_209_600,
            visibilityTimeoutSeconds: 90,
            kmsMasterKeyId: "alias/aws/sqs",
            kmsDataKeyReusePeriodSeconds: 3_600,
            redrivePolicy: JSON.stringify({
                deadLetterTargetArn: (await makeQueue(make)).state.arn,
                maxReceiveCount: 3,
            }),
            tags: { owner: "orders", stage: "test" },
        }),
        looks: [attributes, sqs.ListQueueTagsCommand],
        ask,
        names: { messageRetentionSeconds: "MessageRetentionPeriod", visibilityTimeoutSeconds: "VisibilityTimeout" },
        update: {
            visibilityTimeoutSeconds: undefined,
            kmsMasterKeyId: "alias/own",
            redrivePolicy: undefined,
            tags: { owner: "lake" },
        },
        unset: { visibilityTimeoutSeconds: "30" },
        outputs: ({ id, state }) => {
            assert.equal(state.url, id);
            assert.equal(state.arn, `arn:aws:sqs:eu-west-1:000000000000:${state.name}`);
        },
    },
    "make a FIFO queue, with the ending that SQS wants": {
        type: QUEUE,
        inputs: { fifoQueue: true, contentBasedDeduplication: true },
        looks: [attributes],
        ask,
        update: { contentBasedDeduplication: false },
        outputs: ({ state }) => assert.match(state.name, /\.fifo$/),
    },
    "make a queue policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        inputs: async (make) => ({ queueUrl: (await makeQueue(make)).id, policy: policy("Allow") }),
        looks: [attribute("Policy")],
        ask,
        update: { policy: policy("Deny") },
    },
    "say who may use a queue for failures": {
        type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        inputs: async (make) => ({
            queueUrl: (await makeQueue(make)).id,
            redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
        }),
        looks: [attribute("RedriveAllowPolicy")],
        ask,
        update: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) },
    },
});
