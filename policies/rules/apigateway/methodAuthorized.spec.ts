import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayMethodAuthorized } from "./methodAuthorized";

const method = subjectsOf("aws:apigateway/method:Method", { httpMethod: "GET", authorization: "NONE" });
const api = subjectsOf("aws:apigateway/restApi:RestApi");
const put = subjectsOf("aws:apigateway/restApiPut:RestApiPut");
const authorizer = { type: "apiKey", "x-amazon-apigateway-authtype": "cognito_user_pools" };
const schemes = {
    pool: authorizer,
    lambda: { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "request" } },
    iam: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
    key: { type: "apiKey", name: "x-api-key", in: "header" },
    oauth: { type: "oauth2" },
};
const body = (paths: object, root: object = {}) =>
    JSON.stringify({ openapi: "3.0.1", components: { securitySchemes: schemes }, paths, ...root });
const of = (operation: object, root?: object) => api({ body: body({ "/orders": { get: operation } }, root) });

/** Operations in YAML whose security is an alias. */
function aliased(count: number, security: string): string {
    const schemesText = JSON.stringify({ securitySchemes: schemes });
    const paths = Array.from({ length: count }, (_, index) => `  /${index}:\n    get: { security: *s }\n`);
    return `x-security: &s ${security}\ncomponents: ${schemesText}\npaths:\n${paths.join("")}`;
}

describeRule(apigatewayMethodAuthorized, {
    passes: {
        "a method with a user pool": method({ authorization: "COGNITO_USER_POOLS" }),
        "a method with an authorizer of one's own": method({ authorization: "CUSTOM" }),
        "a method with IAM": method({ authorization: "AWS_IAM" }),
        "an authorized method of unknown verb": method({ authorization: "AWS_IAM", httpMethod: UNKNOWN }),
        "the preflight request": method({ httpMethod: "OPTIONS" }),
        "an API without a body": api({}),
        "a body that describes nothing": api({ body: "openapi: 3.0.1" }),
        "an operation with a scheme": of({ security: [{ pool: [] }] }),
        "an operation with either scheme": of({ security: [{ lambda: [] }, { iam: [] }] }),
        "an operation with a key besides": of({ security: [{ key: [], lambda: [] }] }),
        "as many aliases in YAML as you like": api({ body: aliased(150, "[{ pool: [] }]") }),
        "an operation with IAM by extension": of({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
        "definitions of version 2": api({
            body: JSON.stringify({
                swagger: "2.0",
                securityDefinitions: { pool: authorizer },
                paths: { "/": { get: { security: [{ pool: [] }] }, options: {} } },
            }),
        }),
    },
    violates: {
        "a method with nothing but an API key": [method({ apiKeyRequired: true }), "authorization"],
        "all verbs at once, OPTIONS among them": [method({ httpMethod: "ANY" }), "authorization"],
        "an operation with the scheme of the whole, which API Gateway does not use": [
            of({}, { security: [{ pool: [] }] }),
            "body#GET /orders",
        ],
        "an operation with IAM by extension of the whole": [
            of({}, { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
            "body#GET /orders",
        ],
        "as many open operations by aliases": [
            api({ body: aliased(150, "[]") }),
            ...Array.from({ length: 150 }, (_, index) => `body#GET /${index}`),
        ],
        "a body in no language": [api({ body: "{ paths: [" }), "body"],
        "a body of which a name stands twice": [
            api({ body: '{"paths":{"/a":{"get":{}},"/a":{"get":{"security":[{"iam":[]}]}}}}' }),
            "body",
        ],
        "such a body in YAML": [api({ body: "paths:\n  /a:\n    get: {}\n  /a:\n    get: {}\n" }), "body"],
        "two bodies in one": [api({ body: "openapi: 3.0.1\n---\npaths: {}\n" }), "body"],
        "a body with merge keys": [
            api({
                body: "x: &x\n  get: {}\npaths:\n  /a:\n    <<: *x\n",
            }),
            "body",
        ],
        "a path that is somewhere else": [api({ body: body({ "/a": { $ref: "#/components/pathItems/a" } }) }), "body"],
        "a path that is none": [api({ body: body({ "/a": ["get"] }) }), "body"],
        "an operation that takes the scheme of the whole away": [
            of({ security: [] }, { security: [{ pool: [] }] }),
            "body#GET /orders",
        ],
        "an operation with an alternative that asks for nothing": [
            of({ security: [{ pool: [] }, {}] }),
            "body#GET /orders",
        ],
        "an operation with a scheme that API Gateway ignores": [of({ security: [{ oauth: [] }] }), "body#GET /orders"],
        "an operation in YAML": [
            api({ body: "openapi: 3.0.1\npaths:\n  /orders:\n    get:\n      responses: {}\n" }),
            "body#GET /orders",
        ],
        "an operation with nothing but an API key": [of({ security: [{ key: [] }] }), "body#GET /orders"],
        "an operation of a body that is put, next to a good one": [
            put({
                body: body({
                    "/a": { post: { security: [{ iam: [] }] } },
                    "/b": { "x-amazon-apigateway-any-method": {} },
                }),
            }),
            "body#ANY /b",
        ],
    },
    missing: [method({ authorization: undefined }), "authorization"],
    undecided: {
        "an unknown authorization": [method({ authorization: UNKNOWN }), "authorization"],
        "an open method of unknown verb": [method({ httpMethod: UNKNOWN }), "authorization"],
        "an unknown body": [api({ body: UNKNOWN }), "body"],
    },
    configured: {
        "API keys count": [{ acceptApiKeys: true }, method({ apiKeyRequired: true })],
        "but only where they are required": [{ acceptApiKeys: true }, method({}), "authorization"],
        "only user pools are enough": [
            { authorizationTypes: ["COGNITO_USER_POOLS"] },
            method({ authorization: "CUSTOM" }),
            "authorization",
        ],
    },
});
