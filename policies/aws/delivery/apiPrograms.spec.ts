import {
    EXECUTION,
    FUNCTION,
    INVOKE,
    fn,
    httpApi,
    made,
    permits,
    restApi,
    describeDelivered,
} from "../../testing/senderPrograms";

describe("iam-sender-admitted, on APIs that AWS lets call", () => {
    describeDelivered({
        "an HTTP API to a function": [
            httpApi(),
            fn,
            made("apigatewayv2/integration:Integration", "integration", { apiId: "a1b2c3", integrationUri: FUNCTION }),
            permits("apigateway", { sourceArn: `${EXECUTION}/*/*` }),
        ],
        "an HTTP API that is made of a function": [
            httpApi({ target: FUNCTION }),
            fn,
            permits("apigateway", { sourceArn: `${EXECUTION}/*/$default` }),
        ],
        "a WebSocket API to a function, with an authorizer": [
            httpApi({ protocolType: "WEBSOCKET" }),
            fn,
            made("apigatewayv2/integration:Integration", "integration", { apiId: "a1b2c3", integrationUri: INVOKE }),
            made(
                "apigatewayv2/authorizer:Authorizer",
                "authorizer",
                { apiId: "a1b2c3", authorizerUri: INVOKE },
                { id: "z9z9z9" },
            ),
            permits("apigateway", { sourceArn: `${EXECUTION}/*/$connect` }),
            { ...permits("apigateway", { sourceArn: `${EXECUTION}/authorizers/z9z9z9` }), name: "permits-authorizer" },
        ],
        "a REST API by its methods": [
            restApi(),
            fn,
            made(
                "apigateway/resource:Resource",
                "proxy",
                { restApi: "a1b2c3", parentId: "r0r0r0", pathPart: "{proxy+}" },
                { id: "r1r1r1", path: "/{proxy+}" },
            ),
            made("apigateway/integration:Integration", "any", {
                restApi: "a1b2c3",
                resourceId: "r1r1r1",
                httpMethod: "ANY",
                uri: INVOKE,
            }),
            made("apigateway/integration:Integration", "root", {
                restApi: "a1b2c3",
                resourceId: "r0r0r0",
                httpMethod: "GET",
                uri: INVOKE,
            }),
            permits("apigateway", { sourceArn: `${EXECUTION}/*/*/*` }),
        ],
        "a REST API by an OpenAPI document, as @pulumi/aws-apigateway makes it": [
            restApi({
                body: JSON.stringify({
                    openapi: "3.0.1",
                    paths: {
                        "/{proxy+}": {
                            "x-amazon-apigateway-any-method": {
                                "x-amazon-apigateway-integration": { uri: INVOKE, type: "aws_proxy" },
                            },
                        },
                        "/orders/{id}": {
                            get: { "x-amazon-apigateway-integration": { uri: INVOKE, type: "aws_proxy" } },
                        },
                    },
                }),
            }),
            fn,
            permits("apigateway", { sourceArn: `${EXECUTION}/*/*/{proxy+}` }),
            { ...permits("apigateway", { sourceArn: `${EXECUTION}/*/GET/orders/{id}` }), name: "permits-get" },
        ],
        "the alias that a stage names": [
            restApi(),
            fn,
            made("apigateway/integration:Integration", "post", {
                restApi: "a1b2c3",
                uri: INVOKE.replace(FUNCTION, `${FUNCTION}:\${stageVariables.alias}`),
            }),
            permits("apigateway", { qualifier: "live", sourceArn: `${EXECUTION}/*/POST/orders` }),
        ],
    });
});
