import assert from "node:assert/strict";
import * as gateway from "@aws-sdk/client-api-gateway";
import { describeRows, type Exercise } from "../../testing/exercise";
import { makeApi, makeIntegration, makeMethod, stageOf, TYPES } from "../../testing/restApi";
import { method as methodRow } from "./method";

const INVOCATIONS = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions";

const settingsOf = (methodPath: string): Exercise => ({
    type: `${TYPES}methodSettings:MethodSettings`,
    inputs: async (make) => {
        const { restApi, deployment, stageName } = await stageOf(make);
        await make(`${TYPES}stage:Stage`, { restApi, deployment, stageName });
        const settings = {
            throttlingRateLimit: 10,
            throttlingBurstLimit: 5,
            metricsEnabled: true,
            loggingLevel: "OFF",
        };
        return { restApi, stageName, methodPath, settings };
    },
    looks: [
        [
            gateway.GetStageCommand,
            ({ methodSettings }) => {
                const settings = methodSettings?.[methodPath.replace("~1", "/")];
                return settings && { settings };
            },
        ],
    ],
    unseen: ["restApi", "stageName", "methodPath"],
    update: { settings: { throttlingRateLimit: 20.5, metricsEnabled: false, loggingLevel: "INFO" } },
});

describeRows("the rows of API Gateway's methods and stages", {
    "keep a method": {
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
        looks: [gateway.GetMethodCommand],
        names: { authorization: "authorizationType" },
        unseen: ["restApi", "resourceId"],
        update: {
            authorization: "NONE",
            authorizerId: undefined,
            authorizationScopes: undefined,
            apiKeyRequired: undefined,
            operationName: undefined,
            requestValidatorId: undefined,
            requestModels: { "text/plain": "Text" },
            requestParameters: { "method.request.header.Idempotency-Key": false },
        },
        outputs: ({ id, state }) => assert.equal(id, `agm-${state.restApi}-${state.resourceId}-POST`),
    },
    "keep a method's integration and responses when the method changes, and an integration's when that does": {
        type: `${TYPES}integration:Integration`,
        inputs: async (make) => ({
            ...(await makeMethod(make)),
            type: "AWS_PROXY",
            integrationHttpMethod: "POST",
            uri: `${INVOCATIONS}/a/invocations`,
            timeoutMilliseconds: 10_000,
        }),
        looks: [gateway.GetIntegrationCommand],
        names: { integrationHttpMethod: "httpMethod", timeoutMilliseconds: "timeoutInMillis" },
        unseen: ["httpMethod"],
        readBack: async (clients, _id, { restApi, resourceId, httpMethod, uri }) => {
            const method = { restApi, resourceId, httpMethod, authorization: "NONE" };
            await methodRow.live!.update!({ clients } as never, "", { ...method, operationName: "Read" }, method);
            const request = new gateway.GetMethodCommand({ restApiId: restApi, resourceId, httpMethod });
            return (await clients.apiGateway().send(request)).methodIntegration?.uri === uri;
        },
        shows: true,
        update: { uri: `${INVOCATIONS}/b/invocations`, timeoutMilliseconds: undefined },
    },
    "keep a method response": {
        type: `${TYPES}methodResponse:MethodResponse`,
        inputs: async (make) => ({
            ...(await makeMethod(make)),
            statusCode: "200",
            responseModels: { "application/json": "Empty" },
            responseParameters: { "method.response.header.Vary": true },
        }),
        looks: [gateway.GetMethodResponseCommand],
        update: { responseModels: undefined, responseParameters: { "method.response.header.Vary": false } },
    },
    "keep an integration response": {
        type: `${TYPES}integrationResponse:IntegrationResponse`,
        inputs: async (make) => ({
            ...(await makeIntegration(make)),
            statusCode: "200",
            responseParameters: { "method.response.header.Vary": "'Origin'" },
            responseTemplates: { "application/json": "{}" },
        }),
        looks: [gateway.GetIntegrationResponseCommand],
        update: { selectionPattern: "2..", responseParameters: undefined, responseTemplates: undefined },
    },
    "keep a deployment": {
        type: `${TYPES}deployment:Deployment`,
        importable: false,
        inputs: async (make) => ({
            restApi: (await makeIntegration(make)).restApi,
            description: "First",
            triggers: { redeployment: "1" },
        }),
        looks: [gateway.GetDeploymentCommand],
        unseen: ["restApi", "triggers"],
        update: { description: undefined },
    },
    "keep a stage": {
        type: `${TYPES}stage:Stage`,
        inputs: async (make) => ({
            ...(await stageOf(make)),
            description: "Live",
            xrayTracingEnabled: true,
            variables: { colour: "blue", size: "1" },
            accessLogSettings: {
                destinationArn: "arn:aws:logs:eu-west-1:000000000000:log-group:access",
                format: "$context.requestId",
            },
            tags: { owner: "orders", layer: "integration" },
        }),
        looks: [gateway.GetStageCommand, gateway.GetTagsCommand],
        names: { deployment: "deploymentId", xrayTracingEnabled: "tracingEnabled" },
        update: {
            description: "Still live",
            xrayTracingEnabled: false,
            cacheClusterEnabled: true,
            cacheClusterSize: "0.5",
            variables: { colour: "red" },
            accessLogSettings: undefined,
            tags: { owner: "others" },
        },
        outputs: ({ id, state }) => {
            assert.equal(id, `ags-${state.restApi}-v1`);
            assert.match(state.invokeUrl, /^http:\/\/[^/]+\/_aws\/execute-api\/[a-z0-9]+\/v1$/);
            assert.ok(state.invokeUrl.includes(state.restApi));
            assert.equal(state.executionArn, `arn:aws:execute-api:eu-west-1:000000000000:${state.restApi}/v1`);
        },
    },
    "keep the settings of all methods": settingsOf("*/*"),
    "keep the settings of one method": settingsOf("orders~1{orderId}/GET"),
});
