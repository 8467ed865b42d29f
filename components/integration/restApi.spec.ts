import assert from "node:assert/strict";
import { ApiGatewayAccount } from "./apiGatewayAccount";
import { RestApi, type RestApiArgs } from "./restApi";
import { pathNodes, pathSlug, validateRoutes, type Route } from "./routes";
import { ServerlessFunction } from "../compute/serverlessFunction";
import { assertAllParented, inputsOf, installMocks, resourcesOfType, settled } from "../shared/testing/mocks";

const OUTPUTS = {
    "aws:apigateway/restApi:RestApi": () => ({
        rootResourceId: "root",
        executionArn: "arn:aws:execute-api:eu-west-1:111122223333:api",
    }),
    "aws:apigateway/stage:Stage": () => ({
        invokeUrl: "https://api.execute-api.eu-west-1.amazonaws.com/v1",
        arn: "stage",
    }),
};

function args(change: Partial<RestApiArgs> = {}): RestApiArgs {
    const fn = new ServerlessFunction("place-order", {
        function: "placeOrder",
        description: "d",
        platform: {
            keys: { logs: "l", messaging: "m" },
            permissionsBoundaryArn: "b",
            logRetentionDays: 14,
            logLevel: "INFO",
        },
    });
    return {
        description: "Orders",
        stage: "v1",
        userPoolArn: "pool",
        routes: [
            {
                method: "POST",
                path: "/orders",
                function: fn,
                requiredHeaders: ["Idempotency-Key"],
                bodySchema: { type: "object" },
            },
            { method: "GET", path: "/orders/{orderId}", function: fn },
        ],
        cors: { origins: ["https://orders.example.com"], headers: ["Authorization"] },
        throttling: { rate: 50, burst: 100 },
        logs: { retentionDays: 14, keyArn: "logs", level: "INFO" },
        account: new ApiGatewayAccount("account", { permissionsBoundaryArn: "b" }),
        ...change,
    };
}

describe("RestApi", () => {
    beforeEach(() => installMocks({ outputs: OUTPUTS }));

    it("authorizes and validates every route", async () => {
        new RestApi("orders", args());
        await settled();
        const { requestParameters, requestModels, ...post } = inputsOf(
            "aws:apigateway/method:Method",
            "orders-POST-orders",
        );
        assert.equal(post.authorization, "COGNITO_USER_POOLS");
        assert.equal(post.authorizerId, "orders-pool-id");
        assert.equal(post.requestValidatorId, "orders-request-id");
        assert.deepEqual(requestParameters, { "method.request.header.Idempotency-Key": true });
        assert.deepEqual(requestModels, { "application/json": "POSTorders" });
        const get = inputsOf("aws:apigateway/method:Method", "orders-GET-orders-orderId");
        assert.deepEqual(get.requestParameters, { "method.request.path.orderId": true });
        assert.equal(
            inputsOf("aws:apigateway/resource:Resource", "orders-orders-orderId").parentId,
            "orders-orders-id",
        );
    });

    it("lets the gateway invoke each function for its own route only", async () => {
        new RestApi("orders", args());
        await settled();
        const sources = resourcesOfType("aws:lambda/permission:Permission")
            .map(({ inputs }) => inputs.sourceArn)
            .sort();
        assert.deepEqual(sources, [
            "arn:aws:execute-api:eu-west-1:111122223333:api/v1/GET/orders/*",
            "arn:aws:execute-api:eu-west-1:111122223333:api/v1/POST/orders",
        ]);
    });

    it("traces, logs without bodies and throttles the stage", async () => {
        new RestApi("orders", args());
        await settled();
        const stage = inputsOf("aws:apigateway/stage:Stage", "orders");
        assert.equal(stage.xrayTracingEnabled, true);
        assert.doesNotMatch(stage.accessLogSettings.format, /body|\$input/);
        assert.deepEqual(inputsOf("aws:apigateway/methodSettings:MethodSettings", "orders").settings, {
            loggingLevel: "INFO",
            dataTraceEnabled: false,
            metricsEnabled: true,
            throttlingRateLimit: 50,
            throttlingBurstLimit: 100,
        });
    });

    it("deploys anew exactly when the routes change", async () => {
        const digest = async (change: Partial<RestApiArgs>) => {
            installMocks({ outputs: OUTPUTS });
            new RestApi("orders", args(change));
            await settled();
            return String(inputsOf("aws:apigateway/deployment:Deployment", "orders").triggers.redeployment);
        };
        const first = await digest({});
        assert.equal(await digest({ description: "Another description" }), first);
        assert.notEqual(await digest({ cors: { origins: ["https://b.example.com"], headers: [] } }), first);
    });

    it("answers preflights without a token, for the listed origins", async () => {
        new RestApi(
            "orders",
            args({ cors: { origins: ["https://a.example.com", "https://b.example.com"], headers: ["Authorization"] } }),
        );
        await settled();
        assert.equal(inputsOf("aws:apigateway/method:Method", "orders-OPTIONS-orders").authorization, "NONE");
        const response = inputsOf("aws:apigateway/integrationResponse:IntegrationResponse", "orders-OPTIONS-orders");
        assert.equal(
            response.responseParameters["method.response.header.Access-Control-Allow-Origin"],
            "'https://a.example.com'",
        );
        assert.match(response.responseTemplates["application/json"], /\$origin == "https:\/\/b\.example\.com"/);
        const error = inputsOf("aws:apigateway/response:Response", "orders-DEFAULT_4XX");
        assert.equal(
            error.responseParameters["gatewayresponse.header.Access-Control-Allow-Origin"],
            "'https://a.example.com'",
        );
    });

    it("owns its children", async () => {
        const given = args();
        await settled();
        await assertAllParented((opts) => new RestApi("orders", given, opts));
    });
});

describe("routes", () => {
    const fn = {} as Route["function"];

    it("become a tree of path segments, each once, parents first", () => {
        const nodes = pathNodes([
            { method: "GET", path: "/a/{b}/c", function: fn },
            { method: "GET", path: "/a/{b}", function: fn },
        ]);
        assert.deepEqual(
            nodes.map(({ path, parent }) => [path, parent]),
            [
                ["/a", ""],
                ["/a/{b}", "/a"],
                ["/a/{b}/c", "/a/{b}"],
            ],
        );
        assert.equal(pathSlug("/a/{b}/c"), "a-b-c");
    });

    const refused: readonly [Route[], RegExp][] = [
        [[], /at least one route/],
        [[{ method: "GET", path: "orders", function: fn }], /must be segments/],
        [
            [
                { method: "GET", path: "/a", function: fn },
                { method: "GET", path: "/a", function: fn },
            ],
            /GET \/a is declared twice/,
        ],
    ];
    for (const [routes, message] of refused) {
        it(`fails: ${message.source}`, () => assert.throws(() => validateRoutes("orders", routes), message));
    }
});
