import * as gateway from "@aws-sdk/client-api-gateway";
import { crudRow } from "../../crudRow";
import type { RowContext } from "../../row";
import { patch } from "./support";

const newId = ({ hex }: RowContext) => hex(6);

export const requestValidator = crudRow({
    type: "aws:apigateway/requestValidator:RequestValidator",
    unlikeCloudFormation: {
        "API Gateway renames a validator, which CloudFormation does not ask for.": { updates: ["name"] },
    },
    autoName: { property: "name", maxLength: 255 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    id: newId,
    create: [gateway.CreateRequestValidatorCommand],
    read: [gateway.GetRequestValidatorCommand],
    key: { restApiId: "restApi", requestValidatorId: "id" },
    update: patch(gateway.UpdateRequestValidatorCommand),
    delete: [gateway.DeleteRequestValidatorCommand],
});

export const model = crudRow({
    type: "aws:apigateway/model:Model",
    // Methods refer to it by a name that the program gives.
    deleteBeforeReplace: true,
    autoName: { property: "name", maxLength: 255, transform: (name) => name.replace(/[^A-Za-z0-9]/g, "") },
    id: newId,
    create: [gateway.CreateModelCommand],
    read: [gateway.GetModelCommand],
    key: { restApiId: "restApi", modelName: "name" },
    update: patch(gateway.UpdateModelCommand),
    delete: [gateway.DeleteModelCommand],
});

export const authorizer = crudRow({
    type: "aws:apigateway/authorizer:Authorizer",
    ineffective: {
        authorizerCredentials: "Kept and read back; the function is invoked without the role.",
    },
    autoName: { property: "name", maxLength: 128 },
    defaults: {
        authorizerResultTtlInSeconds: 300,
        identitySource: "method.request.header.Authorization",
        type: "TOKEN",
    },
    id: newId,
    arn: "arn:{partition}:apigateway:{region}::/restapis/{restApi}/authorizers/{id}",
    create: [gateway.CreateAuthorizerCommand],
    read: [gateway.GetAuthorizerCommand],
    names: { providerArns: "providerARNs" },
    key: { restApiId: "restApi", authorizerId: "id" },
    update: patch(gateway.UpdateAuthorizerCommand),
    delete: [gateway.DeleteAuthorizerCommand],
});
