import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { TableAccess, tableStatements, type ItemVerb, type StreamingTableRef, type TableRef } from "./tableAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const TABLE: StreamingTableRef = {
    name: "orders-1",
    arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-1",
    streamArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-1/stream/now",
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/data",
};

function keyFor(...actions: string[]): object {
    return {
        actions,
        resources: [TABLE.keyArn],
        conditions: {
            StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:dynamodb:tableName": ["orders-1"] },
        },
    };
}

const READING = keyFor("kms:Decrypt");
const WRITING = keyFor("kms:Decrypt", "kms:GenerateDataKey");

const EXPECTED: Readonly<Record<ItemVerb, { actions: string[]; key: object }>> = {
    readItem: { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem"], key: READING },
    query: { actions: ["dynamodb:Query"], key: READING },
    scan: { actions: ["dynamodb:Scan"], key: READING },
    putItem: { actions: ["dynamodb:PutItem"], key: WRITING },
    updateItem: { actions: ["dynamodb:UpdateItem"], key: WRITING },
    deleteItem: { actions: ["dynamodb:DeleteItem"], key: WRITING },
    keepState: {
        actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
        key: WRITING,
    },
};

describe("table verbs", () => {
    beforeEach(() => installMocks());

    for (const [verb, { actions, key }] of Object.entries(EXPECTED)) {
        it(`${verb} gives exactly what it takes`, async () => {
            const statements = tableStatements(TABLE, verb as ItemVerb);
            assert.deepEqual(await valueOf(statements), [{ actions, resources: [TABLE.arn] }, key]);
        });
    }

    it("readStream gives what Lambda needs on the stream, and nothing on the table", async () => {
        const statements = tableStatements(TABLE, "readStream");
        assert.deepEqual(await valueOf(statements), [
            {
                actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
                resources: [TABLE.streamArn],
            },
            { actions: ["dynamodb:ListStreams"], resources: ["*"] },
            READING,
        ]);
    });

    for (const verb of ["query", "scan"] as const) {
        it(`${verb} of an index gives the index and not the table`, async () => {
            const [statement] = await valueOf(tableStatements(TABLE, verb, { index: "byStatus" }));
            assert.deepEqual(statement.resources, [`${TABLE.arn}/index/byStatus`]);
        });
    }

    it("refuse an index where AWS knows none", () => {
        assert.throws(
            () => tableStatements(TABLE, "putItem", { index: "byStatus" }),
            /grant of 'putItem' is about the table: 'index' goes with query and scan only/,
        );
    });

    it("are checked by the compiler", () => {
        const still: TableRef = TABLE;
        // @ts-expect-error a ref without the stream's ARN cannot give the stream
        assert.ok(tableStatements(still, "readStream"));
        // @ts-expect-error not a verb
        const unknown: ItemVerb = "write";
        assert.ok(unknown);
    });
});

describe("TableAccess", () => {
    beforeEach(() => installMocks());

    it("grants on what another layer published", async () => {
        new TableAccess("orders", pulumi.output(TABLE)).grant(testGrantee(), "query", { index: "byStatus" });
        await settled();
        assert.deepEqual(grantedBy("worker-orders-query-byStatus")[0], {
            Effect: "Allow",
            Action: ["dynamodb:Query"],
            Resource: `${TABLE.arn}/index/byStatus`,
        });
    });
});
