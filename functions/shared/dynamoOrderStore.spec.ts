import assert from "node:assert/strict";
import { ConditionalCheckFailedException, type AttributeValue, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { anOrder } from "../testing/events";
import { dynamoOrderStore } from "./dynamoOrderStore";

describe("dynamoOrderStore", () => {
    let sent: { name: string; input: any }[];
    let answer: () => object;

    const client = {
        send: (command: { input: unknown }) => {
            sent.push({ name: command.constructor.name, input: command.input });
            return Promise.resolve().then(() => answer());
        },
    } as unknown as DynamoDBClient;
    const store = dynamoOrderStore(client, "orders");
    const order = anOrder();

    const refused = (Item?: Record<string, AttributeValue>) => () => {
        throw new ConditionalCheckFailedException({ message: "", $metadata: {}, Item });
    };

    beforeEach(() => {
        sent = [];
        answer = () => ({});
    });

    it("puts an order only where none is, asking for the one in the way", async () => {
        assert.equal(await store.insert(order), order);
        assert.deepEqual(sent, [
            {
                name: "PutItemCommand",
                input: {
                    TableName: "orders",
                    Item: marshall(order),
                    ConditionExpression: "attribute_not_exists(#hash)",
                    ExpressionAttributeNames: { "#hash": "customerId" },
                    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
                },
            },
        ]);
    });

    it("returns the order in the way", async () => {
        const earlier = anOrder({ placedAt: "2025-12-31T00:00:00.000Z", status: "CONFIRMED" });
        answer = refused(marshall(earlier));
        assert.deepEqual(await store.insert(order), earlier);
        assert.equal(sent.length, 1);
    });

    it("passes on every other error", async () => {
        answer = () => {
            throw new Error("throttled");
        };
        await assert.rejects(store.insert(order), /throttled/);
        answer = refused();
        await assert.rejects(store.insert(order), ConditionalCheckFailedException);
    });

    it("reads consistently by both keys", async () => {
        answer = () => ({ Item: marshall(order) });
        assert.deepEqual(await store.find("customer-1", order.orderId), order);
        assert.deepEqual(sent, [
            {
                name: "GetItemCommand",
                input: {
                    TableName: "orders",
                    Key: { customerId: { S: "customer-1" }, orderId: { S: order.orderId } },
                    ConsistentRead: true,
                },
            },
        ]);
    });

    it("finds nothing where nothing is", async () => {
        assert.equal(await store.find("customer-1", order.orderId), undefined);
    });

    it("fails on an item that is no order, rather than serve it", async () => {
        answer = () => ({ Item: marshall({ ...order, totalMinor: -1 }) });
        await assert.rejects(store.find("customer-1", order.orderId), /totalMinor/);
    });
});
