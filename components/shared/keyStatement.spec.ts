import assert from "node:assert/strict";
import { regionOf } from "./arn";
import { keyStatement } from "./keyStatement";
import { installMocks, valueOf } from "./testing/mocks";

const KEY = "arn:aws:kms:eu-north-1:111122223333:key/k";

describe("keyStatement", () => {
    beforeEach(() => installMocks());

    it("allows a key through one service of the key's region", async () => {
        assert.deepEqual(await valueOf(keyStatement(["kms:Decrypt"], KEY, "kinesis")), {
            actions: ["kms:Decrypt"],
            resources: [KEY],
            conditions: { StringEquals: { "kms:ViaService": "kinesis.eu-north-1.amazonaws.com" } },
        });
    });

    it("and for one encryption context", async () => {
        const context = { key: "aws:s3:arn", values: ["arn:aws:s3:::lake"] };
        assert.deepEqual((await valueOf(keyStatement(["kms:Decrypt"], KEY, "s3", context))).conditions, {
            StringEquals: { "kms:ViaService": "s3.eu-north-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::lake"] },
        });
    });
});

describe("regionOf", () => {
    it("refuses an ARN without a region", () => {
        assert.throws(() => regionOf("arn:aws:s3:::lake"), /'arn:aws:s3:::lake' names no region/);
    });
});
