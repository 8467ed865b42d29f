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
import { ifExists } from "../../live";
import { defineRow, type Props, type ResourceRow } from "../../row";
import { patchOf, sameNames } from "./support";
import { pick } from "../../wire";

/** What API Gateway keeps under a key of its own, without an id, by a `Put` call. */
interface Part extends Pick<ResourceRow, "type" | "args" | "required" | "defaults" | "ineffective"> {
    /** Prefix of the id, as the official provider writes it. */
    readonly prefix: string;
    /** Arguments that say where it stands, in the order of the id; a change of one replaces it. */
    readonly key: readonly string[];
    /** Further arguments whose change replaces it. @default - none */
    readonly replaceOn?: readonly string[];
    /** Computed outputs. @default - none */
    outputs?(inputs: Props): Props;
    put(client: APIGatewayClient, inputs: Props): Promise<unknown>;
    get(client: APIGatewayClient, key: Props): Promise<Props>;
    /** @default - another `put`, which writes it whole */
    update?(client: APIGatewayClient, inputs: Props, old: Props): Promise<unknown>;
    remove(client: APIGatewayClient, key: Props): Promise<unknown>;
}

function partRow(part: Part): ResourceRow {
    const { type, prefix, key, args, required = [], replaceOn = [], defaults, ineffective } = part;
    const row = defineRow({
        type,
        args: ["region", ...key, ...args],
        required: [...key, ...required],
        replaceOn: [...key, ...replaceOn],
        // The new one would stand in the old one's place, and the old one's deletion remove it.
        deleteBeforeReplace: true,
        defaults,
        ineffective,
        simulate: (_context, inputs) => ({
            id: [prefix, ...key.map((argument) => inputs[argument] as string)].join("-"),
            outputs: part.outputs?.(inputs) ?? {},
        }),
        live: {
            async create(context, inputs) {
                await part.put(context.clients.apiGateway(), inputs);
                return row.simulate(context, inputs);
            },
            async read({ clients }, id) {
                const values = id.split("-").slice(1);
                const at = Object.fromEntries(key.map((argument, index) => [argument, values[index]]));
                const found = await ifExists(part.get(clients.apiGateway(), at));
                return found && { ...pick(found, args), ...at };
            },
            async update(context, _id, inputs, old) {
                const client = context.clients.apiGateway();
                await (part.update === undefined ? part.put(client, inputs) : part.update(client, inputs, old));
                return row.simulate(context, inputs).outputs;
            },
            async delete({ clients }, _id, state) {
                await ifExists(part.remove(clients.apiGateway(), state));
            },
        },
    });
    return row;
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
    args: [...METHOD_SETTINGS, "authorization"],
    required: ["authorization"],
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
    args: ["responseModels", "responseParameters"],
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
    args: [...INTEGRATION_SETTINGS, ...INTEGRATION_FIXED, "cacheNamespace", "timeoutMilliseconds"],
    required: ["type"],
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
    outputs: (inputs) => ({
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
    args: ["contentHandling", "responseParameters", "responseTemplates", "selectionPattern"],
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
    args: ["responseParameters", "responseTemplates", "statusCode"],
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
