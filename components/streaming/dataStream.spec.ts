import assert from "node:assert/strict";
import { DataStream } from "./dataStream";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const ARGS = { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/streaming", retentionHours: 168 };
const ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/clickstream";

describe("DataStream", () => {
    beforeEach(() => installMocks());

    it("is on demand, under our key, and tells which shard is hot or late", async () => {
        const stream = new DataStream("clickstream", ARGS);
        await settled();
        assert.deepEqual(inputsOf("aws:kinesis/stream:Stream", "clickstream"), {
            streamModeDetails: { streamMode: "ON_DEMAND" },
            encryptionType: "KMS",
            kmsKeyId: ARGS.keyArn,
            retentionPeriod: 168,
            shardLevelMetrics: [
                "IteratorAgeMilliseconds",
                "ReadProvisionedThroughputExceeded",
                "WriteProvisionedThroughputExceeded",
            ],
        });
        assert.deepEqual(await valueOf(stream.ref), { name: "clickstream", arn: ARN, keyArn: ARGS.keyArn });
    });

    it("grants on itself", async () => {
        new DataStream("clickstream", ARGS).grant(testGrantee(), "write");
        await settled();
        assert.deepEqual(grantedBy("worker-clickstream-write")[0], {
            Effect: "Allow",
            Action: ["kinesis:PutRecord", "kinesis:PutRecords"],
            Resource: ARN,
        });
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new DataStream("clickstream", { ...ARGS, transform }, opts)));

    for (const retentionHours of [23, 8761, 24.5]) {
        it(`refuses ${retentionHours} hours of retention`, () => {
            assert.throws(
                () => new DataStream("clickstream", { ...ARGS, retentionHours }),
                /DataStream 'clickstream': retentionHours must be a whole number from 24 to 8760\./,
            );
        });
    }
});
