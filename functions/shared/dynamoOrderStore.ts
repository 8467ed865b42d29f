import {
    ConditionalCheckFailedException,
    GetItemCommand,
    PutItemCommand,
    type AttributeValue,
    type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { orderSchema, type Order } from "./order";
import type { OrderStore } from "./orderStore";
import { ordersTable } from "./tables";

/** Keeps orders in the DynamoDB table described by {@link ordersTable}. */
export function dynamoOrderStore(client: DynamoDBClient, tableName: string): OrderStore {
    return {
        async insert(order) {
            try {
                await client.send(
                    new PutItemCommand({
                        TableName: tableName,
                        Item: marshall(order, { removeUndefinedValues: true }),
                        ConditionExpression: "attribute_not_exists(#hash)",
                        ExpressionAttributeNames: { "#hash": ordersTable.hashKey },
                        // The order in the way comes with the refusal, without a read and the right to it.
                        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
                    }),
                );
                return order;
            } catch (error) {
                if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) {
                    return orderOf(error.Item);
                }
                throw error;
            }
        },
        ...dynamoOrderFinder(client, tableName),
    };
}

/** The reading half of {@link dynamoOrderStore}, for functions that have no more in their code, and in their role. */
export function dynamoOrderFinder(client: DynamoDBClient, tableName: string): Pick<OrderStore, "find"> {
    return {
        async find(customerId, orderId) {
            const { Item } = await client.send(
                new GetItemCommand({
                    TableName: tableName,
                    Key: marshall({ [ordersTable.hashKey]: customerId, [ordersTable.rangeKey]: orderId }),
                    // Who follows the Location of a fresh 201 must find the order.
                    ConsistentRead: true,
                }),
            );
            return Item === undefined ? undefined : orderOf(Item);
        },
    };
}

function orderOf(item: Record<string, AttributeValue>): Order {
    return orderSchema.parse(unmarshall(item));
}
