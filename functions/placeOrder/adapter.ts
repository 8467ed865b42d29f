import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import type { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { apiHandler, customerOf, header, HttpProblem, parsedBody, type ApiSettings } from "../shared/http";
import { orderRequestSchema, orderView, type OrderView } from "../shared/order";
import {
    KeyReusedError,
    placeOrder,
    UnknownSkuError,
    type PlaceOrderCommand,
    type PlaceOrderPorts,
} from "./placeOrder";

/** How long an answer is remembered, in seconds. Past it the order's id still prevents a second order. */
const REMEMBERED_SECONDS = 24 * 3600;

/** Visible ASCII: what an HTTP header carries unchanged through every proxy. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** What the handler is made of. */
export interface PlaceOrderDependencies extends PlaceOrderPorts, ApiSettings {
    /** Remembers answers by key. */
    readonly persistenceStore: BasePersistenceLayer;
}

/** Inbound adapter of {@link placeOrder} for API Gateway. */
export function createHandler(dependencies: PlaceOrderDependencies) {
    const config = new IdempotencyConfig({
        eventKeyJmesPath: "[customerId, idempotencyKey]",
        payloadValidationJmesPath: "request",
        throwOnNoIdempotencyKey: true,
        expiresAfterSeconds: REMEMBERED_SECONDS,
        hashFunction: "sha256",
    });
    // The inner use case and not the HTTP handler: headers and ids of a request must not make it another order.
    const placeOnce = makeIdempotent(
        async (command: PlaceOrderCommand): Promise<OrderView> => orderView(await placeOrder(command, dependencies)),
        { persistenceStore: dependencies.persistenceStore, keyPrefix: "placeOrder", config },
    );
    return apiHandler(dependencies, async (event, context) => {
        const command = commandOf(event);
        // An attempt that dies is taken for finished when its invocation must have ended.
        config.registerLambdaContext(context);
        try {
            const order = await placeOnce(command);
            // Relative to the request, hence right behind every stage, base path and proxy.
            return { status: 201, body: order, headers: { Location: `orders/${order.orderId}` } };
        } catch (error) {
            throw problemOf(error as Error);
        }
    });
}

function commandOf(event: APIGatewayProxyEvent): PlaceOrderCommand {
    const customerId = customerOf(event);
    const idempotencyKey = header(event, "Idempotency-Key");
    if (idempotencyKey === undefined || !IDEMPOTENCY_KEY.test(idempotencyKey)) {
        throw new HttpProblem(
            400,
            "idempotency-key",
            "Send a header Idempotency-Key of 1 to 255 visible ASCII characters, the same for every attempt at one order.",
        );
    }
    return {
        customerId,
        idempotencyKey,
        request: parsedBody(event, orderRequestSchema, "invalid-order", "The body is not an order."),
    };
}

function problemOf(error: Error): Error {
    if (error instanceof UnknownSkuError) {
        return new HttpProblem(
            422,
            "not-for-sale",
            "Some items are not for sale.",
            error.positions.map((position) => ({ pointer: `/items/${position}/sku`, detail: "Not for sale." })),
        );
    }
    if (error instanceof KeyReusedError || error.name === "IdempotencyValidationError") {
        return new HttpProblem(
            422,
            "idempotency-key-reused",
            "This Idempotency-Key stands for another order; use a new one.",
        );
    }
    if (error.name === "IdempotencyAlreadyInProgressError") {
        return new HttpProblem(
            409,
            "in-progress",
            "An attempt with this Idempotency-Key is under way; try again in a moment.",
        );
    }
    return error;
}
