import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayRouteAuthorized } from "./routeAuthorized";

const route = subjectsOf("aws:apigatewayv2/route:Route", { apiId: "a1", routeKey: "GET /orders" });
const api = subjectsOf("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
const orders = { name: "orders", outputs: { id: "a1" } };
const planned = { name: "orders", outputs: { id: UNKNOWN } };
const schemes = { jwt: { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt" } } };
const body = (operation: object, root: object = {}) =>
    JSON.stringify({ components: { securitySchemes: schemes }, paths: { "/orders": { get: operation } }, ...root });

describeRule(apigatewayRouteAuthorized, {
    passes: {
        "a route with a token": route({ authorizationType: "JWT" }),
        "an authorized route of unknown key": route({ authorizationType: "AWS_IAM", routeKey: UNKNOWN }),
        "the preflight request": route({ routeKey: "OPTIONS /orders" }),
        "messages over an open connection": [
            api({ protocolType: "WEBSOCKET" }, orders),
            route({ routeKey: "sendMessage" }),
            route({ routeKey: "$disconnect" }, { name: "disconnect" }),
            route({ routeKey: "$default" }, { name: "default" }),
        ],
        "an authorized connection": route({ routeKey: "$connect", authorizationType: "CUSTOM" }),
        "the default route of an API elsewhere, which may be a WebSocket API": route({ routeKey: "$default" }),
        "an operation with a token": api({ body: body({ security: [{ jwt: [] }] }) }),
    },
    violates: {
        "authorization NONE": [route({ authorizationType: "NONE" }), "authorizationType"],
        "an API key, which HTTP APIs do not check": [route({ apiKeyRequired: true }), "authorizationType"],
        "an open connection": [route({ routeKey: "$connect" }), "authorizationType"],
        "the default route of an HTTP API": [[api({}, orders), route({ routeKey: "$default" })], "authorizationType"],
        "the default route of an HTTP API still to be made": [
            [
                api({}, planned),
                route({ routeKey: "$default", apiId: UNKNOWN }, { name: "r", references: { apiId: ["orders"] } }),
            ],
            "authorizationType",
        ],
        "an API with a quick route still to be made": [api({ target: UNKNOWN }), "target"],
        "an API with a quick route": [api({ target: "arn:aws:lambda:eu-west-1:111122223333:function:f" }), "target"],
        "a body that cannot be read": [api({ body: `${body({ security: [{ jwt: [] }] })}]` }), "body"],
        "an operation whose token only the root asks for": [
            api({ body: body({}, { security: [{ jwt: [] }] }) }),
            "body#GET /orders",
        ],
        "an operation that asks for nothing": [api({ body: body({}) }), "body#GET /orders"],
    },
    missing: [route({}), "authorizationType"],
    undecided: {
        "an unknown type": [route({ authorizationType: UNKNOWN }), "authorizationType"],
        "an open route of unknown key": [route({ routeKey: UNKNOWN }), "authorizationType"],
        "the default route of nobody knows which API": [
            [api({}, planned), route({ routeKey: "$default", apiId: UNKNOWN }, { name: "r" })],
            "authorizationType",
        ],
        "an unknown body": [api({ body: UNKNOWN }), "body"],
    },
});
