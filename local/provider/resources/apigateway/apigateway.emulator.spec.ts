import assert from "node:assert/strict";
import {
    GetAccountCommand,
    GetAuthorizerCommand,
    GetGatewayResponseCommand,
    GetModelCommand,
    GetRequestValidatorCommand,
    GetResourceCommand,
    GetResourcesCommand,
    GetRestApiCommand,
    GetTagsCommand,
} from "@aws-sdk/client-api-gateway";
import { emulatorClients, exerciseRow, type Make } from "../../testing/exercise";
import { apiGatewayRows } from ".";

const makeApi = (make: Make) => make("aws:apigateway/restApi:RestApi", {});
const POOL = "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_000000000";
const documentOf = (paths: Readonly<Record<string, readonly string[]>>) => {
    const operation = { responses: {}, "x-amazon-apigateway-integration": { type: "mock" } };
    const items = Object.entries(paths).map(([path, methods]) => [
        path,
        Object.fromEntries(methods.map((method) => [method, operation])),
    ]);
    const info = { title: "test", version: "v1" };
    return JSON.stringify({ openapi: "3.0.1", info, paths: Object.fromEntries(items) as object });
};
const policy = (effect: string) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: effect, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
    });

describe("API Gateway rows of an API against the emulator", function () {
    this.timeout(120_000);

    it("keep an API", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/restApi:RestApi",
            inputs: {
                description: "Orders",
                endpointConfiguration: { types: "REGIONAL" },
                minimumCompressionSize: "1024",
                binaryMediaTypes: ["image/png"],
                disableExecuteApiEndpoint: false,
                endpointAccessMode: "BASIC",
                securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
                policy: policy("Allow"),
                tags: { owner: "orders", layer: "integration" },
            },
            readBack: async (clients, id, { arn, rootResourceId }) => {
                const client = clients.apiGateway();
                const found = await client.send(new GetRestApiCommand({ restApiId: id }));
                const root = await client.send(new GetResourceCommand({ restApiId: id, resourceId: rootResourceId }));
                return {
                    root: root.path,
                    description: found.description,
                    types: found.endpointConfiguration?.types,
                    size: found.minimumCompressionSize,
                    binary: found.binaryMediaTypes,
                    disabled: found.disableExecuteApiEndpoint,
                    policy: found.policy?.includes("Allow"),
                    tags: (await client.send(new GetTagsCommand({ resourceArn: arn }))).tags,
                };
            },
            shows: {
                root: "/",
                description: "Orders",
                types: ["REGIONAL"],
                size: 1024,
                binary: ["image/png"],
                disabled: false,
                policy: true,
                tags: { owner: "orders", layer: "integration" },
            },
            update: {
                inputs: {
                    description: undefined,
                    endpointConfiguration: { types: "EDGE" },
                    minimumCompressionSize: undefined,
                    binaryMediaTypes: ["image/png", "application/pdf"],
                    disableExecuteApiEndpoint: true,
                    securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
                    policy: undefined,
                    tags: { owner: "others" },
                },
                shows: {
                    root: "/",
                    description: "",
                    types: ["EDGE"],
                    size: undefined,
                    binary: ["image/png", "application/pdf"],
                    disabled: true,
                    policy: undefined,
                    tags: { owner: "others" },
                },
            },
            outputs: ({ id, state }) => {
                assert.equal(state.arn, `arn:aws:apigateway:eu-west-1::/restapis/${id}`);
                assert.equal(state.executionArn, `arn:aws:execute-api:eu-west-1:000000000000:${id}`);
            },
        }));

    it("keep an API that a document defines as a whole", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/restApi:RestApi",
            inputs: { body: documentOf({ "/orders": ["get", "post"], "/orders/{id}": ["get"] }), failOnWarnings: true },
            untold: ["body", "failOnWarnings"],
            readBack: async (clients, restApiId) => {
                const { items = [] } = await clients.apiGateway().send(new GetResourcesCommand({ restApiId }));
                return items
                    .map(({ path, resourceMethods = {} }) => [path, ...Object.keys(resourceMethods).sort()])
                    .sort();
            },
            shows: [["/"], ["/orders", "GET", "POST"], ["/orders/{id}", "GET"]],
            update: {
                inputs: { body: documentOf({ "/orders/{order}": ["get"] }) },
                shows: [["/"], ["/orders"], ["/orders/{order}", "GET"]],
            },
        }));

    it("keep a segment of a path", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/resource:Resource",
            importable: false,
            inputs: async (make) => {
                const api = await makeApi(make);
                const orders = { restApi: api.id, parentId: api.state.rootResourceId as string, pathPart: "orders" };
                const parent = await make("aws:apigateway/resource:Resource", orders);
                return { restApi: api.id, parentId: parent.id, pathPart: "{orderId}" };
            },
            readBack: async (clients, resourceId, { restApi, path }) => {
                const found = await clients
                    .apiGateway()
                    .send(new GetResourceCommand({ restApiId: restApi, resourceId }));
                return [found.path, path];
            },
            shows: ["/orders/{orderId}", "/orders/{orderId}"],
            update: { inputs: { pathPart: "{id}" }, shows: ["/orders/{id}", "/orders/{id}"] },
            replaceOn: { restApi: "another" },
        }));

    it("keep a request validator", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/requestValidator:RequestValidator",
            importable: false,
            inputs: async (make) => ({ restApi: (await makeApi(make)).id, name: "all", validateRequestBody: true }),
            readBack: async (clients, requestValidatorId, { restApi }) => {
                const found = await clients
                    .apiGateway()
                    .send(new GetRequestValidatorCommand({ restApiId: restApi, requestValidatorId }));
                return [found.name, found.validateRequestBody, found.validateRequestParameters];
            },
            shows: ["all", true, false],
            update: {
                inputs: { name: "some", validateRequestBody: undefined, validateRequestParameters: true },
                shows: ["some", false, true],
            },
            replaceOn: { restApi: "another" },
        }));

    it("keep a model", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/model:Model",
            importable: false,
            inputs: async (make) => ({
                restApi: (await makeApi(make)).id,
                contentType: "application/json",
                description: "An order",
                schema: JSON.stringify({ type: "object", required: ["item"] }),
            }),
            readBack: async (clients, _id, { restApi, name }) => {
                assert.match(name as string, /^subject[A-Za-z0-9]+$/);
                const found = await clients
                    .apiGateway()
                    .send(new GetModelCommand({ restApiId: restApi, modelName: name }));
                return [found.contentType, found.description, JSON.parse(found.schema!)];
            },
            shows: ["application/json", "An order", { type: "object", required: ["item"] }],
            update: {
                inputs: { description: undefined, schema: JSON.stringify({ type: "array" }) },
                shows: ["application/json", undefined, { type: "array" }],
            },
            replaceOn: { restApi: "another", name: "Another", contentType: "application/xml" },
        }));

    it("keep an authorizer", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/authorizer:Authorizer",
            importable: false,
            inputs: async (make) => ({
                restApi: (await makeApi(make)).id,
                name: "pool",
                type: "COGNITO_USER_POOLS",
                providerArns: [POOL],
            }),
            readBack: async (clients, authorizerId, { restApi }) => {
                const found = await clients
                    .apiGateway()
                    .send(new GetAuthorizerCommand({ restApiId: restApi, authorizerId }));
                return [found.name, found.type, found.providerARNs, found.authorizerResultTtlInSeconds];
            },
            shows: ["pool", "COGNITO_USER_POOLS", [POOL], 300],
            update: {
                inputs: { name: "pools", providerArns: [POOL, `${POOL}1`], authorizerResultTtlInSeconds: 0 },
                shows: ["pools", "COGNITO_USER_POOLS", [POOL, `${POOL}1`], 0],
            },
            replaceOn: { restApi: "another" },
        }));

    it("keep an answer of the gateway's own", () =>
        exerciseRow(apiGatewayRows, {
            type: "aws:apigateway/response:Response",
            inputs: async (make) => ({
                restApiId: (await makeApi(make)).id,
                responseType: "UNAUTHORIZED",
                statusCode: "401",
                responseParameters: { "gatewayresponse.header.WWW-Authenticate": "'Bearer'" },
                responseTemplates: { "application/json": '{"message":"Sign in first."}' },
            }),
            readBack: async (clients, _id, { restApiId, responseType }) => {
                const found = await clients
                    .apiGateway()
                    .send(new GetGatewayResponseCommand({ restApiId, responseType }));
                if (found.defaultResponse) return undefined;
                return [found.statusCode, found.responseParameters, found.responseTemplates?.["application/json"]];
            },
            shows: ["401", { "gatewayresponse.header.WWW-Authenticate": "'Bearer'" }, '{"message":"Sign in first."}'],
            update: {
                inputs: { statusCode: "403", responseParameters: undefined, responseTemplates: undefined },
                shows: ["403", {}, '{"message":$context.error.messageString}'],
            },
            replaceOn: { restApiId: "another", responseType: "ACCESS_DENIED" },
        }));

    it("keep the region's logging role, and leave another stack's alone", async () => {
        const type = "aws:apigateway/account:Account";
        const role = "arn:aws:iam::000000000000:role/logs";
        await exerciseRow(apiGatewayRows, {
            type,
            inputs: { cloudwatchRoleArn: role },
            readBack: async (clients) =>
                (await clients.apiGateway().send(new GetAccountCommand({}))).cloudwatchRoleArn ?? "none",
            shows: role,
            update: { inputs: { cloudwatchRoleArn: `${role}2` }, shows: `${role}2` },
            leaves: "none",
        });
        const { create, delete: remove } = apiGatewayRows.find((row) => row.type === type)!.live!;
        const context = { clients: await emulatorClients(), made: () => undefined } as never;
        await create(context, { cloudwatchRoleArn: `${role}2` });
        await remove(context, "api-gateway-account", { cloudwatchRoleArn: role });
        const { cloudwatchRoleArn } = await (await emulatorClients()).apiGateway().send(new GetAccountCommand({}));
        assert.equal(cloudwatchRoleArn, `${role}2`);
        await remove(context, "api-gateway-account", { cloudwatchRoleArn: `${role}2` });
    });
});
