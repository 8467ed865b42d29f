import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StreamAccess, streamStatements, type StreamVerb } from "./streamAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const STREAM = {
    name: "clickstream-1",
    arn: "arn:aws:kinesis:eu-west-1:111122223333:stream/clickstream-1",
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/streaming",
};

const EXPECTED: Readonly<Record<StreamVerb, { stream: string[]; any: string[]; key: string[] }>> = {
    write: { stream: ["kinesis:PutRecord", "kinesis:PutRecords"], any: [], key: ["kms:GenerateDataKey"] },
    read: {
        stream: [
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
        ],
        any: ["kinesis:ListStreams"],
        key: ["kms:Decrypt"],
    },
};

describe("stream verbs", () => {
    beforeEach(() => installMocks());

    for (const [verb, { stream, any, key }] of Object.entries(EXPECTED)) {
        it(`${verb} gives exactly what it takes`, async () => {
            const statements = streamStatements(STREAM, verb as StreamVerb);
            assert.deepEqual(await valueOf(statements), [
                { actions: stream, resources: [STREAM.arn] },
                ...any.map((action) => ({ actions: [action], resources: ["*"] })),
                {
                    actions: key,
                    resources: [STREAM.keyArn],
                    conditions: {
                        StringEquals: { "kms:ViaService": "kinesis.eu-west-1.amazonaws.com" },
                        StringLike: { "kms:EncryptionContext:aws:kinesis:arn": [STREAM.arn] },
                    },
                },
            ]);
        });
    }
});

describe("StreamAccess", () => {
    beforeEach(() => installMocks());

    it("grants on what another layer published", async () => {
        new StreamAccess("clickstream", pulumi.output(STREAM)).grant(testGrantee(), "write");
        await settled();
        assert.deepEqual(grantedBy("worker-clickstream-write")[0], {
            Effect: "Allow",
            Action: ["kinesis:PutRecord", "kinesis:PutRecords"],
            Resource: STREAM.arn,
        });
    });
});
