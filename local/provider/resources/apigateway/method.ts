import {
    DeleteGatewayResponseCommand,
    DeleteIntegrationCommand,
    DeleteIntegrationResponseCommand,
    DeleteMethodCommand,
    DeleteMethodResponseCommand,
    GetGatewayResponseCommand,
    GetIntegrationCommand,
    GetIntegrationResponseCommand,
    GetMethodCommand,
    GetMethodResponseCommand,
    PutGatewayResponseCommand,
    PutIntegrationCommand,
    PutIntegrationResponseCommand,
    PutMethodCommand,
    PutMethodResponseCommand,
    UpdateIntegrationCommand,
    UpdateMethodCommand,
    type APIGatewayClient,
    type IntegrationType,
    type PutGatewayResponseCommandInput,
} from "@aws-sdk/client-api-gateway";
import { putResource, type PutResource } from "../../putResource";
import type { Props, ResourceRow } from "../../row";
import { patchOf, sameNames } from "./support";
import { pick } from "../../wire";

/** What API Gateway keeps under a key of its own, without an id, by a `Put` call. */
function partRow(part: Omit<PutResource<APIGatewayClient>, "client" | "deleteBeforeReplace">): ResourceRow {
    // The new one would stand in the old one's place, and the old one's deletion remove it.
    return putResource({ ...part, client: ({ apiGateway }) => apiGateway(), deleteBeforeReplace: true });
}

const METHOD_KEY = ["restApi", "resourceId", "httpMethod"];
const methodAt = ({ restApi, resourceId, httpMethod }: Props) => ({ restApiId: restApi, resourceId, httpMethod });
const responseAt = (key: Props) => ({ ...methodAt(key), statusCode: key.statusCode as string });

const METHOD_SETTINGS = [
    "apiKeyRequired",
    "authorizationScopes",
    "authorizerId",
    "operationName",
    "requestModels",
    "requestParameters",
    "requestValidatorId",
];

/** `aws:apigateway/method:Method`. */
const method = partRow({
    type: "aws:apigateway/method:Method",
    prefix: "agm",
    key: METHOD_KEY,
    defaults: { apiKeyRequired: false },
    put: (client, inputs) =>
        client.send(
            new PutMethodCommand({
                ...methodAt(inputs),
                ...pick(inputs, METHOD_SETTINGS),
                authorizationType: inputs.authorization as string,
            }),
        ),
    get: async (client, at) => {
        const found = await client.send(new GetMethodCommand(methodAt(at)));
        return { ...found, authorization: found.authorizationType };
    },
    // Another `put` would take the integration and the responses away.
    update: (client, inputs, old) => {
        const names = { ...sameNames(METHOD_SETTINGS), authorization: "authorizationType" };
        const patchOperations = patchOf(old, inputs, names);
        return client.send(new UpdateMethodCommand({ ...methodAt(inputs), patchOperations }));
    },
    remove: (client, at) => client.send(new DeleteMethodCommand(methodAt(at))),
});

/** `aws:apigateway/methodResponse:MethodResponse`. */
const methodResponse = partRow({
    type: "aws:apigateway/methodResponse:MethodResponse",
    prefix: "agmr",
    key: [...METHOD_KEY, "statusCode"],
    put: (client, inputs) =>
        client.send(
            new PutMethodResponseCommand({
                ...responseAt(inputs),
                ...pick(inputs, ["responseModels", "responseParameters"]),
            }),
        ),
    get: (client, at) => client.send(new GetMethodResponseCommand(responseAt(at))),
    remove: (client, at) => client.send(new DeleteMethodResponseCommand(responseAt(at))),
});

const INTEGRATION_SETTINGS = [
    "cacheKeyParameters",
    "connectionType",
    "contentHandling",
    "requestParameters",
    "requestTemplates",
    "uri",
];
const INTEGRATION_FIXED = ["credentials", "integrationHttpMethod", "passthroughBehavior", "type"];

/** `aws:apigateway/integration:Integration`. */
const integration = partRow({
    type: "aws:apigateway/integration:Integration",
    prefix: "agi",
    key: METHOD_KEY,
    lacks: ["connectionId", "integrationTarget", "responseTransferMode", "tlsConfig"],
    replaceOn: INTEGRATION_FIXED,
    defaults: { connectionType: "INTERNET", timeoutMilliseconds: 29_000 },
    ineffective: {
        cacheKeyParameters: "Kept and read back; nothing is cached.",
        cacheNamespace: "Dropped; nothing is cached.",
        connectionType: "Kept and read back; there are no VPC links.",
        credentials: "Kept and read back; the role is not assumed.",
        requestTemplates: "Used for SQS and mock integrations only, without #foreach and #if.",
        timeoutMilliseconds: "Kept and read back; the gateway waits for the function, however long it runs.",
    },
    outputs: (_context, inputs) => ({
        cacheNamespace: (inputs.cacheNamespace ?? inputs.resourceId) as string,
        passthroughBehavior: (inputs.passthroughBehavior ?? "WHEN_NO_MATCH") as string,
    }),
    put: (client, inputs) =>
        client.send(
            new PutIntegrationCommand({
                ...methodAt(inputs),
                ...pick(inputs, INTEGRATION_SETTINGS),
                ...pick(inputs, INTEGRATION_FIXED),
                type: inputs.type as IntegrationType,
                timeoutInMillis: inputs.timeoutMilliseconds as number,
            }),
        ),
    get: async (client, at) => {
        const found = await client.send(new GetIntegrationCommand(methodAt(at)));
        const { httpMethod, timeoutInMillis } = found;
        const told = { integrationHttpMethod: httpMethod, timeoutMilliseconds: timeoutInMillis };
        return { ...found, ...told, cacheNamespace: undefined };
    },
    // Another `put` would take the integration's responses away.
    update: (client, inputs, old) => {
        const names = { ...sameNames(INTEGRATION_SETTINGS), timeoutMilliseconds: "timeoutInMillis" };
        const patchOperations = patchOf(old, inputs, names);
        return client.send(new UpdateIntegrationCommand({ ...methodAt(inputs), patchOperations }));
    },
    remove: (client, at) => client.send(new DeleteIntegrationCommand(methodAt(at))),
});

/** `aws:apigateway/integrationResponse:IntegrationResponse`. */
const integrationResponse = partRow({
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    prefix: "agir",
    key: [...METHOD_KEY, "statusCode"],
    ineffective: {
        responseTemplates: "A mock answers with the template as it stands; a function's answer passes it by.",
    },
    put: (client, inputs) =>
        client.send(
            new PutIntegrationResponseCommand({
                ...responseAt(inputs),
                ...pick(inputs, ["contentHandling", "responseParameters", "responseTemplates", "selectionPattern"]),
            }),
        ),
    get: (client, at) => client.send(new GetIntegrationResponseCommand(responseAt(at))),
    remove: (client, at) => client.send(new DeleteIntegrationResponseCommand(responseAt(at))),
});

const gatewayResponseAt = ({ restApiId, responseType }: Props) =>
    ({ restApiId, responseType }) as Pick<PutGatewayResponseCommandInput, "restApiId" | "responseType">;

/** `aws:apigateway/response:Response`: what the gateway itself answers, such as 401. */
const gatewayResponse = partRow({
    type: "aws:apigateway/response:Response",
    prefix: "aggr",
    key: ["restApiId", "responseType"],
    put: (client, inputs) =>
        client.send(
            new PutGatewayResponseCommand({
                ...gatewayResponseAt(inputs),
                ...pick(inputs, ["responseParameters", "responseTemplates", "statusCode"]),
            }),
        ),
    get: async (client, at) => {
        const found = await client.send(new GetGatewayResponseCommand(gatewayResponseAt(at)));
        // API Gateway has a response of every type; what is not the program's own counts as none.
        if (found.defaultResponse) throw Object.assign(new Error("Only the default response."), { name: "NotFound" });
        return found;
    },
    remove: (client, at) => client.send(new DeleteGatewayResponseCommand(gatewayResponseAt(at))),
});

/** Rows of what stands below a REST API's paths, and of the gateway's own answers. */
export const apiGatewayMethodRows: readonly ResourceRow[] = [
    method,
    methodResponse,
    integration,
    integrationResponse,
    gatewayResponse,
];
