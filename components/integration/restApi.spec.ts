import assert from "node:assert/strict";
import { ApiGatewayAccount } from "./apiGatewayAccount";
import { RestApi } from "./restApi";
import { API_OUTPUTS, placeOrderRoute, restApiArgs } from "./testing/restApiArgs";
import { ServerlessFunction } from "../compute/serverlessFunction";
import { declaredDependencies } from "../shared/testing/dependencies";
import { assertAllParented, inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const METHOD = "aws:apigateway/method:Method";
const INTEGRATION = "aws:apigateway/integration:Integration";

describe("RestApi", () => {
    beforeEach(() => installMocks({ outputs: API_OUTPUTS }));

    it("is regional, compresses, and tells its id, name, stage and address", async () => {
        const { apiId, apiName, stageName, url } = new RestApi("orders", restApiArgs());
        assert.deepEqual(await valueOf({ apiId, apiName, stageName, url }), {
            apiId: "orders-id",
            apiName: "orders",
            stageName: "v1",
            url: "https://api.execute-api.eu-west-1.amazonaws.com/v1",
        });
        assert.deepEqual(inputsOf("aws:apigateway/restApi:RestApi", "orders"), {
            description: "Orders",
            endpointConfiguration: { types: "REGIONAL" },
            minimumCompressionSize: "1024",
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            endpointAccessMode: "BASIC",
        });
    });

    it("asks for a token of the pool on every route, and validates the request", async () => {
        new RestApi("orders", restApiArgs());
        await settled();
        assert.deepEqual(inputsOf("aws:apigateway/authorizer:Authorizer", "orders-pool"), {
            restApi: "orders-id",
            type: "COGNITO_USER_POOLS",
            providerArns: ["pool"],
        });
        assert.deepEqual(inputsOf("aws:apigateway/requestValidator:RequestValidator", "orders-request"), {
            restApi: "orders-id",
            validateRequestBody: true,
            validateRequestParameters: true,
        });
        const guarded = {
            restApi: "orders-id",
            authorization: "COGNITO_USER_POOLS",
            authorizerId: "orders-pool-id",
            requestValidatorId: "orders-request-id",
        };
        assert.deepEqual(inputsOf(METHOD, "orders-POST-orders"), {
            ...guarded,
            resourceId: "orders-orders-id",
            httpMethod: "POST",
            requestParameters: { "method.request.header.Idempotency-Key": true },
            requestModels: { "application/json": "POSTorders" },
        });
        assert.deepEqual(inputsOf(METHOD, "orders-GET-orders-orderId"), {
            ...guarded,
            resourceId: "orders-orders-orderId-id",
            httpMethod: "GET",
            requestParameters: { "method.request.path.orderId": true },
        });
        assert.deepEqual(inputsOf("aws:apigateway/model:Model", "orders-POST-orders"), {
            restApi: "orders-id",
            name: "POSTorders",
            contentType: "application/json",
            schema: '{"type":"object"}',
        });
    });

    it("lays the paths out as a tree", async () => {
        new RestApi("orders", restApiArgs());
        await settled();
        assert.deepEqual(
            resourcesOfType("aws:apigateway/resource:Resource").map(({ name, inputs }) => [name, inputs]),
            [
                ["orders-orders", { restApi: "orders-id", parentId: "root", pathPart: "orders" }],
                [
                    "orders-orders-orderId",
                    { restApi: "orders-id", parentId: "orders-orders-id", pathPart: "{orderId}" },
                ],
            ],
        );
    });

    it("calls the route's function, and waits no longer than the gateway can", async () => {
        new RestApi("orders", restApiArgs());
        await settled();
        const proxy = { restApi: "orders-id", type: "AWS_PROXY", integrationHttpMethod: "POST" };
        assert.deepEqual(inputsOf(INTEGRATION, "orders-POST-orders"), {
            ...proxy,
            resourceId: "orders-orders-id",
            httpMethod: "POST",
            uri: "invoke:place-order",
            timeoutMilliseconds: 10_000,
        });
        assert.deepEqual(inputsOf(INTEGRATION, "orders-GET-orders-orderId"), {
            ...proxy,
            resourceId: "orders-orders-orderId-id",
            httpMethod: "GET",
            uri: "invoke:read-order",
            timeoutMilliseconds: 29_000,
        });
    });

    it("lets the gateway invoke each function for its own route only", async () => {
        const platform = {
            keys: { logs: "l", messaging: "m" },
            permissionsBoundaryArn: "b",
            logRetentionDays: 14,
            logLevel: "INFO",
            memoryMebibytes: 512,
        } as const;
        const real = new ServerlessFunction("place-order", { function: "placeOrder", description: "d", platform });
        const [, read] = restApiArgs().routes;
        new RestApi("orders", restApiArgs({ routes: [placeOrderRoute({ function: real }), read] }));
        await settled();
        assert.deepEqual(inputsOf("aws:lambda/permission:Permission", "place-order-orders-POST-orders"), {
            action: "lambda:InvokeFunction",
            function: "place-order",
            qualifier: "live",
            principal: "apigateway.amazonaws.com",
            sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:api/v1/POST/orders",
        });
        assert.equal(
            inputsOf("aws:lambda/permission:Permission", "read-order-orders-GET-orders-orderId").sourceArn,
            "arn:aws:execute-api:eu-west-1:111122223333:api/v1/GET/orders/*",
        );
    });

    it("traces the stage and logs each call without body or token", async () => {
        new RestApi("orders", restApiArgs());
        await settled();
        const { accessLogSettings, ...stage } = inputsOf("aws:apigateway/stage:Stage", "orders");
        assert.deepEqual(stage, {
            restApi: "orders-id",
            deployment: "orders-id",
            stageName: "v1",
            xrayTracingEnabled: true,
        });
        assert.equal(accessLogSettings.destinationArn, "arn:aws:logs:eu-west-1:111122223333:log-group:orders-access");
        assert.deepEqual(JSON.parse(accessLogSettings.format), {
            requestId: "$context.requestId",
            traceId: "$context.xrayTraceId",
            time: "$context.requestTime",
            method: "$context.httpMethod",
            path: "$context.resourcePath",
            status: "$context.status",
            latencyMs: "$context.responseLatency",
            integrationLatencyMs: "$context.integrationLatency",
            integrationError: "$context.integrationErrorMessage",
            sub: "$context.authorizer.claims.sub",
            sourceIp: "$context.identity.sourceIp",
            userAgent: "$context.identity.userAgent",
        });
    });

    it("throttles every method and keeps bodies out of the execution log", async () => {
        new RestApi("orders", restApiArgs({ logs: { retentionDays: 14, keyArn: "logs", level: "ERROR" } }));
        await settled();
        assert.deepEqual(inputsOf("aws:apigateway/methodSettings:MethodSettings", "orders"), {
            restApi: "orders-id",
            stageName: "v1",
            methodPath: "*/*",
            settings: {
                loggingLevel: "ERROR",
                dataTraceEnabled: false,
                metricsEnabled: true,
                throttlingRateLimit: 50,
                throttlingBurstLimit: 100,
            },
        });
    });

    it("has both logs encrypted and expire, also the one that the gateway would make itself", async () => {
        const account = new ApiGatewayAccount("account", { permissionsBoundaryArn: "b" });
        const waitsFor = await declaredDependencies((opts) => new RestApi("orders", restApiArgs({ account }), opts));
        const kept = { retentionInDays: 14, kmsKeyId: "logs" };
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "orders-access"), kept);
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "orders-execution"), {
            ...kept,
            name: "API-Gateway-Execution-Logs_orders-id/v1",
        });
        assert.deepEqual(waitsFor.get("aws:apigateway/stage:Stage orders"), [
            "aws:cloudwatch/logGroup:LogGroup orders-execution",
            "platform:integration:ApiGatewayAccount account",
        ]);
    });

    it("takes the region's logging role for given without an account of its own", async () => {
        const waitsFor = await declaredDependencies((opts) => new RestApi("orders", restApiArgs(), opts));
        assert.deepEqual(waitsFor.get("aws:apigateway/stage:Stage orders"), [
            "aws:cloudwatch/logGroup:LogGroup orders-execution",
        ]);
    });

    it("owns its children", () => assertAllParented((opts) => new RestApi("orders", restApiArgs(), opts)));
});
