import assert from "node:assert/strict";
import * as gateway from "@aws-sdk/client-api-gateway";
import { describeRows, emulatorClients } from "../../testing/exercise";
import { policyOf } from "../../testing/policyDocument";
import { makeApi, TYPES } from "../../testing/restApi";
import { account } from ".";

const ACCOUNT = `${TYPES}account:Account`;
const POOL = "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_000000000";
const ROLE = "arn:aws:iam::000000000000:role/logs";
const documentOf = (paths: Readonly<Record<string, readonly string[]>>) => {
    const operation = { responses: {}, "x-amazon-apigateway-integration": { type: "mock" } };
    const items = Object.entries(paths).map(([path, methods]) => [
        path,
        Object.fromEntries(methods.map((method) => [method, operation])),
    ]);
    const info = { title: "test", version: "v1" };
    return JSON.stringify({ openapi: "3.0.1", info, paths: Object.fromEntries(items) as object });
};
const policy = policyOf({ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" });

describeRows("the rows of API Gateway's APIs", {
    "keep an API": {
        type: `${TYPES}restApi:RestApi`,
        inputs: {
            description: "Orders",
            endpointConfiguration: { types: "REGIONAL" },
            minimumCompressionSize: "1024",
            binaryMediaTypes: ["image/png"],
            disableExecuteApiEndpoint: false,
            endpointAccessMode: "BASIC",
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            policy,
            tags: { owner: "orders", layer: "integration" },
        },
        looks: [
            // The quotes of the policy are escaped, and the emulator tells the first tags for ever.
            [
                gateway.GetRestApiCommand,
                (found) => ({ ...found, policy: found.policy?.replaceAll("\\", ""), tags: undefined }),
            ],
            gateway.GetTagsCommand,
        ],
        unseen: ["endpointAccessMode", "securityPolicy"],
        readBack: async (clients, restApiId, { rootResourceId: resourceId }) =>
            (await clients.apiGateway().send(new gateway.GetResourceCommand({ restApiId, resourceId }))).path,
        shows: "/",
        update: {
            description: undefined,
            endpointConfiguration: { types: "EDGE" },
            minimumCompressionSize: undefined,
            binaryMediaTypes: ["image/png", "application/pdf"],
            disableExecuteApiEndpoint: true,
            securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
            policy: undefined,
            tags: { owner: "others" },
        },
        outputs: ({ id, state }) => {
            assert.equal(state.arn, `arn:aws:apigateway:eu-west-1::/restapis/${id}`);
            assert.equal(state.executionArn, `arn:aws:execute-api:eu-west-1:000000000000:${id}`);
        },
    },
    "keep an API that a document defines as a whole": {
        type: `${TYPES}restApi:RestApi`,
        inputs: { body: documentOf({ "/orders": ["get", "post"], "/orders/{id}": ["get"] }), failOnWarnings: true },
        untold: ["body", "failOnWarnings"],
        readBack: async (clients, restApiId) => {
            const { items = [] } = await clients.apiGateway().send(new gateway.GetResourcesCommand({ restApiId }));
            return items.map(({ path, resourceMethods = {} }) => [path, ...Object.keys(resourceMethods).sort()]).sort();
        },
        shows: [["/"], ["/orders", "GET", "POST"], ["/orders/{id}", "GET"]],
        update: { body: documentOf({ "/orders/{order}": ["get"] }) },
        updated: [["/"], ["/orders"], ["/orders/{order}", "GET"]],
    },
    "keep a segment of a path": {
        type: `${TYPES}resource:Resource`,
        importable: false,
        inputs: async (make) => {
            const { id: restApi, state } = await makeApi(make);
            const orders = { restApi, parentId: state.rootResourceId as string, pathPart: "orders" };
            const { id: parentId } = await make(`${TYPES}resource:Resource`, orders);
            return { restApi, parentId, pathPart: "{orderId}" };
        },
        looks: [
            [
                gateway.GetResourceCommand,
                ({ path, ...found }, state) => {
                    assert.deepEqual([path, state.path], Array(2).fill(`/orders/${state.pathPart}`));
                    return found;
                },
            ],
        ],
        update: { pathPart: "{id}" },
    },
    "keep a request validator": {
        type: `${TYPES}requestValidator:RequestValidator`,
        importable: false,
        inputs: async (make) => ({ restApi: (await makeApi(make)).id, name: "all", validateRequestBody: true }),
        looks: [gateway.GetRequestValidatorCommand],
        update: { name: "some", validateRequestBody: undefined, validateRequestParameters: true },
    },
    "keep a model": {
        type: `${TYPES}model:Model`,
        importable: false,
        inputs: async (make) => ({
            restApi: (await makeApi(make)).id,
            contentType: "application/json",
            description: "An order",
            schema: JSON.stringify({ type: "object", required: ["item"] }),
        }),
        looks: [gateway.GetModelCommand],
        update: { description: undefined, schema: JSON.stringify({ type: "array" }) },
        outputs: ({ state }) => assert.match(state.name, /^subject[A-Za-z0-9]+$/),
    },
    "keep an authorizer": {
        type: `${TYPES}authorizer:Authorizer`,
        importable: false,
        inputs: async (make) => ({
            restApi: (await makeApi(make)).id,
            name: "pool",
            type: "COGNITO_USER_POOLS",
            providerArns: [POOL],
        }),
        looks: [gateway.GetAuthorizerCommand],
        unset: { authorizerResultTtlInSeconds: 300 },
        update: { name: "pools", providerArns: [POOL, `${POOL}1`], authorizerResultTtlInSeconds: 0 },
    },
    "keep an answer of the gateway's own": {
        type: `${TYPES}response:Response`,
        inputs: async (make) => ({
            restApiId: (await makeApi(make)).id,
            responseType: "UNAUTHORIZED",
            statusCode: "401",
            responseParameters: { "gatewayresponse.header.WWW-Authenticate": "'Bearer'" },
            responseTemplates: { "application/json": '{"message":"Sign in first."}' },
        }),
        looks: [[gateway.GetGatewayResponseCommand, (found) => (found.defaultResponse ? undefined : found)]],
        unset: { responseTemplates: { "application/json": '{"message":$context.error.messageString}' } },
        update: { statusCode: "403", responseParameters: undefined, responseTemplates: undefined },
    },
    "keep the region's logging role": {
        type: ACCOUNT,
        inputs: { cloudwatchRoleArn: ROLE },
        looks: [gateway.GetAccountCommand],
        update: { cloudwatchRoleArn: `${ROLE}2` },
        leaves: { cloudwatchRoleArn: undefined },
    },
});

describe("the row of API Gateway's account", () => {
    it("leaves another stack's logging role alone", async () => {
        const { create, delete: remove } = account.live!;
        const clients = await emulatorClients();
        const context = { clients, made: () => undefined } as never;
        await create(context, { cloudwatchRoleArn: `${ROLE}2` });
        await remove(context, "api-gateway-account", { cloudwatchRoleArn: ROLE });
        const { cloudwatchRoleArn } = await clients.apiGateway().send(new gateway.GetAccountCommand({}));
        assert.equal(cloudwatchRoleArn, `${ROLE}2`);
        await remove(context, "api-gateway-account", { cloudwatchRoleArn: `${ROLE}2` });
    });
});
