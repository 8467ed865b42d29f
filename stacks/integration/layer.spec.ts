import assert from "node:assert/strict";
import { integrationLayer } from "./layer";
import { grantedBy } from "../../components/shared/testing/grants";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { eventsRequestJsonSchema } from "../../functions/shared/clickEvent";
import { orderRequestJsonSchema } from "../../functions/shared/order";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { identityContract } from "../identity/contract";
import { placeholdersOf } from "../shared/testing/placeholders";
import { sharedConfig } from "../shared/testing/sharedConfig";
import { streamingContract } from "../streaming/contract";

const CONFIG: Parameters<typeof integrationLayer>[1] = {
    ...sharedConfig,
    layer: {
        throttlingRate: 50,
        throttlingBurst: 100,
        corsOrigins: ["https://a.example.com", "https://b.example.com"],
        ownsApiGatewayAccount: true,
    },
};
const { keys, permissionsBoundaryArn } = {
    keys: foundationContract.publishes.keys.placeholder,
    permissionsBoundaryArn: foundationContract.publishes.permissionsBoundaryArn.placeholder,
};
const orders = dataContract.publishes.ordersTable.placeholder;
const idempotency = dataContract.publishes.idempotencyTable.placeholder;
const [clickstream] = streamingContract.publishes.clickstream.placeholder;
const FUNCTION = "aws:lambda/function:Function";
const definition = () => JSON.parse(inputsOf("aws:apigateway/restApi:RestApi", "orders").body);

interface Change {
    readonly layer?: Partial<typeof CONFIG.layer>;
    readonly platform?: Partial<typeof CONFIG.platform>;
}

function build({ layer, platform }: Change = {}): ReturnType<typeof integrationLayer> {
    installMocks({
        outputs: {
            "aws:apigateway/restApi:RestApi": () => ({ rootResourceId: "root", executionArn: "execute-api" }),
            "aws:apigateway/stage:Stage": () => ({ invokeUrl: "https://api.example.com/v1" }),
        },
    });
    return integrationLayer(
        {
            foundation: placeholdersOf(foundationContract),
            identity: placeholdersOf(identityContract),
            data: placeholdersOf(dataContract),
            streaming: placeholdersOf(streamingContract),
        },
        { ...CONFIG, layer: { ...CONFIG.layer, ...layer }, platform: { ...CONFIG.platform, ...platform } },
    );
}

function keyUse(tableName: string, ...actions: string[]) {
    return {
        Effect: "Allow",
        Action: actions,
        Resource: keys.data,
        Condition: {
            StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:dynamodb:tableName": [tableName] },
        },
    };
}

describe("integration layer", () => {
    describe("as configured", () => {
        let published: ReturnType<typeof integrationLayer>;

        before(async () => {
            published = build();
            await settled();
        });

        it("publishes the API and its functions", async () => {
            const fn = (name: string) => ({
                name,
                arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
                logGroup: `${name}-logs`,
                failureQueue: `${name}-failures`,
            });
            assert.deepEqual(await valueOf({ ...published }), {
                api: { id: "orders-id", name: "orders", stage: "v1", url: "https://api.example.com/v1" },
                placeOrder: fn("place-order"),
                readOrder: fn("read-order"),
                collectEvents: [fn("collect-events")],
            });
        });

        it("grants each function what it does to the tables, and nothing else", () => {
            const policies = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name);
            assert.deepEqual(policies.sort(), [
                "collect-events-clickstream-write",
                "collect-events-collect-events-failures-send",
                "collect-events-run",
                "place-order-idempotency-keepState",
                "place-order-orders-putItem",
                "place-order-orders-readItem",
                "place-order-place-order-failures-send",
                "place-order-run",
                "read-order-orders-readItem",
                "read-order-read-order-failures-send",
                "read-order-run",
            ]);
            assert.deepEqual(grantedBy("place-order-orders-putItem"), [
                { Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: orders.arn },
                keyUse(orders.name, "kms:Decrypt", "kms:GenerateDataKey"),
            ]);
            assert.deepEqual(grantedBy("place-order-idempotency-keepState"), [
                {
                    Effect: "Allow",
                    Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
                    Resource: idempotency.arn,
                },
                keyUse(idempotency.name, "kms:Decrypt", "kms:GenerateDataKey"),
            ]);
            assert.deepEqual(grantedBy("collect-events-clickstream-write"), [
                { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: clickstream.arn },
                {
                    Effect: "Allow",
                    Action: ["kms:GenerateDataKey"],
                    Resource: clickstream.keyArn,
                    Condition: {
                        StringEquals: { "kms:ViaService": "kinesis.eu-west-1.amazonaws.com" },
                        StringLike: { "kms:EncryptionContext:aws:kinesis:arn": [clickstream.arn] },
                    },
                },
            ]);
            for (const reader of ["place-order", "read-order"]) {
                assert.deepEqual(grantedBy(`${reader}-orders-readItem`), [
                    { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:BatchGetItem"], Resource: orders.arn },
                    keyUse(orders.name, "kms:Decrypt"),
                ]);
            }
            const attached = resourcesOfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
            assert.deepEqual(
                attached.map(({ inputs }) => inputs.role),
                ["api-logging"],
            );
        });

        it("bounds every role", () => {
            assert.deepEqual(
                resourcesOfType("aws:iam/role:Role")
                    .map(({ name, inputs }) => [name, inputs.permissionsBoundary])
                    .sort(),
                ["api-logging", "collect-events", "place-order", "read-order"].map((name) => [
                    name,
                    permissionsBoundaryArn,
                ]),
            );
        });

        it("tells each function its tables and the origins", () => {
            const environmentOf = (name: string) => {
                const variables: Record<string, string> = inputsOf(FUNCTION, name).environment.variables;
                return Object.fromEntries(Object.entries(variables).filter(([key]) => !key.startsWith("POWERTOOLS_")));
            };
            const ALLOWED_ORIGINS = "https://a.example.com,https://b.example.com";
            assert.deepEqual(environmentOf("place-order"), {
                ORDERS_TABLE: orders.name,
                IDEMPOTENCY_TABLE: idempotency.name,
                ALLOWED_ORIGINS,
            });
            assert.deepEqual(environmentOf("read-order"), { ORDERS_TABLE: orders.name, ALLOWED_ORIGINS });
            assert.deepEqual(environmentOf("collect-events"), { CLICKSTREAM: clickstream.name, ALLOWED_ORIGINS });
        });

        it("leads each route to its function", () => {
            const integration = (path: string, method: string) => {
                const { type, uri } = definition().paths[path][method]["x-amazon-apigateway-integration"];
                return [type, uri];
            };
            const invoke = (alias: string) => [
                "aws_proxy",
                `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${alias}/invocations`,
            ];
            assert.deepEqual(Object.keys(definition().paths), ["/orders", "/orders/{orderId}", "/events"]);
            assert.deepEqual(integration("/orders", "post"), invoke("place-order-live"));
            assert.deepEqual(integration("/orders/{orderId}", "get"), invoke("read-order-live"));
            assert.deepEqual(integration("/events", "post"), invoke("collect-events-live"));
            const allowed = resourcesOfType("aws:lambda/permission:Permission")
                .map(({ inputs }) => [inputs.function, inputs.qualifier, inputs.principal, inputs.sourceArn])
                .sort();
            assert.deepEqual(allowed, [
                ["collect-events", "live", "apigateway.amazonaws.com", "execute-api/v1/POST/events"],
                ["place-order", "live", "apigateway.amazonaws.com", "execute-api/v1/POST/orders"],
                ["read-order", "live", "apigateway.amazonaws.com", "execute-api/v1/GET/orders/*"],
            ]);
        });

        it("lets in what are orders and events, of whom the user pool knows", () => {
            const { paths, components } = definition();
            const { "x-amazon-apigateway-authorizer": authorizer } = components.securitySchemes["user-pool"];
            assert.deepEqual(authorizer.providerARNs, [identityContract.publishes.userPool.placeholder.arn]);
            const schemas = [orderRequestJsonSchema, eventsRequestJsonSchema].map(({ $schema, ...schema }) => {
                assert.ok($schema);
                return schema;
            });
            assert.deepEqual(Object.values(components.schemas), schemas);
            assert.equal("requestBody" in paths["/orders/{orderId}"].get, false);
        });

        it("lets pages of the origins send what the routes ask for", () => {
            const { options } = definition().paths["/orders"];
            const { responseParameters } = options["x-amazon-apigateway-integration"].responses.default;
            assert.equal(
                responseParameters["method.response.header.Access-Control-Allow-Origin"],
                "'https://a.example.com'",
            );
            assert.equal(
                responseParameters["method.response.header.Access-Control-Allow-Headers"],
                "'Authorization,Content-Type,Idempotency-Key'",
            );
        });

        it("throttles, and keeps logs as long as other logs and under their key", () => {
            const { settings } = inputsOf("aws:apigateway/methodSettings:MethodSettings", "orders");
            assert.deepEqual(
                [settings.throttlingRateLimit, settings.throttlingBurstLimit, settings.loggingLevel],
                [50, 100, "INFO"],
            );
            const groups = resourcesOfType("aws:cloudwatch/logGroup:LogGroup");
            assert.deepEqual(
                groups.map(({ name, inputs }) => [name, inputs.retentionInDays, inputs.kmsKeyId]).sort(),
                ["collect-events-logs", "orders-access", "orders-execution", "place-order-logs", "read-order-logs"].map(
                    (name) => [name, 14, keys.logs],
                ),
            );
        });

        it("sets the region's logging role", () => {
            assert.equal(resourcesOfType("aws:apigateway/account:Account").length, 1);
        });
    });

    for (const [logLevel, loggingLevel] of [
        ["WARN", "INFO"],
        ["ERROR", "ERROR"],
    ] as const) {
        it(`logs executions at ${loggingLevel} when functions log at ${logLevel}`, async () => {
            build({ platform: { logLevel } });
            await settled();
            const { settings } = inputsOf("aws:apigateway/methodSettings:MethodSettings", "orders");
            assert.equal(settings.loggingLevel, loggingLevel);
            assert.equal(inputsOf(FUNCTION, "read-order").loggingConfig.applicationLogLevel, logLevel);
        });
    }

    it("leaves the region's logging role alone when another environment owns it", async () => {
        build({ layer: { ownsApiGatewayAccount: false } });
        await settled();
        assert.deepEqual(resourcesOfType("aws:apigateway/account:Account"), []);
        assert.deepEqual(
            resourcesOfType("aws:iam/role:Role")
                .map(({ name }) => name)
                .sort(),
            ["collect-events", "place-order", "read-order"],
        );
        assert.equal(resourcesOfType("aws:apigateway/stage:Stage").length, 1);
    });

    it("takes no events where there is no clickstream", async () => {
        const { collectEvents } = build({ platform: { clickstream: "None" } });
        await settled();
        assert.deepEqual(collectEvents, []);
        assert.deepEqual(Object.keys(definition().paths), ["/orders", "/orders/{orderId}"]);
        assert.deepEqual(
            resourcesOfType(FUNCTION)
                .map(({ name }) => name)
                .sort(),
            ["place-order", "read-order"],
        );
    });
});
