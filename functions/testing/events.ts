import { marshall } from "@aws-sdk/util-dynamodb";
import type {
    APIGatewayProxyEvent,
    AttributeValue,
    Context,
    DynamoDBRecord,
    FirehoseTransformationEvent,
    FirehoseTransformationEventRecord,
    KinesisStreamRecord,
} from "aws-lambda";
import type { ClickEvent } from "../shared/clickEvent";
import type { Order } from "../shared/order";

/** ARN of the stream that {@link streamRecord}s come from. */
export const STREAM_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000";

/** Lambda's context, with plenty of time left unless told otherwise. */
export function lambdaContext(remainingMs: () => number = () => 30_000): Context {
    return {
        awsRequestId: "6c1f6d5e-6f0b-4f5e-9b8e-0d7a2f9c1b11",
        callbackWaitsForEmptyEventLoop: false,
        functionName: "function-under-test",
        functionVersion: "1",
        invokedFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:function-under-test:live",
        logGroupName: "/aws/lambda/function-under-test",
        logStreamName: "stream",
        memoryLimitInMB: "512",
        getRemainingTimeInMillis: remainingMs,
        done: () => undefined,
        fail: () => undefined,
        succeed: () => undefined,
    };
}

/** What a test says about a call of the REST API. */
export interface ApiCall {
    readonly customerId?: string;
    readonly headers?: Record<string, string>;
    /** Sent as JSON, unless it is a string already. */
    readonly body?: unknown;
    readonly pathParameters?: Record<string, string>;
}

/** A REST API proxy event (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html). */
export function apiEvent({ customerId, headers = {}, body, pathParameters }: ApiCall): APIGatewayProxyEvent {
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    return {
        resource: "/orders",
        path: "/orders",
        httpMethod: body === undefined ? "GET" : "POST",
        headers,
        multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: pathParameters ?? null,
        stageVariables: null,
        body: text ?? null,
        isBase64Encoded: false,
        requestContext: {
            accountId: "111122223333",
            apiId: "0000000000",
            authorizer: customerId === undefined ? null : { claims: { sub: customerId } },
            httpMethod: body === undefined ? "GET" : "POST",
            path: "/v1/orders",
            protocol: "HTTP/1.1",
            requestId: "2f1a3f4c-8a53-4b0e-9df1-6e1f2f7c9a01",
            requestTimeEpoch: 1_767_225_600_000,
            resourceId: "abc123",
            resourcePath: "/orders",
            stage: "v1",
        } as unknown as APIGatewayProxyEvent["requestContext"],
    };
}

/** An order as the table holds it. */
export function anOrder(changes: Partial<Order> = {}): Order {
    return {
        customerId: "customer-1",
        orderId: "01890a5d-ac96-8abc-8def-0123456789ab",
        status: "PLACED",
        version: 1,
        items: [{ sku: "MUG-01", quantity: 2, unitPriceMinor: 1290 }],
        currency: "EUR",
        totalMinor: 2580,
        placedAt: "2026-01-01T10:00:00.000Z",
        traceId: "1-65a1b2c3-0123456789abcdef01234567",
        ...changes,
    };
}

/** What a test says about one record of the orders table's stream. */
export interface StreamChange {
    readonly sequence: number;
    /** Item after the change. @default - none: the item was removed */
    readonly after?: object;
    /** Item before the change. @default - none: the item is new */
    readonly before?: object;
}

/** A record of a table's stream with old and new images (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html). */
export function streamRecord({ sequence, after, before }: StreamChange): DynamoDBRecord {
    const image = (item: object) => marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
    return {
        eventID: `event-${sequence}`,
        eventName: after === undefined ? "REMOVE" : before === undefined ? "INSERT" : "MODIFY",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: "eu-west-1",
        eventSourceARN: STREAM_ARN,
        dynamodb: {
            ApproximateCreationDateTime: 1_767_225_600 + sequence,
            SequenceNumber: String(100_000_000_000_000_000_000n + BigInt(sequence)),
            SizeBytes: 300,
            StreamViewType: "NEW_AND_OLD_IMAGES",
            ...(after === undefined ? {} : { NewImage: image(after) }),
            ...(before === undefined ? {} : { OldImage: image(before) }),
        },
    };
}

/** ARN of the Kinesis stream that {@link kinesisRecord}s come from. */
export const CLICKSTREAM_ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/clickstream";

/** An event as the clickstream carries it. */
export function aClickEvent(changes: Partial<ClickEvent> = {}): ClickEvent {
    return {
        eventId: "01890a5d-ac96-8abc-8def-0123456789cd",
        customerId: "customer-1",
        sessionId: "5a5dbd2c-3a1e-4b8e-9e41-6d3f5c1a7b20",
        type: "view",
        page: "/products/MUG-01",
        occurredAt: "2026-01-01T10:00:00.000Z",
        receivedAt: "2026-01-01T10:00:02.500Z",
        traceId: "1-65a1b2c3-0123456789abcdef01234567",
        ...changes,
    };
}

/** A record of a Kinesis stream as Lambda hands it over (https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html). */
export function kinesisRecord(sequence: number, data: unknown): KinesisStreamRecord {
    const sequenceNumber = String(100_000_000_000_000_000_000n + BigInt(sequence));
    return {
        awsRegion: "eu-west-1",
        eventID: `shardId-000000000000:${sequenceNumber}`,
        eventName: "aws:kinesis:record",
        eventSource: "aws:kinesis",
        eventSourceARN: CLICKSTREAM_ARN,
        eventVersion: "1.0",
        invokeIdentityArn: "arn:aws:iam::111122223333:role/deliver-events",
        kinesis: {
            kinesisSchemaVersion: "1.0",
            partitionKey: "key",
            sequenceNumber,
            approximateArrivalTimestamp: 1_767_225_600 + sequence,
            data: Buffer.from(typeof data === "string" ? data : JSON.stringify(data)).toString("base64"),
        },
    };
}

/** What Firehose hands to a transform (https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html). */
export function firehoseEvent(records: readonly (string | Uint8Array)[]): FirehoseTransformationEvent {
    return {
        invocationId: "invocation-1",
        deliveryStreamArn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/order-changes",
        region: "eu-west-1",
        records: records.map((data, index): FirehoseTransformationEventRecord => ({
            // As long as the real ids, which count in the answer's size.
            recordId: `${String(index).padStart(56, "4")}000000`,
            approximateArrivalTimestamp: 1_767_225_600_000,
            data: Buffer.from(data).toString("base64"),
        })),
    };
}
