import assert from "node:assert/strict";
import {
    GetDeploymentCommand,
    GetIntegrationCommand,
    GetIntegrationResponseCommand,
    GetMethodCommand,
    GetMethodResponseCommand,
    GetStageCommand,
    GetTagsCommand,
} from "@aws-sdk/client-api-gateway";
import { exerciseRow, type Make } from "../../testing/exercise";
import { apiGatewayRows } from ".";

const TYPES = "aws:apigateway/";
const makeApi = (make: Make) => make(`${TYPES}restApi:RestApi`, {});
const at = ({ restApi, resourceId, httpMethod }: Record<string, string>) => ({
    restApiId: restApi,
    resourceId,
    httpMethod,
});

async function makeMethod(make: Make) {
    const { id: restApi, state } = await makeApi(make);
    const place = { restApi, resourceId: state.rootResourceId as string, httpMethod: "GET" };
    await make(`${TYPES}method:Method`, { ...place, authorization: "NONE" });
    return place;
}

async function makeIntegration(make: Make) {
    const place = await makeMethod(make);
    const requestTemplates = { "application/json": '{"statusCode":200}' };
    await make(`${TYPES}integration:Integration`, { ...place, type: "MOCK", requestTemplates });
    return place;
}

async function makeStage(make: Make) {
    const { restApi } = await makeIntegration(make);
    const deployment = await make(`${TYPES}deployment:Deployment`, { restApi });
    return { restApi, deployment: deployment.id, stageName: "v1" };
}

describe("API Gateway rows of methods and stages against the emulator", function () {
    this.timeout(120_000);

    it("keep a method", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}method:Method`,
            inputs: async (make) => {
                const { id: restApi, state } = await makeApi(make);
                return {
                    restApi,
                    resourceId: state.rootResourceId as string,
                    httpMethod: "POST",
                    authorization: "COGNITO_USER_POOLS",
                    authorizerId: "abcdef",
                    authorizationScopes: ["orders/read"],
                    apiKeyRequired: true,
                    operationName: "PlaceOrder",
                    requestValidatorId: "fedcba",
                    requestModels: { "application/json": "Order" },
                    requestParameters: { "method.request.header.Idempotency-Key": true },
                };
            },
            readBack: async (clients, _id, state) => {
                const found = await clients.apiGateway().send(new GetMethodCommand(at(state)));
                return {
                    authorization: [found.authorizationType, found.authorizerId, found.authorizationScopes],
                    key: found.apiKeyRequired,
                    name: found.operationName,
                    validator: found.requestValidatorId,
                    models: found.requestModels,
                    parameters: found.requestParameters,
                };
            },
            shows: {
                authorization: ["COGNITO_USER_POOLS", "abcdef", ["orders/read"]],
                key: true,
                name: "PlaceOrder",
                validator: "fedcba",
                models: { "application/json": "Order" },
                parameters: { "method.request.header.Idempotency-Key": true },
            },
            update: {
                inputs: {
                    authorization: "NONE",
                    authorizerId: undefined,
                    authorizationScopes: undefined,
                    apiKeyRequired: undefined,
                    operationName: undefined,
                    requestValidatorId: undefined,
                    requestModels: { "text/plain": "Text" },
                    requestParameters: { "method.request.header.Idempotency-Key": false },
                },
                shows: {
                    authorization: ["NONE", undefined, undefined],
                    key: false,
                    name: undefined,
                    validator: undefined,
                    models: { "text/plain": "Text" },
                    parameters: { "method.request.header.Idempotency-Key": false },
                },
            },
            replaceOn: { restApi: "another", resourceId: "another", httpMethod: "PUT" },
            outputs: ({ id, state }) => assert.equal(id, `agm-${state.restApi}-${state.resourceId}-POST`),
        }));

    it("keep a method's integration and responses when the method changes, and an integration's when that does", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}integration:Integration`,
            inputs: async (make) => ({
                ...(await makeMethod(make)),
                type: "AWS_PROXY",
                integrationHttpMethod: "POST",
                uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/a/invocations",
                timeoutMilliseconds: 10_000,
            }),
            readBack: async (clients, _id, state) => {
                const client = clients.apiGateway();
                const { live } = apiGatewayRows.find(({ type }) => type === `${TYPES}method:Method`)!;
                const { restApi, resourceId, httpMethod } = state;
                const found = await client.send(new GetIntegrationCommand(at(state)));
                const method = { restApi, resourceId, httpMethod, authorization: "NONE" };
                await live!.update!({ clients } as never, "", { ...method, operationName: "Read" }, method);
                const { methodIntegration } = await client.send(new GetMethodCommand(at(state)));
                assert.equal(methodIntegration?.uri, found.uri);
                return [found.type, found.httpMethod, found.uri?.split("/").at(-2), found.timeoutInMillis];
            },
            shows: ["AWS_PROXY", "POST", "a", 10_000],
            update: {
                inputs: {
                    uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/b/invocations",
                    timeoutMilliseconds: undefined,
                },
                shows: ["AWS_PROXY", "POST", "b", 29_000],
            },
            replaceOn: {
                restApi: "another",
                resourceId: "another",
                httpMethod: "PUT",
                type: "MOCK",
                credentials: "arn:aws:iam::000000000000:role/gateway",
                integrationHttpMethod: "GET",
                passthroughBehavior: "NEVER",
            },
        }));

    it("keep a method response", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}methodResponse:MethodResponse`,
            inputs: async (make) => ({
                ...(await makeMethod(make)),
                statusCode: "200",
                responseModels: { "application/json": "Empty" },
                responseParameters: { "method.response.header.Vary": true },
            }),
            readBack: async (clients, _id, state) => {
                const key = { ...at(state), statusCode: state.statusCode as string };
                const found = await clients.apiGateway().send(new GetMethodResponseCommand(key));
                return [found.responseModels, found.responseParameters];
            },
            shows: [{ "application/json": "Empty" }, { "method.response.header.Vary": true }],
            update: {
                inputs: { responseModels: undefined, responseParameters: { "method.response.header.Vary": false } },
                shows: [{}, { "method.response.header.Vary": false }],
            },
            replaceOn: { restApi: "another", resourceId: "another", httpMethod: "PUT", statusCode: "201" },
        }));

    it("keep an integration response", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}integrationResponse:IntegrationResponse`,
            inputs: async (make) => ({
                ...(await makeIntegration(make)),
                statusCode: "200",
                responseParameters: { "method.response.header.Vary": "'Origin'" },
                responseTemplates: { "application/json": "{}" },
            }),
            readBack: async (clients, _id, state) => {
                const key = { ...at(state), statusCode: state.statusCode as string };
                const found = await clients.apiGateway().send(new GetIntegrationResponseCommand(key));
                return [found.selectionPattern, found.responseParameters, found.responseTemplates];
            },
            shows: ["", { "method.response.header.Vary": "'Origin'" }, { "application/json": "{}" }],
            update: {
                inputs: { selectionPattern: "2..", responseParameters: undefined, responseTemplates: undefined },
                shows: ["2..", {}, {}],
            },
            replaceOn: { restApi: "another", resourceId: "another", httpMethod: "PUT", statusCode: "201" },
        }));

    it("keep a deployment", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}deployment:Deployment`,
            importable: false,
            inputs: async (make) => ({
                restApi: (await makeIntegration(make)).restApi,
                description: "First",
                triggers: { redeployment: "1" },
            }),
            readBack: async (clients, deploymentId, { restApi: restApiId }) => {
                const found = await clients.apiGateway().send(new GetDeploymentCommand({ restApiId, deploymentId }));
                return found.description ?? "";
            },
            shows: "First",
            update: { inputs: { description: undefined }, shows: "" },
            replaceOn: { restApi: "another", triggers: { redeployment: "2" }, variables: { colour: "blue" } },
        }));

    it("keep a stage", () =>
        exerciseRow(apiGatewayRows, {
            type: `${TYPES}stage:Stage`,
            inputs: async (make) => ({
                ...(await makeStage(make)),
                description: "Live",
                xrayTracingEnabled: true,
                variables: { colour: "blue", size: "1" },
                accessLogSettings: {
                    destinationArn: "arn:aws:logs:eu-west-1:000000000000:log-group:access",
                    format: "$context.requestId",
                },
                tags: { owner: "orders", layer: "integration" },
            }),
            readBack: async (clients, _id, { restApi: restApiId, stageName, arn }) => {
                const client = clients.apiGateway();
                const found = await client.send(new GetStageCommand({ restApiId, stageName }));
                return {
                    description: found.description,
                    tracing: found.tracingEnabled,
                    cache: [found.cacheClusterEnabled ?? false, found.cacheClusterSize],
                    variables: found.variables,
                    logs: found.accessLogSettings?.format,
                    tags: (await client.send(new GetTagsCommand({ resourceArn: arn }))).tags,
                };
            },
            shows: {
                description: "Live",
                tracing: true,
                cache: [false, undefined],
                variables: { colour: "blue", size: "1" },
                logs: "$context.requestId",
                tags: { owner: "orders", layer: "integration" },
            },
            update: {
                inputs: {
                    description: "Still live",
                    xrayTracingEnabled: false,
                    cacheClusterEnabled: true,
                    cacheClusterSize: "0.5",
                    variables: { colour: "red" },
                    accessLogSettings: undefined,
                    tags: { owner: "others" },
                },
                shows: {
                    description: "Still live",
                    tracing: false,
                    cache: [true, "0.5"],
                    variables: { colour: "red" },
                    logs: undefined,
                    tags: { owner: "others" },
                },
            },
            replaceOn: { restApi: "another", stageName: "v2" },
            outputs: ({ id, state }) => {
                assert.equal(id, `ags-${state.restApi}-v1`);
                assert.match(state.invokeUrl, /^http:\/\/[^/]+\/_aws\/execute-api\/[a-z0-9]+\/v1$/);
                assert.ok(state.invokeUrl.includes(state.restApi));
                assert.equal(state.executionArn, `arn:aws:execute-api:eu-west-1:000000000000:${state.restApi}/v1`);
            },
        }));

    for (const methodPath of ["*/*", "orders~1{orderId}/GET"]) {
        it(`keep the settings of ${methodPath}`, () =>
            exerciseRow(apiGatewayRows, {
                type: `${TYPES}methodSettings:MethodSettings`,
                inputs: async (make) => {
                    const { restApi, deployment, stageName } = await makeStage(make);
                    await make(`${TYPES}stage:Stage`, { restApi, deployment, stageName });
                    return {
                        restApi,
                        stageName,
                        methodPath,
                        settings: { throttlingRateLimit: 10, throttlingBurstLimit: 5, metricsEnabled: true },
                    };
                },
                readBack: async (clients, _id, { restApi: restApiId, stageName }) => {
                    const found = await clients.apiGateway().send(new GetStageCommand({ restApiId, stageName }));
                    const settings = found.methodSettings?.[methodPath.replace("~1", "/")];
                    return settings && [settings.throttlingRateLimit, settings.metricsEnabled, settings.loggingLevel];
                },
                shows: [10, true, "OFF"],
                update: {
                    inputs: { settings: { throttlingRateLimit: 20.5, metricsEnabled: false, loggingLevel: "INFO" } },
                    shows: [20.5, false, "INFO"],
                },
                replaceOn: { restApi: "another", stageName: "v2", methodPath: "orders/POST" },
            }));
    }
});
