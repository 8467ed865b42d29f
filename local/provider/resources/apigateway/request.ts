import * as apiGateway from "@aws-sdk/client-api-gateway";
import { crudRow } from "../../crudRow";
import type { RowContext } from "../../row";
import { patched } from "./support";

const newId = ({ hex }: RowContext) => hex(6);

/** `aws:apigateway/requestValidator:RequestValidator`. */
const requestValidator = crudRow({
    type: "aws:apigateway/requestValidator:RequestValidator",
    unlikeCloudFormation: {
        "API Gateway renames a validator, which CloudFormation does not ask for.": { updates: ["name"] },
    },
    autoName: { property: "name", maxLength: 255 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    id: newId,
    create: [apiGateway.CreateRequestValidatorCommand],
    made: "id",
    read: [apiGateway.GetRequestValidatorCommand],
    ...patched({ restApiId: "restApi", requestValidatorId: "id" }, apiGateway.UpdateRequestValidatorCommand),
    delete: [apiGateway.DeleteRequestValidatorCommand],
});

/** `aws:apigateway/model:Model`. */
const model = crudRow({
    type: "aws:apigateway/model:Model",
    // Methods refer to it by a name that the program gives.
    deleteBeforeReplace: true,
    autoName: { property: "name", maxLength: 255, transform: (name) => name.replace(/[^A-Za-z0-9]/g, "") },
    id: newId,
    create: [apiGateway.CreateModelCommand],
    made: "id",
    read: [apiGateway.GetModelCommand],
    ...patched({ restApiId: "restApi", modelName: "name" }, apiGateway.UpdateModelCommand),
    delete: [apiGateway.DeleteModelCommand],
});

/** `aws:apigateway/authorizer:Authorizer`. */
const authorizer = crudRow({
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
    create: [apiGateway.CreateAuthorizerCommand],
    made: "id",
    read: [apiGateway.GetAuthorizerCommand],
    ...patched({ restApiId: "restApi", authorizerId: "id" }, apiGateway.UpdateAuthorizerCommand, {
        providerArns: "providerARNs",
    }),
    delete: [apiGateway.DeleteAuthorizerCommand],
});

/** Rows of what API Gateway checks a request by. */
export const apiGatewayRequestRows = [requestValidator, model, authorizer];
