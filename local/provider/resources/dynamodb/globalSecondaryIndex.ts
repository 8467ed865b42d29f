import * as dynamodb from "@aws-sdk/client-dynamodb";
import { crudRow } from "../../crudRow";
import { isActive } from "./update";

/** `aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex`: an index apart from its table. */
export const globalSecondaryIndex = crudRow({
    type: "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
    lacks: ["onDemandThroughput", "timeouts", "warmThroughput"],
    replaceOn: ["indexName", "keySchemas", "projection", "tableName"],
    id: "{tableName},{indexName}",
    arn: "arn:{partition}:dynamodb:{region}:{accountId}:table/{tableName}/index/{indexName}",
    key: { TableName: "tableName" },
    create: [
        dynamodb.UpdateTableCommand,
        ({ keySchemas, projection = { projectionType: "ALL" }, ...index }) => ({
            attributeDefinitions: keySchemas,
            globalSecondaryIndexUpdates: { create: { ...index, keySchema: keySchemas, projection } },
        }),
    ],
    read: [
        dynamodb.DescribeTableCommand,
        ({ Table }, { props }) => indexIn(Table as dynamodb.TableDescription, props.indexName),
    ],
    update: async ({ props: { indexName }, send }, { provisionedThroughput }) =>
        provisionedThroughput &&
        (await send(dynamodb.UpdateTableCommand, {
            globalSecondaryIndexUpdates: { update: { indexName, provisionedThroughput } },
        })),
    deletesFound: true,
    delete: [
        dynamodb.UpdateTableCommand,
        ({ indexName }) => ({ globalSecondaryIndexUpdates: { delete: { indexName } } }),
    ],
    isReady: ({ Table }) => isActive(Table),
});

/** An index as its table tells it, with the types of its keys, and the table. */
function indexIn(Table: dynamodb.TableDescription, name: string) {
    const found = Table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    if (found === undefined) return undefined;
    const types = new Map(Table.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]));
    const KeySchema = found.KeySchema?.map((key) => ({ ...key, AttributeType: types.get(key.AttributeName) }));
    // An index on demand has none.
    const ProvisionedThroughput = found.ProvisionedThroughput?.ReadCapacityUnits && found.ProvisionedThroughput;
    return { ...found, KeySchema, ProvisionedThroughput, Table };
}
