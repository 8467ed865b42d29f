import assert from "node:assert/strict";
import { apiDefinition } from "./apiDefinition";
import { corsGatewayResponses, corsPreflight } from "./cors";
import type { Route } from "./routes";
import { placeOrderRoute, readOrderRoute, restApiArgs } from "./testing/restApiArgs";
import { valueOf } from "../shared/testing/mocks";

const { cors } = restApiArgs();

async function definitionOf(...routes: readonly Route[]): Promise<any> {
    return valueOf(
        apiDefinition({ title: "orders", version: "v1", userPoolArn: "pool", cors, settings: { size: 1 }, routes }),
    );
}

describe("the definition of a REST API", () => {
    it("is OpenAPI 3.0 with API Gateway's extensions: validator, authorizer and errors once for all", async () => {
        const { paths, components, ...root } = await definitionOf(readOrderRoute());
        assert.deepEqual(root, {
            openapi: "3.0.1",
            info: { title: "orders", version: "v1" },
            "x-amazon-apigateway-request-validators": {
                all: { validateRequestBody: true, validateRequestParameters: true },
            },
            "x-amazon-apigateway-gateway-responses": corsGatewayResponses(cors),
            "x-amazon-apigateway-size": 1,
        });
        assert.deepEqual(Object.keys(paths), ["/orders/{orderId}"]);
        assert.deepEqual(components, {
            schemas: {},
            securitySchemes: {
                "user-pool": {
                    type: "apiKey",
                    name: "Authorization",
                    in: "header",
                    "x-amazon-apigateway-authtype": "cognito_user_pools",
                    "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["pool"] },
                },
            },
        });
    });

    it("asks for a token on every route, validates it, calls its function, and waits no longer than the gateway can", async () => {
        const { paths } = await definitionOf(readOrderRoute());
        assert.deepEqual(paths["/orders/{orderId}"], {
            get: {
                parameters: [{ name: "orderId", in: "path", required: true, schema: { type: "string" } }],
                security: [{ "user-pool": [] }],
                responses: {},
                "x-amazon-apigateway-request-validator": "all",
                "x-amazon-apigateway-integration": {
                    type: "aws_proxy",
                    httpMethod: "POST",
                    uri: "invoke:read-order",
                    timeoutInMillis: 29_000,
                },
            },
            options: corsPreflight(["GET"], cors),
        });
    });

    it("holds a body of any content type to its schema", async () => {
        const bodySchema = { $schema: "http://json-schema.org/draft-04/schema#", type: "object", required: ["items"] };
        const { paths, components } = await definitionOf(placeOrderRoute({ bodySchema }));
        const { post } = paths["/orders"];
        assert.deepEqual(Object.keys(post.requestBody.content), ["$default"]);
        const [, model] = /^#\/components\/schemas\/(POSTorders[0-9a-f]{8})$/.exec(
            post.requestBody.content.$default.schema.$ref,
        )!;
        assert.deepEqual(components.schemas, { [model]: { type: "object", required: ["items"] } });
        assert.equal(post["x-amazon-apigateway-integration"].timeoutInMillis, 10_000);
        const { paths: withAny } = await definitionOf(placeOrderRoute({ bodySchema: undefined }));
        assert.equal("requestBody" in withAny["/orders"].post, false);
    });

    it("keeps the models of paths apart that differ in signs only", async () => {
        const { components } = await definitionOf(
            placeOrderRoute({ path: "/order-items" }),
            placeOrderRoute({ path: "/orderitems" }),
            placeOrderRoute({ path: "/order/items" }),
        );
        const names = Object.keys(components.schemas);
        assert.equal(names.length, 3);
        for (const name of names) assert.match(name, /^POSTorderitems[0-9a-f]{8}$/);
    });

    it("puts all methods of a path together, and names them in its preflight", async () => {
        const { paths } = await definitionOf(placeOrderRoute(), readOrderRoute({ path: "/orders" }));
        assert.deepEqual(Object.keys(paths["/orders"]), ["post", "get", "options"]);
        assert.deepEqual(paths["/orders"].options, corsPreflight(["POST", "GET"], cors));
    });
});
