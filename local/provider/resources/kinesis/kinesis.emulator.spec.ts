import * as kinesis from "@aws-sdk/client-kinesis";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";

const TYPE = "aws:kinesis/stream:Stream";
const KEYS = "arn:aws:kms:eu-west-1:000000000000:key";

describeRows("the row of Kinesis Data Streams", {
    "make a stream": {
        type: TYPE,
        inputs: {
            shardCount: 2,
            retentionPeriod: 48,
            encryptionType: "KMS",
            kmsKeyId: `${KEYS}/one`,
            tags: { owner: "orders" },
        },
        looks: [
            [
                kinesis.DescribeStreamCommand,
                ({ StreamDescription: found }) => ({
                    ...found,
                    ShardCount: found.Shards.filter((shard: any) => !shard.SequenceNumberRange.EndingSequenceNumber)
                        .length,
                }),
            ],
            kinesis.ListTagsForStreamCommand,
        ],
        names: { retentionPeriod: "RetentionPeriodHours", kmsKeyId: "KeyId" },
        unset: { retentionPeriod: 24 },
        update: { shardCount: 4, retentionPeriod: undefined, kmsKeyId: `${KEYS}/other`, tags: { stage: "test" } },
        outputs: ({ id, state }) => assert.equal(id, `arn:aws:kinesis:eu-west-1:000000000000:stream/${state.name}`),
        untold: ["enforceConsumerDeletion"],
    },
    "make a stream on demand": {
        type: TYPE,
        inputs: { streamModeDetails: { streamMode: "ON_DEMAND" } },
        async readBack(clients, StreamARN) {
            const { StreamDescription } = await clients
                .kinesis()
                .send(new kinesis.DescribeStreamCommand({ StreamARN }));
            return [StreamDescription?.StreamModeDetails?.StreamMode, StreamDescription?.EncryptionType];
        },
        shows: ["ON_DEMAND", "NONE"],
        update: { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 1 },
        untold: ["enforceConsumerDeletion"],
    },
});
