import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf } from "../../testing/functions";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";

const FUNCTION = arnOf("lambda", "function:place-1");
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}:live/invocations`;
const EXECUTION = arnOf("execute-api", "abc");

const fn = subjectsOf("aws:lambda/function:Function")(
    {},
    { name: "place", outputs: { name: "place-1", arn: FUNCTION } },
);
const admitting = (sourceArn?: unknown, props: Subject["props"] = {}) =>
    subjectsOf("aws:lambda/permission:Permission")(
        {
            action: "lambda:InvokeFunction",
            function: "place-1",
            qualifier: "live",
            principal: "apigateway.amazonaws.com",
            sourceArn,
            ...props,
        },
        { name: "permission" },
    );
const outputs = { id: "abc", executionArn: EXECUTION };
const restApi = (props: Subject["props"] = {}, more: object = {}) =>
    subjectsOf("aws:apigateway/restApi:RestApi")(props, { name: "orders", outputs: { ...outputs, ...more } });
const httpApi = (props: Subject["props"] = {}) =>
    subjectsOf("aws:apigatewayv2/api:Api")({ protocolType: "HTTP", ...props }, { name: "orders", outputs });
const restIntegration = subjectsOf("aws:apigateway/integration:Integration", { restApi: "abc", uri: INVOKE });
const httpIntegration = subjectsOf("aws:apigatewayv2/integration:Integration", {
    apiId: "abc",
    integrationUri: FUNCTION,
});
const atPath = (path: string, httpMethod = "POST") => [
    restApi(),
    subjectsOf("aws:apigateway/resource:Resource")(
        { restApi: "abc", pathPart: "{id}" },
        { name: "resource", outputs: { id: "r1", path } },
    ),
    restIntegration({ resourceId: "r1", httpMethod }),
    fn,
];
const restAuthorizer = subjectsOf("aws:apigateway/authorizer:Authorizer")(
    { restApi: "abc", authorizerUri: INVOKE },
    { name: "authorizer", outputs: { id: "a1" } },
);
const variable = (callee: string) => ({ uri: INVOKE.replace(`${FUNCTION}:live`, callee) });
const body = (integration: object, method = "post", root: object = {}) => ({
    body: JSON.stringify({
        openapi: "3.0.1",
        paths: { "/orders/{id}": { [method]: { "x-amazon-apigateway-integration": integration } } },
        ...root,
    }),
});
const authorizer = (more: object) => ({
    components: { securitySchemes: { own: { "x-amazon-apigateway-authorizer": { authorizerUri: INVOKE, ...more } } } },
});
const invoke = "Receiver::lambda:InvokeFunction#place";
const unqualified = { qualifier: undefined };

describeRule(iamSenderAdmitted, {
    passes: {
        "an integration": [restApi(), restIntegration({}), fn, admitting(`${EXECUTION}/*/POST/orders`)],
        "an integration of an API that another stack has": [restIntegration({}), fn, admitting(`${EXECUTION}/*`)],
        "an integration with a role": [restApi(), restIntegration({ credentials: "arn:role" }), fn],
        "an integration with a role that is not known yet": [restApi(), restIntegration({ credentials: UNKNOWN }), fn],
        "what calls no function": [
            restApi(body({ type: "mock" })),
            restIntegration({ uri: "https://example.com" }),
            restIntegration({ uri: "arn:aws:apigateway:eu-west-1:sqs:path/orders" }),
            httpApi(),
        ],
        "an integration of an HTTP API, by the function's own ARN": [
            httpApi(),
            httpIntegration({}),
            fn,
            admitting(`${EXECUTION}/*/*`, unqualified),
        ],
        "a function that an API is made of": [
            httpApi({ target: FUNCTION }),
            fn,
            admitting(`${EXECUTION}/*/$default`, unqualified),
        ],
        "an operation by its stage, method and path": [
            restApi(body({ uri: INVOKE })),
            fn,
            admitting(`${EXECUTION}/v1/POST/orders/*`),
        ],
        "an operation for all that the API calls": [restApi(body({ uri: INVOKE })), fn, admitting(`${EXECUTION}/*`)],
        "an operation for all APIs": [
            restApi(body({ uri: INVOKE })),
            fn,
            admitting("arn:aws:execute-api:*:111122223333:*"),
        ],
        "an operation for whatever method": [
            restApi(body({ uri: INVOKE }, "x-amazon-apigateway-any-method")),
            fn,
            admitting(`${EXECUTION}/*/GET/orders/*`),
        ],
        "an operation with a role": [restApi(body({ uri: INVOKE, credentials: "arn:role" })), fn],
        "an authorizer": [
            subjectsOf("aws:apigateway/authorizer:Authorizer")({ restApi: "abc", authorizerUri: INVOKE }),
            restApi(),
            fn,
            admitting(`${EXECUTION}/authorizers/1`),
        ],
        "an authorizer for all that the API calls": [restAuthorizer, restApi(), fn, admitting(`${EXECUTION}/*`)],
        "an authorizer by its id": [restAuthorizer, restApi(), fn, admitting(`${EXECUTION}/authorizers/a1`)],
        "an authorizer of a description": [
            restApi(body({}, "get", authorizer({}))),
            fn,
            admitting(`${EXECUTION}/authorizers/*`),
        ],
        "an integration by its method and path": [...atPath("/orders/{id}"), admitting(`${EXECUTION}/*/POST/orders/*`)],
        "an integration by its path as it is written": [
            ...atPath("/orders/{id}", "ANY"),
            admitting(`${EXECUTION}/v1/*/orders/{id}`),
        ],
        "an integration of an API's root": [
            restApi({}, { rootResourceId: "r0" }),
            restIntegration({ resourceId: "r0", httpMethod: "GET" }),
            fn,
            admitting(`${EXECUTION}/*/GET/`),
        ],
        "an integration at a path that is not known": [
            restApi(),
            restIntegration({ resourceId: UNKNOWN, httpMethod: "POST" }),
            fn,
            admitting(`${EXECUTION}/*/POST/orders`),
        ],
        "the alias that a stage names": [
            restApi(),
            restIntegration(variable(`${FUNCTION}:\${stageVariables.alias}`)),
            fn,
            admitting(`${EXECUTION}/*/POST/orders`),
        ],
        "an authorizer of a description, with a role": [
            restApi(body({}, "get", authorizer({ authorizerCredentials: "arn:role" }))),
            fn,
        ],
    },
    violates: {
        "an integration without a permission": [[restApi(), restIntegration({}), fn], invoke],
        "an integration of an HTTP API without one": [[httpApi(), httpIntegration({}), fn], invoke],
        "an API that is made of a function without one": [[httpApi({ target: FUNCTION }), fn], invoke],
        "a permission for another API": [
            [restApi(), restIntegration({}), fn, admitting(`${EXECUTION}d/*/POST/orders`)],
            invoke,
        ],
        "a permission for what has no stage": [[restApi(), restIntegration({}), fn, admitting(EXECUTION)], invoke],
        "a permission on the function in place of the alias that is called": [
            [restApi(), restIntegration({}), fn, admitting(`${EXECUTION}/*`, unqualified)],
            invoke,
        ],
        "a permission for another method": [
            [restApi(body({ uri: INVOKE })), fn, admitting(`${EXECUTION}/*/GET/orders/*`)],
            invoke,
        ],
        "a permission for another path": [
            [restApi(body({ uri: INVOKE })), fn, admitting(`${EXECUTION}/*/POST/carts`)],
            invoke,
        ],
        "an authorizer without a permission": [
            [
                subjectsOf("aws:apigatewayv2/authorizer:Authorizer")({ apiId: "abc", authorizerUri: INVOKE }),
                httpApi(),
                fn,
            ],
            invoke,
        ],
        "an authorizer by a permission for an operation": [
            [restAuthorizer, restApi(), fn, admitting(`${EXECUTION}/*/GET/orders`)],
            invoke,
        ],
        "an authorizer by a permission for another": [
            [restAuthorizer, restApi(), fn, admitting(`${EXECUTION}/authorizers/a2`)],
            invoke,
        ],
        "an authorizer of a description by a permission for an operation": [
            [restApi(body({}, "get", authorizer({}))), fn, admitting(`${EXECUTION}/*/GET/orders/*`)],
            invoke,
        ],
        "an integration by a permission for an authorizer": [
            [httpApi(), httpIntegration({}), fn, admitting(`${EXECUTION}/authorizers/*`, unqualified)],
            invoke,
        ],
        "an integration by a permission for another method": [
            [...atPath("/orders/{id}"), admitting(`${EXECUTION}/*/GET/orders/*`)],
            invoke,
        ],
        "an integration by a permission for another path": [
            [...atPath("/orders/{id}", "ANY"), admitting(`${EXECUTION}/*/POST/carts/*`)],
            invoke,
        ],
        "whatever method by a permission for another path": [
            [
                restApi(body({ uri: INVOKE }, "x-amazon-apigateway-any-method")),
                fn,
                admitting(`${EXECUTION}/*/GET/carts/*`),
            ],
            invoke,
        ],
        "the alias that a stage names, which no permission of the function admits for the API": [
            [
                restApi(),
                restIntegration(variable(`${FUNCTION}:\${stageVariables.alias}`)),
                fn,
                admitting(`${EXECUTION}d/*`),
            ],
            invoke,
        ],
        "a wildcard where the policy of the function asks for equality": [
            [
                restApi(),
                restIntegration({}),
                fn,
                subjectsOf("aws:lambda/resourcePolicy:ResourcePolicy")({
                    resourceArn: `${FUNCTION}:live`,
                    policy: documentText({
                        Effect: "Allow",
                        Principal: { Service: "apigateway.amazonaws.com" },
                        Action: "lambda:InvokeFunction",
                        Resource: `${FUNCTION}:live`,
                        Condition: { StringEquals: { "aws:SourceArn": `${EXECUTION}/*` } },
                    }),
                }),
            ],
            invoke,
        ],
        "an authorizer of a description without one": [[restApi(body({}, "get", authorizer({}))), fn], invoke],
        "a description that is none": [[restApi({ body: "{" }), fn], "Receiver"],
    },
    missing: [[restApi(body({ uri: INVOKE })), fn], invoke],
    undecided: {
        "an unknown integration": [[restApi(), restIntegration({ uri: UNKNOWN })], "Receiver"],
        "an unknown description": [[restApi({ body: UNKNOWN })], "Receiver"],
        "a function that is not to be seen": [[restApi(), restIntegration({})], `${invoke}-1`],
        "a function that a stage names": [
            [restApi(), restIntegration(variable(arnOf("lambda", "function:${stageVariables.called}"))), fn],
            "Receiver::lambda:InvokeFunction#${stageVariables.called}",
        ],
        "a permission for an unknown source": [[restApi(), restIntegration({}), fn, admitting(UNKNOWN)], invoke],
    },
});
