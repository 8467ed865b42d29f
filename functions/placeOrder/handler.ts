/**
 * `POST /v1/orders`: places an order for the signed-in customer, once for each `Idempotency-Key`. The answer of the first attempt
 * is remembered and repeated; the same key with another body gets 422, an attempt beside one that still runs 409.
 */
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoOrderStore } from "../shared/dynamoOrderStore";
import { environment } from "../shared/environment";
import { originsOf } from "../shared/http";
import { observed, tracer } from "../shared/observability";
import { idempotencyTable } from "../shared/tables";
import { createHandler } from "./adapter";

const client = tracer.captureAWSv3Client(new DynamoDBClient());

/** Entry point for Lambda. */
export const handler = observed(
    createHandler({
        store: dynamoOrderStore(client, environment("ORDERS_TABLE")),
        persistenceStore: new DynamoDBPersistenceLayer({
            tableName: environment("IDEMPOTENCY_TABLE"),
            keyAttr: idempotencyTable.hashKey,
            expiryAttr: idempotencyTable.ttlAttribute,
            awsSdkV3Client: client,
        }),
        allowedOrigins: originsOf(environment("ALLOWED_ORIGINS")),
        now: () => new Date(),
        traceId: () => tracer.getRootXrayTraceId(),
    }),
);
