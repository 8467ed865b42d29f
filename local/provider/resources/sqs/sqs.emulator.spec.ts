import { GetQueueAttributesCommand, ListQueueTagsCommand, type QueueAttributeName } from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { exerciseRow } from "../../testing/exercise";
import { sqsRows } from ".";

const QUEUE = "aws:sqs/queue:Queue";

describe("the rows of SQS", function () {
    this.timeout(120_000);

    const attributes = async (clients: Clients, QueueUrl: string, ...AttributeNames: QueueAttributeName[]) => {
        const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames });
        const { Attributes = {} } = await clients.sqs().send(request);
        return AttributeNames.map((name) => Attributes[name]);
    };

    it("make a queue", () =>
        exerciseRow(sqsRows, {
            type: QUEUE,
            inputs: async (make) => ({
                messageRetentionSeconds: 1_209_600,
                visibilityTimeoutSeconds: 90,
                kmsMasterKeyId: "alias/aws/sqs",
                kmsDataKeyReusePeriodSeconds: 3_600,
                redrivePolicy: JSON.stringify({
                    deadLetterTargetArn: (await make(QUEUE, {})).state.arn,
                    maxReceiveCount: 3,
                }),
                tags: { owner: "orders", stage: "test" },
            }),
            readBack: async (clients, QueueUrl) => [
                ...(await attributes(
                    clients,
                    QueueUrl,
                    "MessageRetentionPeriod",
                    "VisibilityTimeout",
                    "KmsMasterKeyId",
                    "KmsDataKeyReusePeriodSeconds",
                )),
                (await attributes(clients, QueueUrl, "RedrivePolicy")).join("") !== "",
                (await clients.sqs().send(new ListQueueTagsCommand({ QueueUrl }))).Tags,
            ],
            shows: ["1209600", "90", "alias/aws/sqs", "3600", true, { owner: "orders", stage: "test" }],
            update: {
                inputs: {
                    visibilityTimeoutSeconds: undefined,
                    kmsMasterKeyId: "alias/own",
                    redrivePolicy: undefined,
                    tags: { owner: "lake" },
                },
                shows: ["1209600", "30", "alias/own", "3600", false, { owner: "lake" }],
            },
            replaceOn: { name: "another", namePrefix: "another-", fifoQueue: true },
            outputs: ({ id, state }) => {
                assert.equal(state.url, id);
                assert.equal(state.arn, `arn:aws:sqs:eu-west-1:000000000000:${state.name}`);
            },
        }));

    it("make a FIFO queue, with the ending that SQS wants", () =>
        exerciseRow(sqsRows, {
            type: QUEUE,
            inputs: { fifoQueue: true, contentBasedDeduplication: true },
            readBack: (clients, url) => attributes(clients, url, "FifoQueue", "ContentBasedDeduplication"),
            shows: ["true", "true"],
            update: { inputs: { contentBasedDeduplication: false }, shows: ["true", "false"] },
            outputs: ({ state }) => assert.match(state.name, /\.fifo$/),
        }));

    it("make a queue policy", () => {
        const policy = (Effect: string) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect, Principal: "*", Action: "sqs:SendMessage", Resource: "*" }],
            });
        return exerciseRow(sqsRows, {
            type: "aws:sqs/queuePolicy:QueuePolicy",
            inputs: async (make) => ({ queueUrl: (await make(QUEUE, {})).id, policy: policy("Allow") }),
            readBack: async (clients, url) => {
                const [text] = await attributes(clients, url, "Policy");
                return text === undefined || text === "" ? undefined : JSON.parse(text).Statement[0].Effect;
            },
            shows: "Allow",
            update: { inputs: { policy: policy("Deny") }, shows: "Deny" },
            replaceOn: { queueUrl: "another" },
        });
    });

    it("say who may use a queue for failures", () =>
        exerciseRow(sqsRows, {
            type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
            inputs: async (make) => ({
                queueUrl: (await make(QUEUE, {})).id,
                redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
            }),
            readBack: async (clients, url) => {
                const [text] = await attributes(clients, url, "RedriveAllowPolicy");
                return text === undefined || text === "" ? undefined : JSON.parse(text).redrivePermission;
            },
            shows: "denyAll",
            update: {
                inputs: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) },
                shows: "allowAll",
            },
            replaceOn: { queueUrl: "another" },
        }));
});
