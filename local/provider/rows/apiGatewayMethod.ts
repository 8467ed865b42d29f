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
    type APIGatewayClient,
    type IntegrationType,
} from "@aws-sdk/client-api-gateway";
import { ifExists } from "../live";
import { defineRow, type Props, type ResourceRow } from "../row";
import { pick } from "./wire";

/** What API Gateway sets by one `Put` call under a key of its own: written whole, so an update is the same call. */
interface Part {
    readonly type: string;
    /** Prefix of the id, as the official provider writes it. */
    readonly prefix: string;
    /** Arguments that say where it stands; a change of one replaces it. */
    readonly key: readonly string[];
    readonly args: readonly string[];
    readonly required?: readonly string[];
    readonly defaults?: Props;
    readonly ineffective?: Readonly<Record<string, string>>;
    put(client: APIGatewayClient, inputs: Props): Promise<unknown>;
    get(client: APIGatewayClient, key: Props): Promise<Props>;
    remove(client: APIGatewayClient, key: Props): Promise<unknown>;
}

function partRow(part: Part): ResourceRow {
    const { type, prefix, key, required = [], put, get, remove, ...rest } = part;
    const row = defineRow({
        type,
        ...rest,
        args: ["region", ...key, ...part.args],
        required: [...key, ...required],
        replaceOn: ["region", ...key],
        // Two of them cannot stand in the same place.
        deleteBeforeReplace: true,
        simulate: (_context, inputs) => ({
            id: [prefix, ...key.map((argument) => inputs[argument])].join("-"),
            outputs: {},
        }),
        live: {
            async create(context, inputs) {
                await put(context.clients.apiGateway(), inputs);
                return row.simulate(context, inputs);
            },
            async read({ clients }, _id, state) {
                const found = await ifExists(get(clients.apiGateway(), state));
                return found && { ...pick(state, key), ...pick(found, part.args) };
            },
            async update({ clients }, _id, inputs) {
                await put(clients.apiGateway(), inputs);
                return {};
            },
            async delete({ clients }, _id, state) {
                await ifExists(remove(clients.apiGateway(), state));
            },
        },
    });
    return row;
}

const METHOD_KEY = ["restApi", "resourceId", "httpMethod"];
const methodKey = ({ restApi, resourceId, httpMethod }: Props) => ({ restApiId: restApi, resourceId, httpMethod });
const responseKey = (at: Props) => ({ ...methodKey(at), statusCode: at.statusCode as string });

/** `aws:apigateway/method:Method`. */
const method = partRow({
    type: "aws:apigateway/method:Method",
    prefix: "agm",
    key: METHOD_KEY,
    args: [
        "apiKeyRequired",
        "authorization",
        "authorizationScopes",
        "authorizerId",
        "operationName",
        "requestModels",
        "requestParameters",
        "requestValidatorId",
    ],
    required: ["authorization"],
    defaults: { apiKeyRequired: false },
    put: (client, inputs) =>
        client.send(
            new PutMethodCommand({
                ...methodKey(inputs),
                authorizationType: inputs.authorization,
                ...pick(inputs, [
                    "apiKeyRequired",
                    "authorizationScopes",
                    "authorizerId",
                    "operationName",
                    "requestModels",
                    "requestParameters",
                    "requestValidatorId",
                ]),
            }),
        ),
    get: async (client, at) => {
        const found = await client.send(new GetMethodCommand(methodKey(at)));
        return { ...found, authorization: found.authorizationType };
    },
    remove: (client, at) => client.send(new DeleteMethodCommand(methodKey(at))),
});

/** `aws:apigateway/methodResponse:MethodResponse`. */
const methodResponse = partRow({
    type: "aws:apigateway/methodResponse:MethodResponse",
    prefix: "agmr",
    key: [...METHOD_KEY, "statusCode"],
    args: ["responseModels", "responseParameters"],
    put: (client, inputs) =>
        client.send(
            new PutMethodResponseCommand({
                ...responseKey(inputs),
                ...pick(inputs, ["responseModels", "responseParameters"]),
            }),
        ),
    get: async (client, at) => ({ ...(await client.send(new GetMethodResponseCommand(responseKey(at)))) }),
    remove: (client, at) => client.send(new DeleteMethodResponseCommand(responseKey(at))),
});

const INTEGRATION_SETTINGS = [
    "cacheKeyParameters",
    "cacheNamespace",
    "connectionId",
    "connectionType",
    "contentHandling",
    "credentials",
    "passthroughBehavior",
    "requestParameters",
    "requestTemplates",
    "uri",
];

/** `aws:apigateway/integration:Integration`. */
const integration = partRow({
    type: "aws:apigateway/integration:Integration",
    prefix: "agi",
    key: METHOD_KEY,
    args: [...INTEGRATION_SETTINGS, "integrationHttpMethod", "timeoutMilliseconds", "type"],
    required: ["type"],
    defaults: { connectionType: "INTERNET", passthroughBehavior: "WHEN_NO_MATCH", timeoutMilliseconds: 29_000 },
    ineffective: { timeoutMilliseconds: "the emulator waits for the function, however long it runs" },
    put: (client, inputs) =>
        client.send(
            new PutIntegrationCommand({
                ...methodKey(inputs),
                type: inputs.type as IntegrationType,
                integrationHttpMethod: inputs.integrationHttpMethod,
                timeoutInMillis: inputs.timeoutMilliseconds,
                ...pick(inputs, INTEGRATION_SETTINGS),
            }),
        ),
    get: async (client, at) => {
        const found = await client.send(new GetIntegrationCommand(methodKey(at)));
        return { ...found, integrationHttpMethod: found.httpMethod, timeoutMilliseconds: found.timeoutInMillis };
    },
    remove: (client, at) => client.send(new DeleteIntegrationCommand(methodKey(at))),
});

/** `aws:apigateway/integrationResponse:IntegrationResponse`. */
const integrationResponse = partRow({
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    prefix: "agir",
    key: [...METHOD_KEY, "statusCode"],
    args: ["contentHandling", "responseParameters", "responseTemplates", "selectionPattern"],
    ineffective: {
        responseTemplates: "the emulator renders plain substitutions only, no #if and no response overrides",
    },
    put: (client, inputs) =>
        client.send(
            new PutIntegrationResponseCommand({
                ...responseKey(inputs),
                ...pick(inputs, ["contentHandling", "responseParameters", "responseTemplates", "selectionPattern"]),
            }),
        ),
    get: async (client, at) => ({ ...(await client.send(new GetIntegrationResponseCommand(responseKey(at)))) }),
    remove: (client, at) => client.send(new DeleteIntegrationResponseCommand(responseKey(at))),
});

/** `aws:apigateway/response:Response`: what the gateway itself answers, such as 401. */
const gatewayResponse = partRow({
    type: "aws:apigateway/response:Response",
    prefix: "aggr",
    key: ["restApiId", "responseType"],
    args: ["responseParameters", "responseTemplates", "statusCode"],
    put: (client, inputs) =>
        client.send(
            new PutGatewayResponseCommand({
                ...pick(inputs, ["responseParameters", "responseTemplates", "statusCode"]),
                restApiId: inputs.restApiId,
                responseType: inputs.responseType,
            }),
        ),
    get: async (client, { restApiId, responseType }) => ({
        ...(await client.send(new GetGatewayResponseCommand({ restApiId, responseType }))),
    }),
    remove: (client, { restApiId, responseType }) =>
        client.send(new DeleteGatewayResponseCommand({ restApiId, responseType })),
});

/** Rows of what stands below a REST API's paths, and of the gateway's own answers. */
export const apiGatewayMethodRows: readonly ResourceRow[] = [
    method,
    methodResponse,
    integration,
    integrationResponse,
    gatewayResponse,
];
