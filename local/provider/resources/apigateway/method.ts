import * as gateway from "@aws-sdk/client-api-gateway";
import { crudRow } from "../../crudRow";
import { IN_PLACE, patch } from "./support";

const METHOD = { restApiId: "restApi", resourceId: "resourceId", httpMethod: "httpMethod" };
const RESPONSE = { ...METHOD, statusCode: "statusCode" };

export const method = crudRow({
    ...IN_PLACE,
    type: "aws:apigateway/method:Method",
    replaceOn: Object.values(METHOD),
    defaults: { apiKeyRequired: false },
    id: "agm-{restApi}-{resourceId}-{httpMethod}",
    names: { authorization: "authorizationType" },
    create: [gateway.PutMethodCommand],
    read: [gateway.GetMethodCommand],
    // Another `put` would take the integration and the responses away.
    key: METHOD,
    update: patch(gateway.UpdateMethodCommand),
    delete: [gateway.DeleteMethodCommand],
});

export const methodResponse = crudRow({
    ...IN_PLACE,
    type: "aws:apigateway/methodResponse:MethodResponse",
    replaceOn: Object.values(RESPONSE),
    id: "agmr-{restApi}-{resourceId}-{httpMethod}-{statusCode}",
    key: RESPONSE,
    put: [gateway.PutMethodResponseCommand],
    read: [gateway.GetMethodResponseCommand],
    delete: [gateway.DeleteMethodResponseCommand],
});

export const integration = crudRow({
    ...IN_PLACE,
    type: "aws:apigateway/integration:Integration",
    lacks: ["connectionId", "integrationTarget", "responseTransferMode", "tlsConfig"],
    replaceOn: [...Object.values(METHOD), "credentials", "integrationHttpMethod", "passthroughBehavior", "type"],
    defaults: { connectionType: "INTERNET", timeoutMilliseconds: 29_000 },
    ineffective: {
        cacheKeyParameters: "Kept and read back; nothing is cached.",
        cacheNamespace: "Dropped; nothing is cached.",
        connectionType: "Kept and read back; there are no VPC links.",
        credentials: "Kept and read back; the role is not assumed.",
        requestTemplates: "Used for SQS and mock integrations only, without #foreach and #if.",
        timeoutMilliseconds: "Kept and read back; the gateway waits for the function, however long it runs.",
    },
    id: "agi-{restApi}-{resourceId}-{httpMethod}",
    outputs: (_context, inputs) => ({
        cacheNamespace: (inputs.cacheNamespace ?? inputs.resourceId) as string,
        passthroughBehavior: (inputs.passthroughBehavior ?? "WHEN_NO_MATCH") as string,
    }),
    own: ["cacheNamespace"],
    names: { timeoutMilliseconds: "timeoutInMillis" },
    create: [gateway.PutIntegrationCommand],
    read: [
        gateway.GetIntegrationCommand,
        ({ httpMethod, ...found }) => ({ ...found, cacheNamespace: undefined, integrationHttpMethod: httpMethod }),
    ],
    // Another `put` would take the integration's responses away.
    key: METHOD,
    update: patch(gateway.UpdateIntegrationCommand),
    delete: [gateway.DeleteIntegrationCommand],
});

export const integrationResponse = crudRow({
    ...IN_PLACE,
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    replaceOn: Object.values(RESPONSE),
    ineffective: {
        responseTemplates: "A mock answers with the template as it stands; a function's answer passes it by.",
    },
    id: "agir-{restApi}-{resourceId}-{httpMethod}-{statusCode}",
    key: RESPONSE,
    put: [gateway.PutIntegrationResponseCommand],
    read: [gateway.GetIntegrationResponseCommand],
    delete: [gateway.DeleteIntegrationResponseCommand],
});

/** `aws:apigateway/response:Response`: what the gateway itself answers, such as 401. */
export const gatewayResponse = crudRow({
    ...IN_PLACE,
    type: "aws:apigateway/response:Response",
    id: "aggr-{restApiId}-{responseType}",
    key: { restApiId: "restApiId", responseType: "responseType" },
    put: [gateway.PutGatewayResponseCommand],
    read: [gateway.GetGatewayResponseCommand],
    // API Gateway has a response of every type; what is not the program's own counts as none.
    isGone: ({ defaultResponse }) => defaultResponse,
    delete: [gateway.DeleteGatewayResponseCommand],
});
