import { DescribeStreamCommand, ListTagsForStreamCommand } from "@aws-sdk/client-kinesis";
import assert from "node:assert/strict";
import { exerciseRow } from "../../testing/exercise";
import { kinesisRows } from ".";

describe("the row of Kinesis Data Streams", function () {
    this.timeout(120_000);

    it("makes a stream", () => {
        const [one, other] = ["one", "other"].map((id) => `arn:aws:kms:eu-west-1:000000000000:key/${id}`);
        return exerciseRow(kinesisRows, {
            type: "aws:kinesis/stream:Stream",
            inputs: {
                shardCount: 2,
                retentionPeriod: 48,
                encryptionType: "KMS",
                kmsKeyId: one,
                tags: { owner: "orders" },
            },
            async readBack(clients, StreamARN, { name: StreamName }) {
                const { StreamDescription } = await clients.kinesis().send(new DescribeStreamCommand({ StreamARN }));
                const { Tags } = await clients.kinesis().send(new ListTagsForStreamCommand({ StreamName }));
                const { RetentionPeriodHours, EncryptionType, KeyId, StreamStatus } = StreamDescription!;
                return [StreamStatus, RetentionPeriodHours, EncryptionType, KeyId, Tags];
            },
            shows: ["ACTIVE", 48, "KMS", one, [{ Key: "owner", Value: "orders" }]],
            update: {
                inputs: { shardCount: 4, retentionPeriod: undefined, kmsKeyId: other, tags: { stage: "test" } },
                shows: ["ACTIVE", 24, "KMS", other, [{ Key: "stage", Value: "test" }]],
            },
            replaceOn: { name: "another" },
            outputs: ({ id, state }) => assert.equal(id, `arn:aws:kinesis:eu-west-1:000000000000:stream/${state.name}`),
            untold: ["enforceConsumerDeletion"],
        });
    });

    it("makes a stream on demand", () =>
        exerciseRow(kinesisRows, {
            type: "aws:kinesis/stream:Stream",
            inputs: { streamModeDetails: { streamMode: "ON_DEMAND" } },
            async readBack(clients, StreamARN) {
                const { StreamDescription } = await clients.kinesis().send(new DescribeStreamCommand({ StreamARN }));
                return [StreamDescription?.StreamModeDetails?.StreamMode, StreamDescription?.EncryptionType];
            },
            shows: ["ON_DEMAND", "NONE"],
            update: {
                inputs: { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 1 },
                shows: ["ON_DEMAND", "NONE"],
            },
            untold: ["enforceConsumerDeletion"],
        }));
});
