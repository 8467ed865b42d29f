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
} from "@aws-sdk/client-api-gateway";
import { ifExists } from "../../live";
import { defineRow, type Props, type ResourceRow, type RowContext } from "../../row";
import { apiOf, patchOf, sameNames } from "./support";
import { pick } from "../../wire";

const VALIDATOR_SETTINGS = ["name", "validateRequestBody", "validateRequestParameters"];

/** `aws:apigateway/requestValidator:RequestValidator`. */
const requestValidator = defineRow({
    type: "aws:apigateway/requestValidator:RequestValidator",
    replaceOn: ["restApi"],
    unlikeCloudFormation: { "API Gateway renames a validator, which CloudFormation does not ask for.": ["name"] },
    autoName: { property: "name", maxLength: 255 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    simulate: (context) => ({ id: context.hex(6), outputs: {} }),
    live: {
        async create({ clients }, inputs) {
            const settings = pick(inputs, VALIDATOR_SETTINGS);
            const made = await clients
                .apiGateway()
                .send(new CreateRequestValidatorCommand({ restApiId: inputs.restApi as string, ...settings }));
            return { id: made.id!, outputs: {} };
        },
        async read({ clients }, id, state) {
            const at = { restApiId: apiOf(state), requestValidatorId: id };
            const found = await ifExists(clients.apiGateway().send(new GetRequestValidatorCommand(at)));
            return found && pick(found, VALIDATOR_SETTINGS);
        },
        async update({ clients }, id, inputs, old) {
            const at = { restApiId: inputs.restApi as string, requestValidatorId: id };
            const patchOperations = patchOf(old, inputs, sameNames(VALIDATOR_SETTINGS));
            await clients.apiGateway().send(new UpdateRequestValidatorCommand({ ...at, patchOperations }));
            return {};
        },
        async delete({ clients }, id, { restApi: restApiId }) {
            const at = { restApiId, requestValidatorId: id };
            await ifExists(clients.apiGateway().send(new DeleteRequestValidatorCommand(at)));
        },
    },
});

/** `aws:apigateway/model:Model`. */
const model = defineRow({
    type: "aws:apigateway/model:Model",
    replaceOn: ["contentType", "name", "restApi"],
    // Methods refer to it by a name that the program gives.
    deleteBeforeReplace: true,
    autoName: { property: "name", maxLength: 255, transform: (name) => name.replace(/[^A-Za-z0-9]/g, "") },
    simulate: (context) => ({ id: context.hex(6), outputs: {} }),
    live: {
        async create({ clients }, inputs) {
            const { restApi: restApiId, name, contentType, description, schema } = inputs;
            const made = await clients
                .apiGateway()
                .send(new CreateModelCommand({ restApiId, name, contentType, description, schema }));
            return { id: made.id!, outputs: {} };
        },
        async read({ clients }, _id, state) {
            const at = { restApiId: apiOf(state), modelName: state.name as string };
            const found = await ifExists(clients.apiGateway().send(new GetModelCommand(at)));
            return found && pick(found, ["contentType", "description", "name", "schema"]);
        },
        async update({ clients }, _id, inputs, old) {
            const at = { restApiId: inputs.restApi as string, modelName: inputs.name as string };
            const patchOperations = patchOf(old, inputs, sameNames(["description", "schema"]));
            await clients.apiGateway().send(new UpdateModelCommand({ ...at, patchOperations }));
            return {};
        },
        async delete({ clients }, _id, { restApi: restApiId, name: modelName }) {
            await ifExists(clients.apiGateway().send(new DeleteModelCommand({ restApiId, modelName })));
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
    ineffective: {
        authorizerCredentials: "Kept and read back; the function is invoked without the role.",
    },
    replaceOn: ["restApi"],
    autoName: { property: "name", maxLength: 128 },
    defaults: {
        authorizerResultTtlInSeconds: 300,
        identitySource: "method.request.header.Authorization",
        type: "TOKEN",
    },
    simulate: (context, inputs) => {
        const id = context.hex(6);
        return { id, outputs: { arn: authorizerArn(context, inputs, id) } };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients.apiGateway().send(
                new CreateAuthorizerCommand({
                    ...pick(inputs, AUTHORIZER_SETTINGS),
                    restApiId: inputs.restApi as string,
                    name: inputs.name as string,
                    type: inputs.type as AuthorizerType,
                    providerARNs: inputs.providerArns as string[],
                }),
            );
            return { id: made.id!, outputs: { arn: authorizerArn(context, inputs, made.id!) } };
        },
        async read({ clients }, id, state) {
            const at = { restApiId: apiOf(state), authorizerId: id };
            const found = await ifExists(clients.apiGateway().send(new GetAuthorizerCommand(at)));
            return found && { ...pick(found, AUTHORIZER_SETTINGS), providerArns: found.providerARNs };
        },
        async update({ clients }, id, inputs, old) {
            const at = { restApiId: inputs.restApi as string, authorizerId: id };
            const names = { ...sameNames(AUTHORIZER_SETTINGS), providerArns: "providerARNs" };
            const patchOperations = patchOf(old, inputs, names);
            await clients.apiGateway().send(new UpdateAuthorizerCommand({ ...at, patchOperations }));
            return {};
        },
        async delete({ clients }, id, { restApi: restApiId }) {
            const at = { restApiId, authorizerId: id };
            await ifExists(clients.apiGateway().send(new DeleteAuthorizerCommand(at)));
        },
    },
});

function authorizerArn({ partition, region }: RowContext, { restApi }: Props, id: string): string {
    return `arn:${partition}:apigateway:${region}::/restapis/${restApi}/authorizers/${id}`;
}

/** Rows of what API Gateway checks a request by. */
export const apiGatewayRequestRows: readonly ResourceRow[] = [requestValidator, model, authorizer];
