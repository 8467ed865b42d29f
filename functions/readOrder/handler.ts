/**
 * `GET /v1/orders/{orderId}`: one order of the signed-in customer, with an `ETag` by which a console that polls gets 304 until the
 * order changes. What is not the customer's does not exist for them: 404.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoOrderFinder } from "../shared/dynamoOrderStore";
import { environment } from "../shared/environment";
import { originsOf } from "../shared/http";
import { observed, tracer } from "../shared/observability";
import { createHandler } from "./adapter";

const client = tracer.captureAWSv3Client(new DynamoDBClient());

/** Entry point for Lambda. */
export const handler = observed(
    createHandler({
        store: dynamoOrderFinder(client, environment("ORDERS_TABLE")),
        allowedOrigins: originsOf(environment("ALLOWED_ORIGINS")),
    }),
);
