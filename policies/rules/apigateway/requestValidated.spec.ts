import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayRequestValidated } from "./requestValidated";

const method = subjectsOf("aws:apigateway/method:Method", { httpMethod: "POST" });
const validator = subjectsOf("aws:apigateway/requestValidator:RequestValidator", { restApi: "a1" });
const models = { requestModels: { "application/json": "Order" } };
const required = { requestParameters: { "method.request.path.orderId": true } };

describeRule(apigatewayRequestValidated, {
    passes: {
        "a validated body": method({ ...models, requestValidatorId: "v1" }),
        "a method without a body or parameters": method({ httpMethod: "GET" }),
        "parameters that are not required": method({
            httpMethod: "GET",
            requestParameters: { "method.request.querystring.page": false },
        }),
        "the preflight request": method({ httpMethod: "OPTIONS" }),
        "a validator": validator({ validateRequestBody: true }),
        "a validator of parameters": validator({ validateRequestParameters: true }),
    },
    violates: {
        "a model that is not validated": [method(models), "requestValidatorId"],
        "a parameter that is not validated": [method({ httpMethod: "GET", ...required }), "requestValidatorId"],
        "any body for all verbs": [method({ httpMethod: "ANY" }), "requestModels"],
        "a validator that validates nothing": [validator({}), "validateRequestBody"],
        "a validator switched off": [
            validator({ validateRequestBody: false, validateRequestParameters: false }),
            "validateRequestBody",
        ],
    },
    missing: [method({}), "requestModels"],
    undecided: {
        "an unknown validator": [method({ ...models, requestValidatorId: UNKNOWN }), "requestValidatorId"],
        "unknown models": [method({ requestModels: UNKNOWN, requestValidatorId: "v1" }), "requestModels"],
        "a validator of nobody knows what": [validator({ validateRequestBody: UNKNOWN }), "validateRequestBody"],
    },
});
