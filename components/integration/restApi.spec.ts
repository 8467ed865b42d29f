import assert from "node:assert/strict";
import { ApiGatewayAccount } from "./apiGatewayAccount";
import { RestApi, type RestApiArgs } from "./restApi";
import { API_OUTPUTS, placeOrderRoute, readOrderRoute, restApiArgs, routeFunction } from "./testing/restApiArgs";
import { ServerlessFunction } from "../compute/serverlessFunction";
import { declaredDependencies } from "../shared/testing/dependencies";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

async function deploymentOf(change: Partial<RestApiArgs>): Promise<string> {
    installMocks({ outputs: API_OUTPUTS });
    new RestApi("orders", restApiArgs(change));
    await settled();
    const { redeployment } = inputsOf("aws:apigateway/deployment:Deployment", "orders").triggers;
    assert.match(redeployment, /^[0-9a-f]{64}$/);
    return redeployment;
}

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
        const { body, ...settings } = inputsOf("aws:apigateway/restApi:RestApi", "orders");
        const endpoint = { securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", endpointAccessMode: "BASIC" };
        assert.deepEqual(settings, {
            ...endpoint,
            description: "Orders",
            endpointConfiguration: { types: "REGIONAL" },
            failOnWarnings: true,
        });
        const definition = JSON.parse(body);
        assert.equal(definition["x-amazon-apigateway-minimum-compression-size"], 1024);
        assert.equal(definition["x-amazon-apigateway-security-policy"], endpoint.securityPolicy);
        assert.equal(definition["x-amazon-apigateway-endpoint-access-mode"], endpoint.endpointAccessMode);
    });

    it("lets the gateway invoke each function for its own route only", async () => {
        const platform = {
            keys: { logs: "l", messaging: "arn:aws:kms:eu-west-1:111122223333:key/messaging" },
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

    it("is deployed when its definition and the permissions of its functions are there", async () => {
        const waitsFor = await declaredDependencies((opts) => new RestApi("orders", restApiArgs(), opts));
        assert.deepEqual(waitsFor.get("aws:apigateway/deployment:Deployment orders"), [
            "aws:lambda/permission:Permission place-order-orders-POST-orders",
            "aws:lambda/permission:Permission read-order-orders-GET-orders-orderId",
        ]);
    });

    describe("is deployed anew", () => {
        let first: string;
        before(async () => (first = await deploymentOf({})));

        const read = readOrderRoute();
        const place = placeOrderRoute();
        const cors = restApiArgs().cors;
        const served: readonly [what: string, change: Partial<RestApiArgs>][] = [
            ["one more route", { routes: [place, read, { ...read, path: "/orders" }] }],
            ["the path of a route", { routes: [place, { ...read, path: "/orders/{id}" }] }],
            ["a timeout", { routes: [{ ...place, function: routeFunction("place-order", 5) }, read] }],
            ["the schema of a body", { routes: [{ ...place, bodySchema: { type: "array" } }, read] }],
            ["the user pool", { userPoolArn: "another-pool" }],
            ["a second origin", { cors: { ...cors, origins: [...cors.origins, "https://b.example.com"] } }],
            ["the headers that pages may send", { cors: { ...cors, headers: ["Authorization", "If-Match"] } }],
        ];
        for (const [what, change] of served) {
            it(`for ${what}`, async () => assert.notEqual(await deploymentOf(change), first));
        }

        const settings: readonly [what: string, change: Partial<RestApiArgs>][] = [
            ["nothing", {}],
            ["the description", { description: "Another description" }],
            ["the throttling", { throttling: { rate: 1, burst: 2 } }],
            ["the logs", { logs: { retentionDays: 1, keyArn: "another", level: "ERROR" } }],
            // Longer than the gateway waits: it is told the same.
            [
                "a timeout above the gateway's",
                { routes: [place, readOrderRoute({ function: routeFunction("read-order", 90) })] },
            ],
        ];
        for (const [what, change] of settings) {
            it(`but not for ${what}`, async () => assert.equal(await deploymentOf(change), first));
        }
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new RestApi("orders", restApiArgs({ transform }), opts)));
});
