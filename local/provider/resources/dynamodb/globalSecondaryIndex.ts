import { UpdateTableCommand, type TableDescription, type UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { ifExists } from "../../live";
import { defineRow, type LiveContext, type Props } from "../../row";
import { projectionFromAws, projectionToAws } from "./shapes";
import { active, describe } from "./update";
import { isChanged, toAws } from "../../wire";

/** `aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex`: an index apart from its table. */
export const globalSecondaryIndex = defineRow({
    type: "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
    lacks: ["onDemandThroughput", "timeouts", "warmThroughput"],
    replaceOn: ["indexName", "keySchemas", "projection", "tableName"],
    simulate: ({ partition, region, accountId }, { tableName, indexName }) => ({
        id: `${tableName},${indexName}`,
        outputs: { arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName}/index/${indexName}` },
    }),
    live: {
        async create(context, inputs) {
            const { indexName: IndexName, keySchemas, projection, provisionedThroughput } = inputs;
            const attributes = keySchemas.map(({ attributeName, attributeType }: Props) => ({
                AttributeName: attributeName,
                AttributeType: attributeType,
            }));
            await change(context, inputs.tableName, {
                AttributeDefinitions: attributes,
                GlobalSecondaryIndexUpdates: [
                    {
                        Create: {
                            IndexName,
                            KeySchema: keySchemas.map(({ attributeName, keyType }: Props) => ({
                                AttributeName: attributeName,
                                KeyType: keyType,
                            })),
                            Projection: projectionToAws(projection ?? { projectionType: "ALL" }),
                            ProvisionedThroughput: provisionedThroughput && toAws(provisionedThroughput),
                        },
                    },
                ],
            });
            return globalSecondaryIndex.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [tableName = "", indexName = ""] = id.split(",");
            const table = await describe(clients, tableName);
            const found = indexIn(table, indexName);
            if (found === undefined) return undefined;
            const types = new Map(table?.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]));
            const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = found.ProvisionedThroughput ?? {};
            return {
                arn: found.IndexArn,
                indexName,
                tableName,
                keySchemas: found.KeySchema?.map(({ AttributeName, KeyType }) => ({
                    attributeName: AttributeName,
                    attributeType: types.get(AttributeName),
                    keyType: KeyType,
                })),
                projection: projectionFromAws(found.Projection),
                ...(ReadCapacityUnits + WriteCapacityUnits === 0
                    ? {}
                    : {
                          provisionedThroughput: {
                              readCapacityUnits: ReadCapacityUnits,
                              writeCapacityUnits: WriteCapacityUnits,
                          },
                      }),
            };
        },
        async update(context, _id, inputs, old) {
            const { tableName, indexName: IndexName, provisionedThroughput } = inputs;
            if (provisionedThroughput !== undefined && isChanged(old, inputs, "provisionedThroughput"))
                await change(context, tableName, {
                    GlobalSecondaryIndexUpdates: [
                        { Update: { IndexName, ProvisionedThroughput: toAws(provisionedThroughput) } },
                    ],
                });
            return {};
        },
        async delete(context, id) {
            const [tableName = "", IndexName = ""] = id.split(",");
            if (indexIn(await describe(context.clients, tableName), IndexName) === undefined) return;
            await ifExists(change(context, tableName, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }));
        },
    },
});

async function change(
    context: LiveContext,
    TableName: string,
    update: Omit<UpdateTableCommandInput, "TableName">,
): Promise<void> {
    await context.clients.dynamodb().send(new UpdateTableCommand({ TableName, ...update }));
    await active(context, TableName);
}

function indexIn(table: TableDescription | undefined, name: string) {
    return table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
}
