import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RestApiArgs } from "../restApi";
import type { Route, RouteFunction } from "../routes";
import { transformed } from "../../shared/transform";

/** What mocks answer for an API and its stage. */
export const API_OUTPUTS = {
    "aws:apigateway/restApi:RestApi": () => ({
        rootResourceId: "root",
        executionArn: "arn:aws:execute-api:eu-west-1:111122223333:api",
    }),
    "aws:apigateway/stage:Stage": () => ({ invokeUrl: "https://api.execute-api.eu-west-1.amazonaws.com/v1" }),
};

/** A function as routes see it; a real one would be bundled each time. */
export function routeFunction(name: string, timeoutSeconds = 10): RouteFunction {
    return {
        invokeArn: pulumi.output(`invoke:${name}`),
        timeoutSeconds,
        allowInvocationBy: (suffix, principal, sourceArn, opts = {}, transform) =>
            new aws.lambda.Permission(
                ...transformed(
                    transform,
                    `${name}-${suffix}`,
                    { action: "lambda:InvokeFunction", function: name, principal, sourceArn },
                    opts,
                ),
            ),
    };
}

/** A route that places orders, with changes. */
export function placeOrderRoute(change: Partial<Route> = {}): Route {
    return {
        method: "POST",
        path: "/orders",
        function: routeFunction("place-order"),
        bodySchema: { type: "object" },
        ...change,
    };
}

/** A route that reads an order, with changes. */
export function readOrderRoute(change: Partial<Route> = {}): Route {
    return { method: "GET", path: "/orders/{orderId}", function: routeFunction("read-order", 60), ...change };
}

/** Arguments of an API with both routes and one origin, with changes. */
export function restApiArgs(change: Partial<RestApiArgs> = {}): RestApiArgs {
    return {
        description: "Orders",
        stage: "v1",
        userPoolArn: "pool",
        routes: [placeOrderRoute(), readOrderRoute()],
        cors: { origins: ["https://orders.example.com"], headers: ["Authorization"] },
        throttling: { rate: 50, burst: 100 },
        logs: { retentionDays: 14, keyArn: "logs", level: "INFO" },
        ...change,
    };
}
