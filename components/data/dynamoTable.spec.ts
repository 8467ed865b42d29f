import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { DynamoTable, type DynamoTableArgs } from "./dynamoTable";
import { declaredDependencies } from "../shared/testing/dependencies";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resources, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";
const INDEX = "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex";
const TABLE = "aws:dynamodb/table:Table";
const TARGET = "aws:appautoscaling/target:Target";
const SCALING_POLICY = "aws:appautoscaling/policy:Policy";
const ARGS = { hashKey: "id", keyArn: KEY, recoveryDays: 7, deletionProtection: true } as const;

describe("DynamoTable", () => {
    beforeEach(() => installMocks());

    it("is on demand, under our key, recoverable and protected", async () => {
        new DynamoTable("state", ARGS);
        await settled();
        assert.deepEqual(inputsOf(TABLE, "state"), {
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
        const { streamEnabled, streamViewType, ttl } = inputsOf(TABLE, "orders");
        assert.deepEqual(
            { streamEnabled, streamViewType, ttl },
            {
                streamEnabled: true,
                streamViewType: "NEW_IMAGE",
                ttl: { enabled: true, attributeName: "expiration" },
            },
        );
    });

    describe("with auto-scaled throughput", () => {
        const throughput = { read: { min: 5, max: 50 }, write: { min: 10, max: 100 }, targetUtilizationPercent: 60 };
        const indexes = [{ name: "byStatus", hashKey: "status", projection: "ALL" }] as const;

        it("starts at the least, and leaves to auto scaling what it is from there on", async () => {
            const ignored: Record<string, readonly string[] | undefined> = {};
            const transformation: pulumi.ResourceTransformation = ({ type, name, opts }) => {
                if (type === TABLE || type === INDEX) ignored[name] = opts.ignoreChanges;
                return undefined;
            };
            const opts = { transformations: [transformation] };
            new DynamoTable("orders", { ...ARGS, indexes, throughput }, opts);
            new DynamoTable("state", { ...ARGS, indexes }, opts);
            await settled();
            const { billingMode, readCapacity, writeCapacity } = inputsOf(TABLE, "orders");
            assert.deepEqual([billingMode, readCapacity, writeCapacity], ["PROVISIONED", 5, 10]);
            assert.deepEqual(inputsOf(INDEX, "orders-byStatus").provisionedThroughput, {
                readCapacityUnits: 5,
                writeCapacityUnits: 10,
            });
            assert.equal("provisionedThroughput" in inputsOf(INDEX, "state-byStatus"), false);
            assert.deepEqual(ignored, {
                orders: ["readCapacity", "writeCapacity"],
                // By the index's own name: a position would be another index's as soon as one is removed.
                "orders-byStatus": [
                    "provisionedThroughput.readCapacityUnits",
                    "provisionedThroughput.writeCapacityUnits",
                ],
                state: [],
                "state-byStatus": [],
            });
        });

        it("scales the table and each of its indexes between the limits, at the utilization that is asked for", async () => {
            new DynamoTable("orders", { ...ARGS, indexes, throughput });
            await settled();
            const subject = (dimension: string, resourceId: string) => ({
                serviceNamespace: "dynamodb",
                resourceId,
                scalableDimension: `dynamodb:${dimension}CapacityUnits`,
            });
            const expected = {
                "orders-read": [subject("table:Read", "table/orders"), 5, 50, "DynamoDBReadCapacityUtilization"],
                "orders-write": [subject("table:Write", "table/orders"), 10, 100, "DynamoDBWriteCapacityUtilization"],
                "orders-byStatus-read": [
                    subject("index:Read", "table/orders/index/byStatus"),
                    5,
                    50,
                    "DynamoDBReadCapacityUtilization",
                ],
                "orders-byStatus-write": [
                    subject("index:Write", "table/orders/index/byStatus"),
                    10,
                    100,
                    "DynamoDBWriteCapacityUtilization",
                ],
            };
            for (const [name, [about, minCapacity, maxCapacity, predefinedMetricType]] of Object.entries(expected)) {
                assert.deepEqual(inputsOf(TARGET, name), { ...(about as object), minCapacity, maxCapacity });
                assert.deepEqual(inputsOf(SCALING_POLICY, name), {
                    ...(about as object),
                    policyType: "TargetTrackingScaling",
                    targetTrackingScalingPolicyConfiguration: {
                        targetValue: 60,
                        predefinedMetricSpecification: { predefinedMetricType },
                    },
                });
            }
            assert.equal(resourcesOfType(TARGET).length, 4);
            assert.equal(resourcesOfType(SCALING_POLICY).length, 4);
        });

        it("aims at 70 percent when nothing else is said", async () => {
            new DynamoTable("state", { ...ARGS, throughput: { read: throughput.read, write: throughput.write } });
            await settled();
            const { targetTrackingScalingPolicyConfiguration } = inputsOf(SCALING_POLICY, "state-read");
            assert.equal(targetTrackingScalingPolicyConfiguration.targetValue, 70);
        });

        it("owns its children and lets each be transformed", () =>
            assertOwnsChildren(
                (opts, transform) => new DynamoTable("orders", { ...ARGS, indexes, throughput, transform }, opts),
            ));

        const refused: Readonly<Record<string, { change: object; message: RegExp }>> = {
            "no capacity": {
                change: { read: { min: 0, max: 5 } },
                message: /^Error: DynamoTable 'orders': throughput: read\.min must be .* from 1 to 40000\.$/,
            },
            "part of a unit": { change: { write: { min: 1, max: 1.5 } }, message: /write\.max must be a whole number/ },
            "limits that cross": {
                change: { read: { min: 6, max: 5 } },
                message: /read\.min of 6 is above read\.max of 5/,
            },
            "more than AWS gives a table with its indexes": {
                change: { write: { min: 1, max: 20_001 } },
                message: /write\.max of 20001 holds for the table and each of its 1 indexes, which share 40000 units/,
            },
            "a table that never has room": { change: { targetUtilizationPercent: 91 }, message: /from 20 to 90\.$/ },
        };
        for (const [what, { change, message }] of Object.entries(refused)) {
            it(`refuses ${what}`, () => {
                const args = { ...ARGS, indexes, throughput: { ...throughput, ...change } };
                assert.throws(() => new DynamoTable("orders", args), message);
                assert.deepEqual(resources(), []);
            });
        }
    });

    it("makes its indexes one after the other, and another one of the same name after the first is gone", async () => {
        const indexes = [
            { name: "byStatus", hashKey: "status", projection: "ALL" },
            { name: "byDay", hashKey: "day", projection: "KEYS_ONLY" },
        ] as const;
        const first: (boolean | undefined)[] = [];
        const transformation: pulumi.ResourceTransformation = ({ type, opts }) => {
            if (type === INDEX) first.push((opts as pulumi.CustomResourceOptions).deleteBeforeReplace);
            return undefined;
        };
        const waitsFor = await declaredDependencies(
            ({ transformations = [] }) =>
                new DynamoTable(
                    "orders",
                    { ...ARGS, indexes },
                    { transformations: [...transformations, transformation] },
                ),
        );
        assert.deepEqual(waitsFor.get(`${INDEX} orders-byDay`), [`${INDEX} orders-byStatus`]);
        assert.ok(first.length > 0 && first.every((option) => option === true));
        assert.equal(inputsOf(INDEX, "orders-byDay").tableName, "orders");
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

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new DynamoTable("orders", { ...ARGS, transform }, opts)));

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
