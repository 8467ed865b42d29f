import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayRequestValidated } from "./requestValidated";

const method = subjectsOf("aws:apigateway/method:Method", { httpMethod: "POST" });
const validator = subjectsOf("aws:apigateway/requestValidator:RequestValidator", { restApi: "a1" });
const models = { requestModels: { "application/json": "Order" } };
const required = { requestParameters: { "method.request.path.orderId": true } };

const VALIDATORS = {
    all: { validateRequestBody: true, validateRequestParameters: true },
    body: { validateRequestBody: true, validateRequestParameters: false },
};
const described = { requestBody: { content: { "application/json": { schema: { type: "object" } } } } };
const page = { in: "query", name: "page", required: true };

/** An API by OpenAPI, of operations on `/orders`. */
const api = (item: object, root: object = {}) =>
    subjectsOf(
        "aws:apigateway/restApi:RestApi",
        {},
    )({
        body: JSON.stringify({
            openapi: "3.0.1",
            "x-amazon-apigateway-request-validators": VALIDATORS,
            ...root,
            paths: { "/orders": item },
        }),
    });
const byDefault = (name: string) => ({ "x-amazon-apigateway-request-validator": name });

describeRule(apigatewayRequestValidated, {
    passes: {
        "a validated body": method({ ...models, requestValidatorId: "v1" }),
        "a method without a body or parameters": method({ httpMethod: "GET" }),
        "parameters that are not required": method({
            httpMethod: "GET",
            requestParameters: { "method.request.querystring.page": false },
        }),
        "the preflight request": method({ httpMethod: "OPTIONS" }),
        "an API without a body": subjectsOf("aws:apigateway/restApi:RestApi", {})({}),
        "an operation with a validator of its own": api({ post: { ...described, ...byDefault("body") } }),
        "operations that the description validates": api(
            { post: described, get: { parameters: [page] }, options: {} },
            byDefault("all"),
        ),
        "a body of Swagger, by reference": api(
            { parameters: [{ $ref: "#/parameters/Order" }], post: {} },
            { ...byDefault("body"), parameters: { Order: { in: "body", schema: { type: "object" } } } },
        ),
        "an operation with a parameter of its path alone": api({
            get: { parameters: [{ in: "path", name: "id", required: true }] },
        }),
        "a validator": validator({ validateRequestBody: true }),
        "a validator of parameters": validator({ validateRequestParameters: true }),
    },
    violates: {
        "a model that is not validated": [method(models), "requestValidatorId"],
        "a parameter that is not validated": [method({ httpMethod: "GET", ...required }), "requestValidatorId"],
        "an operation that takes any body": [api({ post: {} }, byDefault("all")), "body#POST /orders"],
        "a body without a schema": [
            api({ put: { requestBody: { content: { "application/json": {} } } } }, byDefault("all")),
            "body#PUT /orders",
        ],
        "an operation without a validator": [api({ post: described }), "body#POST /orders"],
        "an operation whose validator does not exist": [
            api({ post: { ...described, ...byDefault("none") } }, byDefault("all")),
            "body#POST /orders",
        ],
        "parameters of the path that are not validated": [
            api({ parameters: [page], get: {} }, byDefault("body")),
            "body#GET /orders",
        ],
        "any body for all verbs": [method({ httpMethod: "ANY" }), "requestModels"],
        "a validator that validates nothing": [validator({}), "validateRequestBody"],
        "a validator switched off": [
            validator({ validateRequestBody: false, validateRequestParameters: false }),
            "validateRequestBody",
        ],
    },
    missing: [method({}), "requestModels"],
    undecided: {
        "an unknown description": [subjectsOf("aws:apigateway/restApi:RestApi", {})({ body: UNKNOWN }), "body"],
        "an unknown validator": [method({ ...models, requestValidatorId: UNKNOWN }), "requestValidatorId"],
        "unknown models": [method({ requestModels: UNKNOWN, requestValidatorId: "v1" }), "requestModels"],
        "a validator of nobody knows what": [validator({ validateRequestBody: UNKNOWN }), "validateRequestBody"],
    },
});
