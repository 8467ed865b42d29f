import {
    CreateAuthorizerCommand,
    CreateModelCommand,
    CreateRequestValidatorCommand,
    DeleteAuthorizerCommand,
    DeleteModelCommand,
    DeleteRequestValidatorCommand,
    GetAuthorizerCommand,
    GetModelCommand,
    GetRequestValidatorCommand,
    UpdateAuthorizerCommand,
    UpdateModelCommand,
    UpdateRequestValidatorCommand,
    type AuthorizerType,
    type PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { ifExists } from "../live";
import { defineRow, type Props, type ResourceRow } from "../row";
import { isChanged, pick } from "./wire";

/** `replace` operations for the arguments that changed, by patch path. */
export function patches(olds: Props, news: Props, paths: Readonly<Record<string, string>>): PatchOperation[] {
    return Object.entries(paths)
        .filter(([argument]) => isChanged(olds, news, argument))
        .map(([argument, path]) => ({ op: "replace", path, value: String(news[argument] ?? "") }));
}

/** `aws:apigateway/requestValidator:RequestValidator`. */
const requestValidator = defineRow({
    type: "aws:apigateway/requestValidator:RequestValidator",
    args: ["name", "region", "restApi", "validateRequestBody", "validateRequestParameters"],
    required: ["restApi"],
    replaceOn: ["region", "restApi"],
    autoName: { property: "name", maxLength: 128 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    simulate: ({ hex }) => ({ id: hex(6), outputs: {} }),
    live: {
        async create({ clients }, { restApi, ...inputs }) {
            const made = await clients.apiGateway().send(
                new CreateRequestValidatorCommand({
                    restApiId: restApi,
                    ...pick(inputs, ["name", "validateRequestBody", "validateRequestParameters"]),
                }),
            );
            return { id: made.id!, outputs: {} };
        },
        async read({ clients }, id, { restApi }) {
            const found = await ifExists(
                clients
                    .apiGateway()
                    .send(new GetRequestValidatorCommand({ restApiId: restApi, requestValidatorId: id })),
            );
            return found && pick(found, ["name", "validateRequestBody", "validateRequestParameters"]);
        },
        async update({ clients }, id, inputs, old) {
            const patchOperations = patches(old, inputs, {
                name: "/name",
                validateRequestBody: "/validateRequestBody",
                validateRequestParameters: "/validateRequestParameters",
            });
            await clients.apiGateway().send(
                new UpdateRequestValidatorCommand({
                    restApiId: inputs.restApi,
                    requestValidatorId: id,
                    patchOperations,
                }),
            );
            return {};
        },
        async delete({ clients }, id, { restApi }) {
            await ifExists(
                clients
                    .apiGateway()
                    .send(new DeleteRequestValidatorCommand({ restApiId: restApi, requestValidatorId: id })),
            );
        },
    },
});

/** `aws:apigateway/model:Model`. */
const model = defineRow({
    type: "aws:apigateway/model:Model",
    args: ["contentType", "description", "name", "region", "restApi", "schema"],
    required: ["contentType", "restApi"],
    replaceOn: ["contentType", "name", "region", "restApi"],
    autoName: { property: "name", maxLength: 128, transform: (name) => name.replace(/[^A-Za-z0-9]/g, "") },
    simulate: ({ hex }) => ({ id: hex(6), outputs: {} }),
    live: {
        async create({ clients }, { restApi, ...inputs }) {
            const made = await clients.apiGateway().send(
                new CreateModelCommand({
                    restApiId: restApi,
                    name: inputs.name,
                    contentType: inputs.contentType,
                    ...pick(inputs, ["description", "schema"]),
                }),
            );
            return { id: made.id!, outputs: {} };
        },
        async read({ clients }, _id, { restApi, name }) {
            const found = await ifExists(
                clients.apiGateway().send(new GetModelCommand({ restApiId: restApi, modelName: name })),
            );
            return found && pick(found, ["contentType", "description", "name", "schema"]);
        },
        async update({ clients }, _id, inputs, old) {
            const patchOperations = patches(old, inputs, { description: "/description", schema: "/schema" });
            await clients
                .apiGateway()
                .send(new UpdateModelCommand({ restApiId: inputs.restApi, modelName: inputs.name, patchOperations }));
            return {};
        },
        async delete({ clients }, _id, { restApi, name }) {
            await ifExists(clients.apiGateway().send(new DeleteModelCommand({ restApiId: restApi, modelName: name })));
        },
    },
});

const AUTHORIZER_SETTINGS = [
    "authorizerCredentials",
    "authorizerResultTtlInSeconds",
    "authorizerUri",
    "identitySource",
    "identityValidationExpression",
    "name",
    "type",
];

/** `aws:apigateway/authorizer:Authorizer`. */
const authorizer = defineRow({
    type: "aws:apigateway/authorizer:Authorizer",
    args: ["providerArns", "region", "restApi", ...AUTHORIZER_SETTINGS],
    required: ["restApi"],
    // AWS changes the pools in place; the emulator would keep one of them as text.
    replaceOn: ["providerArns", "region", "restApi"],
    autoName: { property: "name", maxLength: 128 },
    defaults: {
        authorizerResultTtlInSeconds: 300,
        identitySource: "method.request.header.Authorization",
        type: "TOKEN",
    },
    simulate: ({ partition, region, hex }, { restApi }) => {
        const id = hex(6);
        return {
            id,
            outputs: { arn: `arn:${partition}:apigateway:${region}::/restapis/${restApi}/authorizers/${id}` },
        };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients.apiGateway().send(
                new CreateAuthorizerCommand({
                    restApiId: inputs.restApi,
                    name: inputs.name,
                    type: inputs.type as AuthorizerType,
                    providerARNs: inputs.providerArns,
                    ...pick(inputs, AUTHORIZER_SETTINGS),
                }),
            );
            const { partition, region } = context;
            const arn = `arn:${partition}:apigateway:${region}::/restapis/${inputs.restApi}/authorizers/${made.id}`;
            return { id: made.id!, outputs: { arn } };
        },
        async read({ clients }, id, { restApi }) {
            const found = await ifExists(
                clients.apiGateway().send(new GetAuthorizerCommand({ restApiId: restApi, authorizerId: id })),
            );
            return found && { ...pick(found, AUTHORIZER_SETTINGS), providerArns: found.providerARNs };
        },
        async update({ clients }, id, inputs, old) {
            const paths = Object.fromEntries(AUTHORIZER_SETTINGS.map((key) => [key, `/${key}`]));
            const patchOperations = patches(old, inputs, paths);
            await clients
                .apiGateway()
                .send(new UpdateAuthorizerCommand({ restApiId: inputs.restApi, authorizerId: id, patchOperations }));
            return {};
        },
        async delete({ clients }, id, { restApi }) {
            await ifExists(
                clients.apiGateway().send(new DeleteAuthorizerCommand({ restApiId: restApi, authorizerId: id })),
            );
        },
    },
});

/** Rows of what API Gateway checks a request by. */
export const apiGatewayRequestRows: readonly ResourceRow[] = [requestValidator, model, authorizer];
