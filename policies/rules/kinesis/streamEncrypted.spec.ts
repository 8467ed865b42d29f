import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisStreamEncrypted } from "./streamEncrypted";

const stream = subjectsOf("aws:kinesis/stream:Stream");
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

describeRule(kinesisStreamEncrypted, {
    passes: { "a stream with a customer managed key": stream({ encryptionType: "KMS", kmsKeyId: KEY }) },
    violates: {
        "encryption switched off": [stream({ encryptionType: "NONE", kmsKeyId: KEY }), "encryptionType"],
        "the key that AWS makes for Kinesis": [
            stream({ encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }),
            "kmsKeyId",
        ],
        "no encryption, whatever the key may be": [stream({ kmsKeyId: UNKNOWN }), "encryptionType"],
    },
    missing: [stream({}), "encryptionType", "kmsKeyId"],
    undecided: { "an unknown key": [stream({ encryptionType: "KMS", kmsKeyId: UNKNOWN }), "kmsKeyId"] },
    configured: {
        "a key of AWS is enough": [
            { requireCmk: false },
            stream({ encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }),
        ],
        "but a key is still asked for": [{ requireCmk: false }, stream({ encryptionType: "KMS" }), "kmsKeyId"],
    },
});

describe("the remedy of kinesis-stream-encrypted", () => {
    it("uses the key that is named, and chooses none", () => {
        for (const [props, expected] of [
            [
                { encryptionType: "NONE", kmsKeyId: KEY },
                { encryptionType: "KMS", kmsKeyId: KEY },
            ],
            [{}, {}],
        ]) {
            const view = { type: "aws:kinesis/stream:Stream", name: "s", urn: "s", props: { ...props } };
            kinesisStreamEncrypted.remediate?.(view, {});
            assert.deepEqual(view.props, expected);
        }
    });
});
