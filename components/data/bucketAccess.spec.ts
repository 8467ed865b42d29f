import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { BucketAccess, bucketStatements, type BucketGrantOptions, type BucketVerb } from "./bucketAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const BUCKET = {
    name: "lake-1",
    arn: "arn:aws:s3:::lake-1",
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/data",
};

function keyFor(...actions: string[]): object {
    return {
        actions,
        resources: [BUCKET.keyArn],
        conditions: {
            StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::lake-1", "arn:aws:s3:::lake-1/*"] },
        },
    };
}

const CASES: readonly { verb: BucketVerb; options?: BucketGrantOptions; expected: object[] }[] = [
    {
        verb: "read",
        expected: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::lake-1/*"] }, keyFor("kms:Decrypt")],
    },
    {
        verb: "read",
        options: { prefixes: ["orders/", "reports/2026"] },
        expected: [
            {
                actions: ["s3:GetObject"],
                resources: ["arn:aws:s3:::lake-1/orders/*", "arn:aws:s3:::lake-1/reports/2026*"],
            },
            keyFor("kms:Decrypt"),
        ],
    },
    {
        verb: "write",
        options: { prefixes: ["orders/"] },
        expected: [
            { actions: ["s3:PutObject", "s3:AbortMultipartUpload"], resources: ["arn:aws:s3:::lake-1/orders/*"] },
            keyFor("kms:GenerateDataKey", "kms:Decrypt"),
        ],
    },
    { verb: "delete", expected: [{ actions: ["s3:DeleteObject"], resources: ["arn:aws:s3:::lake-1/*"] }] },
    { verb: "list", expected: [{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::lake-1"] }] },
    {
        verb: "list",
        options: { prefixes: ["orders/"] },
        expected: [
            {
                actions: ["s3:ListBucket"],
                resources: ["arn:aws:s3:::lake-1"],
                conditions: { StringLike: { "s3:prefix": ["orders/*"] } },
            },
        ],
    },
    {
        verb: "deliver",
        options: { prefixes: ["orders/", "errors/orders/"] },
        expected: [
            {
                actions: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject"],
                resources: ["arn:aws:s3:::lake-1/orders/*", "arn:aws:s3:::lake-1/errors/orders/*"],
            },
            {
                actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
                resources: ["arn:aws:s3:::lake-1"],
            },
            keyFor("kms:GenerateDataKey", "kms:Decrypt"),
        ],
    },
];

describe("bucket verbs", () => {
    beforeEach(() => installMocks());

    for (const { verb, options, expected } of CASES) {
        it(`${verb} of ${options?.prefixes?.join(" and ") ?? "everything"} gives exactly what it takes`, async () => {
            const statements = bucketStatements(BUCKET, verb, options);
            assert.deepEqual(await valueOf(statements), expected);
        });
    }

    for (const prefix of ["", "/orders", "orders/*", "orders?"]) {
        it(`refuse the prefix '${prefix}'`, () => {
            assert.throws(
                () => bucketStatements(BUCKET, "read", { prefixes: [prefix] }),
                /needs prefixes such as 'orders\/', without leading '\/' and wildcards/,
            );
        });
    }
});

describe("BucketAccess", () => {
    beforeEach(() => installMocks());

    it("grants on what another layer published", async () => {
        new BucketAccess("lake", pulumi.output(BUCKET)).grant(testGrantee(), "list");
        await settled();
        assert.deepEqual(grantedBy("worker-lake-list"), [
            { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::lake-1" },
        ]);
    });
});
