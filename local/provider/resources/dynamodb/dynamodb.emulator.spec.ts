import {
    DescribeContinuousBackupsCommand,
    DescribeTableCommand,
    DescribeTimeToLiveCommand,
    ListTagsOfResourceCommand,
    type TableDescription,
} from "@aws-sdk/client-dynamodb";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import type { Props } from "../../row";
import { exerciseRow } from "../../testing/exercise";
import { dynamodbRows } from ".";

const TABLE = "aws:dynamodb/table:Table";
const LOCAL_INDEX = [{ name: "local", rangeKey: "a", projectionType: "ALL" }];

describe("the row of DynamoDB", function () {
    this.timeout(120_000);

    const described = async (clients: Clients, TableName: string): Promise<TableDescription> =>
        (await clients.dynamodb().send(new DescribeTableCommand({ TableName }))).Table!;

    const index = (name: string, how: Props): Props => ({
        name,
        ...how,
        projectionType: "ALL",
        readCapacity: 1,
        writeCapacity: 1,
    });
    const keys = (hashKeys: readonly string[], rangeKeys: readonly string[] = []): Props => ({
        keySchemas: [
            ...hashKeys.map((attributeName) => ({ attributeName, keyType: "HASH" })),
            ...rangeKeys.map((attributeName) => ({ attributeName, keyType: "RANGE" })),
        ],
    });

    it("makes a table with a stream, recovery, expiry and a key of its own", () =>
        exerciseRow(dynamodbRows, {
            type: TABLE,
            inputs: {
                attributes: [
                    { name: "pk", type: "S" },
                    { name: "sk", type: "S" },
                ],
                hashKey: "pk",
                rangeKey: "sk",
                billingMode: "PAY_PER_REQUEST",
                streamEnabled: true,
                streamViewType: "NEW_AND_OLD_IMAGES",
                pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
                serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:kms:eu-west-1:000000000000:key/one" },
                ttl: { enabled: true, attributeName: "expiresAt" },
                tags: { owner: "orders" },
            },
            async readBack(clients, id) {
                const found = await described(clients, id);
                const dynamodb = clients.dynamodb();
                const [{ ContinuousBackupsDescription }, { TimeToLiveDescription }, { Tags }] = await Promise.all([
                    dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: id })),
                    dynamodb.send(new DescribeTimeToLiveCommand({ TableName: id })),
                    dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: found.TableArn })),
                ]);
                const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
                return {
                    keys: found.KeySchema?.map(({ AttributeName }) => AttributeName),
                    billing: found.BillingModeSummary?.BillingMode,
                    stream: found.StreamSpecification?.StreamViewType,
                    recovery: recovery?.PointInTimeRecoveryStatus,
                    key: found.SSEDescription?.KMSMasterKeyArn,
                    expiry: [TimeToLiveDescription?.TimeToLiveStatus, TimeToLiveDescription?.AttributeName],
                    tags: Tags,
                    isProtected: found.DeletionProtectionEnabled ?? false,
                };
            },
            shows: {
                keys: ["pk", "sk"],
                billing: "PAY_PER_REQUEST",
                stream: "NEW_AND_OLD_IMAGES",
                recovery: "ENABLED",
                key: "arn:aws:kms:eu-west-1:000000000000:key/one",
                expiry: ["ENABLED", "expiresAt"],
                tags: [{ Key: "owner", Value: "orders" }],
                isProtected: false,
            },
            update: {
                inputs: {
                    streamViewType: "KEYS_ONLY",
                    pointInTimeRecovery: undefined,
                    serverSideEncryption: {
                        enabled: true,
                        kmsKeyArn: "arn:aws:kms:eu-west-1:000000000000:key/other",
                    },
                    ttl: { enabled: true, attributeName: "goneAt" },
                    tags: undefined,
                    deletionProtectionEnabled: true,
                },
                shows: {
                    keys: ["pk", "sk"],
                    billing: "PAY_PER_REQUEST",
                    stream: "KEYS_ONLY",
                    recovery: "DISABLED",
                    key: "arn:aws:kms:eu-west-1:000000000000:key/other",
                    expiry: ["ENABLED", "goneAt"],
                    tags: [],
                    isProtected: true,
                },
            },
            replaceOn: {
                name: "another",
                hashKey: "sk",
                rangeKey: undefined,
                "importTable.s3BucketSource": { bucket: "exports" },
                restoreDateTime: "2026-01-01T00:00:00Z",
                restoreToLatestTime: true,
            },
            outputs: ({ id, state }) => {
                assert.equal(state.arn, `arn:aws:dynamodb:eu-west-1:000000000000:table/${id}`);
                assert.equal(state.streamArn, `${state.arn}/stream/${state.streamLabel}`);
            },
        }));

    it("changes indexes one at a time, together with capacity", () =>
        exerciseRow(dynamodbRows, {
            type: TABLE,
            inputs: {
                attributes: ["pk", "a", "b"].map((name) => ({ name, type: "S" })),
                hashKey: "pk",
                readCapacity: 1,
                writeCapacity: 1,
                globalSecondaryIndexes: ["a", "b"].map((hashKey) => index(`by-${hashKey}`, { hashKey })),
            },
            async readBack(clients, id) {
                const found = await described(clients, id);
                const indexes = found.GlobalSecondaryIndexes?.map((one) => [
                    one.IndexName,
                    one.KeySchema?.map(({ AttributeName }) => AttributeName),
                    one.Projection?.ProjectionType,
                    one.ProvisionedThroughput?.ReadCapacityUnits,
                ]);
                return [found.ProvisionedThroughput?.ReadCapacityUnits, ...(indexes ?? []).sort()];
            },
            shows: [1, ["by-a", ["a"], "ALL", 1], ["by-b", ["b"], "ALL", 1]],
            update: {
                inputs: {
                    attributes: ["pk", "a", "c", "d"].map((name) => ({ name, type: "S" })),
                    readCapacity: 2,
                    globalSecondaryIndexes: [
                        { name: "by-a", hashKey: "a", projectionType: "ALL", readCapacity: 5, writeCapacity: 1 },
                        { name: "by-c", hashKey: "c", projectionType: "KEYS_ONLY", readCapacity: 1, writeCapacity: 1 },
                        { name: "by-d", hashKey: "d", projectionType: "ALL", readCapacity: 1, writeCapacity: 1 },
                    ],
                },
                shows: [2, ["by-a", ["a"], "ALL", 5], ["by-c", ["c"], "KEYS_ONLY", 1], ["by-d", ["d"], "ALL", 1]],
            },
            replaceOn: { localSecondaryIndexes: LOCAL_INDEX },
            replacement: {
                inputs: { rangeKey: "b", localSecondaryIndexes: LOCAL_INDEX },
                shows: [1, ["by-a", ["a"], "ALL", 1], ["by-b", ["b"], "ALL", 1]],
            },
        }));

    it("makes indexes with several attributes in a key, whose way to be told does not matter", () =>
        exerciseRow(dynamodbRows, {
            type: TABLE,
            inputs: {
                attributes: ["pk", "a", "b", "c"].map((name) => ({ name, type: "S" })),
                hashKey: "pk",
                readCapacity: 1,
                writeCapacity: 1,
                globalSecondaryIndexes: [index("by-a", keys(["a"])), index("by-ab", keys(["a", "b"], ["c"]))],
            },
            async readBack(clients, id) {
                const { GlobalSecondaryIndexes = [] } = await described(clients, id);
                return GlobalSecondaryIndexes.map(({ IndexName, KeySchema = [] }) => [
                    IndexName,
                    ...KeySchema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`),
                ]).sort();
            },
            shows: [
                ["by-a", "HASH a"],
                ["by-ab", "HASH a", "HASH b", "RANGE c"],
            ],
            update: {
                inputs: {
                    globalSecondaryIndexes: [index("by-a", { hashKey: "a" }), index("by-ab", keys(["b", "a"], ["c"]))],
                },
                shows: [
                    ["by-a", "HASH a"],
                    ["by-ab", "HASH b", "HASH a", "RANGE c"],
                ],
            },
        }));

    it("gives a table on demand the least capacity when its mode changes and nothing is said", () =>
        exerciseRow(dynamodbRows, {
            type: TABLE,
            inputs: {
                attributes: ["pk", "a"].map((name) => ({ name, type: "S" })),
                hashKey: "pk",
                billingMode: "PAY_PER_REQUEST",
                globalSecondaryIndexes: [{ name: "by-a", hashKey: "a", projectionType: "ALL" }],
            },
            async readBack(clients, id) {
                const { BillingModeSummary, ...found } = await described(clients, id);
                if (BillingModeSummary?.BillingMode === "PAY_PER_REQUEST") return "on demand";
                return [found, ...(found.GlobalSecondaryIndexes ?? [])].map(
                    ({ ProvisionedThroughput }) => ProvisionedThroughput?.WriteCapacityUnits,
                );
            },
            shows: "on demand",
            update: { inputs: { billingMode: "PROVISIONED" }, shows: [1, 1] },
        }));

    it("changes the billing mode and the class, and stops a stream", () =>
        exerciseRow(dynamodbRows, {
            type: TABLE,
            inputs: {
                attributes: [{ name: "pk", type: "S" }],
                hashKey: "pk",
                billingMode: "PAY_PER_REQUEST",
                streamEnabled: true,
                streamViewType: "NEW_IMAGE",
            },
            async readBack(clients, id) {
                const found = await described(clients, id);
                return [
                    found.BillingModeSummary?.BillingMode ?? "PROVISIONED",
                    found.StreamSpecification?.StreamEnabled ?? false,
                    found.TableClassSummary?.TableClass ?? "STANDARD",
                ];
            },
            shows: ["PAY_PER_REQUEST", true, "STANDARD"],
            update: {
                inputs: {
                    billingMode: "PROVISIONED",
                    readCapacity: 3,
                    writeCapacity: 3,
                    tableClass: "STANDARD_INFREQUENT_ACCESS",
                    streamEnabled: undefined,
                    streamViewType: undefined,
                },
                shows: ["PROVISIONED", false, "STANDARD_INFREQUENT_ACCESS"],
            },
        }));

    it("makes an index apart from its table", () =>
        exerciseRow(dynamodbRows, {
            type: "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
            inputs: async (make) => ({
                tableName: (
                    await make(TABLE, {
                        attributes: [{ name: "pk", type: "S" }],
                        hashKey: "pk",
                        readCapacity: 1,
                        writeCapacity: 1,
                    })
                ).id,
                indexName: "byStatus",
                keySchemas: [
                    { attributeName: "status", attributeType: "S", keyType: "HASH" },
                    { attributeName: "at", attributeType: "N", keyType: "RANGE" },
                ],
                projection: { projectionType: "INCLUDE", nonKeyAttributes: ["total"] },
                provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
            }),
            async readBack(clients, id) {
                const [table = "", index] = id.split(",");
                const { GlobalSecondaryIndexes = [] } = await described(clients, table);
                const found = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === index);
                return (
                    found && [
                        found.KeySchema?.map(({ AttributeName }) => AttributeName),
                        found.Projection?.NonKeyAttributes,
                        found.ProvisionedThroughput?.WriteCapacityUnits,
                    ]
                );
            },
            shows: [["status", "at"], ["total"], 2],
            update: {
                inputs: { provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 5 } },
                shows: [["status", "at"], ["total"], 5],
            },
            replaceOn: {
                indexName: "another",
                keySchemas: [{ attributeName: "other", attributeType: "S", keyType: "HASH" }],
                projection: { projectionType: "ALL" },
                tableName: "another",
            },
            outputs: ({ id, state }) => {
                const [table] = id.split(",");
                assert.equal(state.arn, `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}/index/byStatus`);
            },
        }));
});
