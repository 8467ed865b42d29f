import assert from "node:assert/strict";
import { DynamoTable, type DynamoTableArgs } from "./dynamoTable";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { assertAllParented, inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";
const ARGS = { hashKey: "id", keyArn: KEY, recoveryDays: 7, deletionProtection: true } as const;

describe("DynamoTable", () => {
    beforeEach(() => installMocks());

    it("is on demand, under our key, recoverable and protected", async () => {
        new DynamoTable("state", ARGS);
        await settled();
        assert.deepEqual(inputsOf("aws:dynamodb/table:Table", "state"), {
            billingMode: "PAY_PER_REQUEST",
            hashKey: "id",
            attributes: [{ name: "id", type: "S" }],
            serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
            pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
            deletionProtectionEnabled: true,
        });
    });

    it("has the stream and the time to live that were asked for", async () => {
        new DynamoTable("orders", { ...ARGS, streamViewType: "NEW_IMAGE", ttlAttribute: "expiration" });
        await settled();
        const { streamEnabled, streamViewType, ttl } = inputsOf("aws:dynamodb/table:Table", "orders");
        assert.deepEqual(
            { streamEnabled, streamViewType, ttl },
            {
                streamEnabled: true,
                streamViewType: "NEW_IMAGE",
                ttl: { enabled: true, attributeName: "expiration" },
            },
        );
    });

    it("tells others of its stream exactly when it has one", async () => {
        const arn = "arn:aws:dynamodb:eu-west-1:111122223333:table";
        assert.deepEqual(await valueOf(new DynamoTable("state", ARGS).ref), {
            name: "state",
            arn: `${arn}/state`,
            keyArn: KEY,
        });
        assert.deepEqual(await valueOf(new DynamoTable("orders", { ...ARGS, streamViewType: "NEW_IMAGE" }).ref), {
            name: "orders",
            arn: `${arn}/orders`,
            streamArn: `${arn}/orders/stream/2026-01-01T00:00:00.000`,
            keyArn: KEY,
        });
    });

    it("grants on itself and on the indexes that it has", async () => {
        const indexes = [{ name: "byStatus", hashKey: "status", projection: "ALL" }] as const;
        const table = new DynamoTable("orders", { ...ARGS, indexes });
        const worker = testGrantee();
        table.grant(worker, "putItem");
        table.grant(worker, "query", { index: "byStatus" });
        assert.throws(
            () => table.grant(worker, "query", { index: "byDate" }),
            /no index 'byDate'; there are: byStatus\./,
        );
        // @ts-expect-error the table has no stream
        assert.ok(table.grant(worker, "readStream"));
        await settled();
        const arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
        assert.deepEqual(grantedBy("worker-orders-putItem")[0], {
            Effect: "Allow",
            Action: ["dynamodb:PutItem"],
            Resource: arn,
        });
        assert.deepEqual(grantedBy("worker-orders-query-byStatus")[0], {
            Effect: "Allow",
            Action: ["dynamodb:Query"],
            Resource: `${arn}/index/byStatus`,
        });
    });

    it("owns its children", () => assertAllParented((opts) => new DynamoTable("orders", ARGS, opts)));

    const refused: Readonly<Record<string, { args: Partial<DynamoTableArgs>; message: RegExp }>> = {
        "no recovery": { args: { recoveryDays: 0 }, message: /DynamoTable 'orders': recoveryDays .* 1 to 35\.$/ },
        "more recovery than AWS keeps": { args: { recoveryDays: 36 }, message: /recoveryDays/ },
        "half a day of recovery": { args: { recoveryDays: 1.5 }, message: /recoveryDays/ },
        "keys that AWS refuses": { args: { rangeKey: "id" }, message: /DynamoTable 'orders': hashKey and rangeKey/ },
    };
    for (const [what, { args, message }] of Object.entries(refused)) {
        it(`refuses ${what}`, () => {
            assert.throws(() => new DynamoTable("orders", { ...ARGS, ...args }), message);
        });
    }
});
