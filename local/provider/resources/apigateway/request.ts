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
} from "@aws-sdk/client-api-gateway";
import { crudRow } from "../../crudRow";
import type { ResourceRow, RowContext } from "../../row";
import { API, patched } from "./support";

const newId = ({ hex }: RowContext) => hex(6);

/** `aws:apigateway/requestValidator:RequestValidator`. */
const requestValidator = crudRow({
    ...API,
    type: "aws:apigateway/requestValidator:RequestValidator",
    replaceOn: ["restApi"],
    unlikeCloudFormation: { "API Gateway renames a validator, which CloudFormation does not ask for.": ["name"] },
    autoName: { property: "name", maxLength: 255 },
    defaults: { validateRequestBody: false, validateRequestParameters: false },
    id: newId,
    create: [CreateRequestValidatorCommand],
    made: "id",
    read: [GetRequestValidatorCommand],
    ...patched({ restApiId: "restApi", requestValidatorId: "id" }, UpdateRequestValidatorCommand),
    delete: [DeleteRequestValidatorCommand],
});

/** `aws:apigateway/model:Model`. */
const model = crudRow({
    ...API,
    type: "aws:apigateway/model:Model",
    replaceOn: ["contentType", "name", "restApi"],
    // Methods refer to it by a name that the program gives.
    deleteBeforeReplace: true,
    autoName: { property: "name", maxLength: 255, transform: (name) => name.replace(/[^A-Za-z0-9]/g, "") },
    id: newId,
    create: [CreateModelCommand],
    made: "id",
    read: [GetModelCommand],
    ...patched({ restApiId: "restApi", modelName: "name" }, UpdateModelCommand),
    delete: [DeleteModelCommand],
});

/** `aws:apigateway/authorizer:Authorizer`. */
const authorizer = crudRow({
    ...API,
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
    id: newId,
    arn: "arn:{partition}:apigateway:{region}::/restapis/{restApi}/authorizers/{id}",
    create: [CreateAuthorizerCommand],
    made: "id",
    read: [GetAuthorizerCommand],
    ...patched({ restApiId: "restApi", authorizerId: "id" }, UpdateAuthorizerCommand, { providerArns: "providerARNs" }),
    delete: [DeleteAuthorizerCommand],
});

/** Rows of what API Gateway checks a request by. */
export const apiGatewayRequestRows: readonly ResourceRow[] = [requestValidator, model, authorizer];
