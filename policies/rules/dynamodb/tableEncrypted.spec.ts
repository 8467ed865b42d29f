import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { dynamodbTableEncrypted } from "./tableEncrypted";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const table = subjectsOf("aws:dynamodb/table:Table", { hashKey: "pk" });
const encrypted = { serverSideEncryption: { enabled: true, kmsKeyArn: KEY } };
const replica = subjectsOf("aws:dynamodb/tableReplica:TableReplica");

describeRule(dynamodbTableEncrypted, {
    passes: {
        "a table with a customer managed key": table(encrypted),
        "replicas with keys of their own": table({
            ...encrypted,
            replicas: [{ regionName: "eu-west-2", kmsKeyArn: KEY }],
        }),
        "a replica resource with a key": replica({ kmsKeyArn: KEY }),
    },
    violates: {
        "encryption switched off": [
            table({ serverSideEncryption: { enabled: false, kmsKeyArn: KEY } }),
            "serverSideEncryption.enabled",
        ],
        "the key that AWS makes for DynamoDB": [
            table({ serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:kms:eu-west-1:1:alias/aws/dynamodb" } }),
            "serverSideEncryption.kmsKeyArn",
        ],
        "encryption without a key": [
            table({ serverSideEncryption: { enabled: true } }),
            "serverSideEncryption.kmsKeyArn",
        ],
        "a replica without a key, next to one whose key is unknown": [
            table({ ...encrypted, replicas: [{ regionName: "eu-west-2" }, { kmsKeyArn: UNKNOWN }] }),
            "replicas[0].kmsKeyArn",
        ],
        "a replica resource without a key": [replica({}), "kmsKeyArn"],
    },
    missing: [table({}), "serverSideEncryption.enabled", "serverSideEncryption.kmsKeyArn"],
    undecided: {
        "an unknown key": [
            table({ serverSideEncryption: { enabled: true, kmsKeyArn: UNKNOWN } }),
            "serverSideEncryption.kmsKeyArn",
        ],
        "unknown replicas": [table({ ...encrypted, replicas: UNKNOWN }), "replicas"],
        "one unknown replica among others": [
            table({ ...encrypted, replicas: [UNKNOWN, { kmsKeyArn: KEY }] }),
            "replicas[0].kmsKeyArn",
        ],
    },
    configured: {
        "a key of AWS is enough": [{ requireCmk: false }, table({ serverSideEncryption: { enabled: true } })],
        "but encryption is still asked for": [{ requireCmk: false }, table({}), "serverSideEncryption.enabled"],
    },
});

describe("the remedy of dynamodb-table-encrypted", () => {
    it("switches on the key that is named, and chooses none", () => {
        for (const [props, requireCmk, expected] of [
            [{ serverSideEncryption: { enabled: false, kmsKeyArn: KEY } }, true, encrypted],
            [{}, true, {}],
            [{}, false, { serverSideEncryption: { enabled: true } }],
        ] as const) {
            const view = { type: "aws:dynamodb/table:Table", name: "t", urn: "t", props: structuredClone(props) };
            dynamodbTableEncrypted.remediate?.(view, { requireCmk } as never);
            assert.deepEqual(view.props, expected);
        }
    });
});
