import * as dynamodb from "@aws-sdk/client-dynamodb";
import assert from "node:assert/strict";
import type { Props } from "../../row";
import { describeRows } from "../../testing/exercise";

const TABLE = "aws:dynamodb/table:Table";
const KEY = "arn:aws:kms:eu-west-1:000000000000:key";

const strings = (...names: string[]) => names.map((name) => ({ name, type: "S" }));
const index = (name: string, how: Props): Props => ({
    name,
    projectionType: "ALL",
    readCapacity: 1,
    writeCapacity: 1,
    ...how,
});
const keys = (hashKeys: readonly string[], rangeKeys: readonly string[] = []): Props => ({
    keySchemas: [
        ...hashKeys.map((attributeName) => ({ attributeName, keyType: "HASH" })),
        ...rangeKeys.map((attributeName) => ({ attributeName, keyType: "RANGE" })),
    ],
});
const onDemand = { attributes: strings("pk"), hashKey: "pk", billingMode: "PAY_PER_REQUEST" };
const provisioned = { attributes: strings("pk"), hashKey: "pk", readCapacity: 1, writeCapacity: 1 };

/** A table, or an index, as the arguments describe it. */
const described = ({ KeySchema = [], ...found }: any): Props => {
    const keyOf = (kind: string) => KeySchema.find(({ KeyType }: any) => KeyType === kind)?.AttributeName;
    return {
        ...found,
        name: found.IndexName,
        attributes: found.AttributeDefinitions?.map((each: any) => ({
            name: each.AttributeName,
            type: each.AttributeType,
        })),
        hashKey: keyOf("HASH"),
        rangeKey: keyOf("RANGE"),
        keySchemas: KeySchema,
        projectionType: found.Projection?.ProjectionType,
        readCapacity: found.ProvisionedThroughput?.ReadCapacityUnits,
        writeCapacity: found.ProvisionedThroughput?.WriteCapacityUnits,
        billingMode: found.BillingModeSummary?.BillingMode ?? "PROVISIONED",
        streamEnabled: found.StreamSpecification?.StreamEnabled,
        streamViewType: found.StreamSpecification?.StreamViewType,
        tableClass: found.TableClassSummary?.TableClass ?? "STANDARD",
        serverSideEncryption: {
            enabled: found.SSEDescription?.Status === "ENABLED",
            kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn,
        },
        globalSecondaryIndexes: found.GlobalSecondaryIndexes?.map(described).sort((one: Props, other: Props) =>
            one.name < other.name ? -1 : 1,
        ),
        localSecondaryIndexes: found.LocalSecondaryIndexes?.map(described),
    };
};
const table = [
    dynamodb.DescribeTableCommand,
    ({ Table }: { Table: dynamodb.TableDescription }) => described(Table),
] as const;

describeRows("the rows of DynamoDB", {
    "make a table with a stream, recovery, expiry and a key of its own": {
        type: TABLE,
        inputs: {
            ...onDemand,
            attributes: strings("pk", "sk"),
            rangeKey: "sk",
            streamEnabled: true,
            streamViewType: "NEW_AND_OLD_IMAGES",
            pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
            serverSideEncryption: { enabled: true, kmsKeyArn: `${KEY}/one` },
            ttl: { enabled: true, attributeName: "expiresAt" },
            tags: { owner: "orders" },
        },
        looks: [
            table,
            [
                dynamodb.DescribeContinuousBackupsCommand,
                ({ ContinuousBackupsDescription: { PointInTimeRecoveryDescription: recovery } }) => ({
                    pointInTimeRecovery: recovery.PointInTimeRecoveryStatus === "ENABLED" && {
                        ...recovery,
                        enabled: true,
                    },
                }),
            ],
            [
                dynamodb.DescribeTimeToLiveCommand,
                ({ TimeToLiveDescription: ttl }) => ({ ttl: { ...ttl, enabled: ttl.TimeToLiveStatus === "ENABLED" } }),
            ],
            dynamodb.ListTagsOfResourceCommand,
        ],
        unseen: ["pointInTimeRecovery.recoveryPeriodInDays"],
        update: {
            streamViewType: "KEYS_ONLY",
            pointInTimeRecovery: undefined,
            serverSideEncryption: { enabled: true, kmsKeyArn: `${KEY}/other` },
            ttl: { enabled: true, attributeName: "goneAt" },
            tags: undefined,
            deletionProtectionEnabled: true,
        },
        outputs: ({ id, state }) => {
            assert.equal(state.arn, `arn:aws:dynamodb:eu-west-1:000000000000:table/${id}`);
            assert.equal(state.streamArn, `${state.arn}/stream/${state.streamLabel}`);
        },
    },
    "change indexes one at a time, together with capacity": {
        type: TABLE,
        inputs: {
            ...provisioned,
            attributes: strings("pk", "a", "b"),
            globalSecondaryIndexes: [index("by-a", { hashKey: "a" }), index("by-b", { hashKey: "b" })],
        },
        looks: [table],
        update: {
            attributes: strings("pk", "a", "c", "d"),
            readCapacity: 2,
            globalSecondaryIndexes: [
                index("by-a", { hashKey: "a", readCapacity: 5 }),
                index("by-c", { hashKey: "c", projectionType: "KEYS_ONLY" }),
                index("by-d", { hashKey: "d" }),
            ],
        },
        replacement: {
            rangeKey: "b",
            localSecondaryIndexes: [{ name: "local", rangeKey: "a", projectionType: "ALL" }],
        },
    },
    "make indexes with several attributes in a key, whose way to be told does not matter": {
        type: TABLE,
        inputs: {
            ...provisioned,
            attributes: strings("pk", "a", "b", "c"),
            globalSecondaryIndexes: [index("by-a", keys(["a"])), index("by-ab", keys(["a", "b"], ["c"]))],
        },
        looks: [table],
        update: {
            globalSecondaryIndexes: [index("by-a", { hashKey: "a" }), index("by-ab", keys(["b", "a"], ["c"]))],
        },
    },
    "give a table on demand the least capacity when its mode changes and nothing is said": {
        type: TABLE,
        inputs: {
            ...onDemand,
            attributes: strings("pk", "a"),
            globalSecondaryIndexes: [{ name: "by-a", hashKey: "a", projectionType: "ALL" }],
        },
        looks: [table],
        async readBack(clients, TableName) {
            const { Table } = await clients.dynamodb().send(new dynamodb.DescribeTableCommand({ TableName }));
            if (Table!.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST") return "on demand";
            return [Table!, ...Table!.GlobalSecondaryIndexes!].map(
                ({ ProvisionedThroughput }) => ProvisionedThroughput?.WriteCapacityUnits,
            );
        },
        shows: "on demand",
        update: { billingMode: "PROVISIONED" },
        updated: [1, 1],
    },
    "change the billing mode and the class, and stop a stream": {
        type: TABLE,
        inputs: { ...onDemand, streamEnabled: true, streamViewType: "NEW_IMAGE" },
        looks: [table],
        unset: { readCapacity: 0, writeCapacity: 0, tableClass: "STANDARD" },
        update: {
            billingMode: "PROVISIONED",
            readCapacity: 3,
            writeCapacity: 3,
            tableClass: "STANDARD_INFREQUENT_ACCESS",
            streamEnabled: undefined,
            streamViewType: undefined,
        },
    },
    "make an index apart from its table": {
        type: "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
        inputs: async (make) => ({
            tableName: (await make(TABLE, provisioned)).id,
            indexName: "byStatus",
            keySchemas: [
                { attributeName: "status", attributeType: "S", keyType: "HASH" },
                { attributeName: "at", attributeType: "N", keyType: "RANGE" },
            ],
            projection: { projectionType: "INCLUDE", nonKeyAttributes: ["total"] },
            provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
        }),
        looks: [
            [
                dynamodb.DescribeTableCommand,
                ({ Table }, { indexName }) => {
                    const types = Object.fromEntries(
                        Table.AttributeDefinitions.map((each: any) => [each.AttributeName, each.AttributeType]),
                    );
                    const found = Table.GlobalSecondaryIndexes?.find(({ IndexName }: any) => IndexName === indexName);
                    const withType = (key: any) => ({ ...key, attributeType: types[key.AttributeName] });
                    return found && { ...found, KeySchema: found.KeySchema.map(withType) };
                },
            ],
        ],
        update: { provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 5 } },
        outputs: ({ id, state }) => {
            const [table] = id.split(",");
            assert.equal(state.arn, `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}/index/byStatus`);
        },
    },
});
