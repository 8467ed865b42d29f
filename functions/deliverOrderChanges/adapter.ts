import { EventType } from "@aws-lambda-powertools/batch";
import type { DynamoDBRecord } from "aws-lambda";
import { streamDelivery, type DeliverDependencies } from "../shared/streamDelivery";
import { orderChangeOf } from "./orderChangeOf";

/** Inbound adapter for the stream of the orders table: its changes go to Firehose. */
export function createHandler(dependencies: DeliverDependencies) {
    return streamDelivery<DynamoDBRecord>(
        {
            eventType: EventType.DynamoDBStreams,
            textOf: (record) => JSON.stringify(orderChangeOf(record)),
            originOf: ({ eventSourceARN = "", dynamodb }) => ({
                sourceArn: eventSourceARN,
                sequenceNumber: dynamodb?.SequenceNumber ?? "",
            }),
            idsOf: (records) => ({ orderIds: records.map(({ dynamodb }) => dynamodb?.Keys?.orderId?.S) }),
        },
        dependencies,
    );
}
