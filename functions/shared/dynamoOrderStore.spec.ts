import assert from "node:assert/strict";
import { ConditionalCheckFailedException, type AttributeValue, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { anOrder } from "../testing/events";
import { FakeClient } from "../testing/fakeClient";
import { dynamoOrderStore } from "./dynamoOrderStore";
import type { OrderStore } from "./orderStore";

describe("dynamoOrderStore", () => {
    let dynamo: FakeClient<DynamoDBClient>;
    let store: OrderStore;
    const order = anOrder();

    const refused = (Item?: Record<string, AttributeValue>) => () => {
        throw new ConditionalCheckFailedException({ message: "", $metadata: {}, Item });
    };

    beforeEach(() => {
        dynamo = new FakeClient();
        store = dynamoOrderStore(dynamo.client, "orders");
    });

    it("puts an order only where none is, asking for the one in the way", async () => {
        assert.equal(await store.insert(order), order);
        assert.deepEqual(dynamo.sent, [
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
        dynamo.answer = refused(marshall(earlier));
        assert.deepEqual(await store.insert(order), earlier);
        assert.equal(dynamo.sent.length, 1);
    });

    it("passes on every other error", async () => {
        dynamo.answer = () => {
            throw new Error("throttled");
        };
        await assert.rejects(store.insert(order), /throttled/);
        dynamo.answer = refused();
        await assert.rejects(store.insert(order), ConditionalCheckFailedException);
    });

    it("reads consistently by both keys", async () => {
        dynamo.answer = () => ({ Item: marshall(order) });
        assert.deepEqual(await store.find("customer-1", order.orderId), order);
        assert.deepEqual(dynamo.sent, [
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
        dynamo.answer = () => ({ Item: marshall({ ...order, totalMinor: -1 }) });
        await assert.rejects(store.find("customer-1", order.orderId), /totalMinor/);
    });
});
