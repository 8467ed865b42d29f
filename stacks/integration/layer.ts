import { ServerlessFunction } from "../../components/compute/serverlessFunction";
import { TableAccess } from "../../components/data/tableAccess";
import { ApiGatewayAccount } from "../../components/integration/apiGatewayAccount";
import { RestApi } from "../../components/integration/restApi";
import { StreamAccess } from "../../components/streaming/streamAccess";
import { eventsRequestJsonSchema } from "../../functions/shared/clickEvent";
import { orderRequestJsonSchema } from "../../functions/shared/order";
import { functionPlatform } from "../shared/functionPlatform";
import type { Layer } from "../shared/layer";
import { publishedFunction } from "../shared/publishedFunction";
import { clickstreamOf } from "../streaming/clickstream";
import { streamingContract } from "../streaming/contract";
import type { integrationContract } from "./contract";

/** Builds the integration layer: the API for orders and events, and its functions. */
export const integrationLayer: Layer<typeof integrationContract> = (
    { foundation, identity, data, streaming },
    { layer, platform },
) => {
    const fn = functionPlatform(foundation, platform);
    const orders = new TableAccess("orders", data.ordersTable);
    const allowedOrigins = layer.corsOrigins.join(",");

    const placeOrder = new ServerlessFunction("place-order", {
        function: "placeOrder",
        description: "Places an order, once for each idempotency key",
        platform: fn,
        environment: { ALLOWED_ORIGINS: allowedOrigins },
    });
    placeOrder.link("ORDERS_TABLE", orders, "putItem");
    orders.grant(placeOrder, "readItem");
    placeOrder.link("IDEMPOTENCY_TABLE", new TableAccess("idempotency", data.idempotencyTable), "keepState");

    const readOrder = new ServerlessFunction("read-order", {
        function: "readOrder",
        description: "Reads one order of the caller",
        platform: fn,
        environment: { ALLOWED_ORIGINS: allowedOrigins },
    });
    readOrder.link("ORDERS_TABLE", orders, "readItem");

    /** Takes events into the clickstream. */
    const eventsRoute = () => {
        const collectEvents = new ServerlessFunction("collect-events", {
            function: "collectEvents",
            description: "Takes events into the clickstream",
            platform: fn,
            environment: { ALLOWED_ORIGINS: allowedOrigins },
        });
        const clickstream = new StreamAccess("clickstream", clickstreamOf(streamingContract, streaming, "clickstream"));
        collectEvents.link("CLICKSTREAM", clickstream, "write");
        return {
            method: "POST",
            path: "/events",
            function: collectEvents,
            bodySchema: eventsRequestJsonSchema,
        } as const;
    };
    const events = platform.clickstream === "None" ? [] : [eventsRoute()];

    const account = layer.ownsApiGatewayAccount
        ? new ApiGatewayAccount("api-logging", { permissionsBoundaryArn: foundation.permissionsBoundaryArn })
        : undefined;
    const api = new RestApi("orders", {
        description: "Orders: place, read; events of the console: collect",
        stage: "v1",
        userPoolArn: identity.userPool.arn,
        routes: [
            {
                method: "POST",
                path: "/orders",
                function: placeOrder,
                bodySchema: orderRequestJsonSchema,
            },
            { method: "GET", path: "/orders/{orderId}", function: readOrder },
            ...events,
        ],
        cors: { origins: layer.corsOrigins, headers: ["Authorization", "Content-Type", "Idempotency-Key"] },
        throttling: { rate: layer.throttlingRate, burst: layer.throttlingBurst },
        logs: {
            retentionDays: platform.logRetentionDays,
            keyArn: foundation.keys.logs,
            level: platform.logLevel === "ERROR" ? "ERROR" : "INFO",
        },
        account,
    });
    return {
        api: { id: api.apiId, name: api.apiName, stage: api.stageName, url: api.url },
        placeOrder: publishedFunction(placeOrder),
        collectEvents: events.map((route) => publishedFunction(route.function)),
        readOrder: publishedFunction(readOrder),
    };
};
