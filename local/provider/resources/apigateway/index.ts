import {
    CreateResourceCommand,
    CreateRestApiCommand,
    DeleteResourceCommand,
    DeleteRestApiCommand,
    GetAccountCommand,
    GetResourceCommand,
    GetRestApiCommand,
    PutRestApiCommand,
    UpdateAccountCommand,
    UpdateResourceCommand,
    UpdateRestApiCommand,
    type APIGatewayClient,
    type CreateRestApiCommandInput,
    type RestApi,
} from "@aws-sdk/client-api-gateway";
import { crudRow } from "../../crudRow";
import { ifExists } from "../../live";
import { defineRow, type Props, type ResourceRow, type RowContext } from "../../row";
import { apiGatewayMethodRows } from "./method";
import { apiGatewayRequestRows } from "./request";
import { apiGatewayStageRows } from "./stage";
import { API, patched, patchOf, retag, sameNames, tagsOf } from "./support";
import { documentText, isChanged, pick } from "../../wire";

const API_SETTINGS = [
    "apiKeySource",
    "binaryMediaTypes",
    "description",
    "disableExecuteApiEndpoint",
    "endpointAccessMode",
    "endpointConfiguration",
    "minimumCompressionSize",
    "name",
    "policy",
    "securityPolicy",
];

/** `aws:apigateway/restApi:RestApi`. What a `body` says of the API's own settings, the emulator leaves alone. */
const restApi = defineRow({
    type: "aws:apigateway/restApi:RestApi",
    lacks: ["endpointConfiguration.ipAddressType", "parameters", "putRestApiMode"],
    ineffective: {
        disableExecuteApiEndpoint: "Kept and read back; the API's own address goes on answering.",
        endpointConfiguration: "Kept and read back; every API answers on the emulator's address only.",
        failOnWarnings: "The emulator warns of nothing; what it does not understand of a body, it refuses.",
        endpointAccessMode: "Dropped by the emulator, so a refresh does not see changes of it.",
        minimumCompressionSize: "Kept and read back; answers are never compressed.",
        securityPolicy: "Dropped by the emulator, which answers over plain HTTP.",
    },
    autoName: { property: "name", maxLength: 255 },
    simulate: (context, inputs) => {
        const id = context.hex(10);
        return { id, outputs: apiOutputs(context, inputs, { id, rootResourceId: context.hex(20).slice(10) }) };
    },
    live: {
        async create(context, inputs) {
            const client = context.clients.apiGateway();
            const made = await client.send(
                new CreateRestApiCommand({ ...apiSettings(inputs), tags: inputs.tags } as CreateRestApiCommandInput),
            );
            context.made(made.id!);
            await define(client, made.id!, inputs);
            return { id: made.id!, outputs: apiOutputs(context, inputs, made) };
        },
        async read(context, id, state) {
            const client = context.clients.apiGateway();
            const found = await ifExists(client.send(new GetRestApiCommand({ restApiId: id })));
            if (found === undefined) return undefined;
            const outputs = apiOutputs(context, state, found);
            const { endpointConfiguration, minimumCompressionSize, policy } = found;
            return {
                ...outputs,
                ...pick(found, API_SETTINGS),
                endpointConfiguration: { ...endpointConfiguration, types: endpointConfiguration?.types?.[0] },
                minimumCompressionSize: minimumCompressionSize === undefined ? "" : String(minimumCompressionSize),
                // The API gives the document as it would stand inside a JSON string.
                policy: policy === undefined ? "" : (JSON.parse(`"${policy}"`) as string),
                tags: await tagsOf(client, outputs.arn as string),
            };
        },
        async update(context, id, inputs, old) {
            const client = context.clients.apiGateway();
            const wanted = { ...apiOutputs(context, inputs, {}), ...inputs };
            const patchOperations = patchOf(apiSettings(old), apiSettings(wanted), sameNames(API_SETTINGS));
            const changed = await client.send(new UpdateRestApiCommand({ restApiId: id, patchOperations }));
            if (isChanged(old, inputs, "body")) await define(client, id, inputs);
            await retag(client, old.arn as string, old, inputs);
            return apiOutputs(context, inputs, changed);
        },
        async delete({ clients }, id) {
            await ifExists(clients.apiGateway().send(new DeleteRestApiCommand({ restApiId: id })));
        },
    },
});

/** Puts the document that an API is made of, if there is one, in the place of all its routes. */
async function define(client: APIGatewayClient, restApiId: string, { body, failOnWarnings }: Props): Promise<void> {
    if (!body) return;
    await client.send(
        new PutRestApiCommand({
            restApiId,
            mode: "overwrite",
            failOnWarnings: failOnWarnings as boolean | undefined,
            body: Buffer.from(body as string),
        }),
    );
}

/** The arguments in the form of the API; what is not given, or given as nothing, is absent. */
function apiSettings(inputs: Props): Props {
    const { endpointConfiguration, minimumCompressionSize, policy } = inputs;
    return {
        ...pick(inputs, API_SETTINGS),
        endpointConfiguration: endpointConfiguration && {
            ...endpointConfiguration,
            types: [endpointConfiguration.types].flat(),
        },
        minimumCompressionSize: minimumCompressionSize ? Number(minimumCompressionSize) : undefined,
        policy: policy ? documentText(policy) : undefined,
    };
}

function apiOutputs({ partition, region, accountId }: RowContext, inputs: Props, found: RestApi): Props {
    const { id, createdDate, rootResourceId } = found;
    return {
        apiKeySource: inputs.apiKeySource ?? "HEADER",
        arn: `arn:${partition}:apigateway:${region}::/restapis/${id}`,
        binaryMediaTypes: inputs.binaryMediaTypes ?? [],
        createdDate: createdDate?.toISOString() ?? "2026-01-01T00:00:00.000Z",
        description: inputs.description ?? "",
        disableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint ?? false,
        endpointAccessMode: inputs.endpointAccessMode ?? "BASIC",
        securityPolicy: inputs.securityPolicy ?? "TLS_1_0",
        endpointConfiguration: inputs.endpointConfiguration ?? { types: "REGIONAL" },
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${id}`,
        minimumCompressionSize: inputs.minimumCompressionSize ?? "",
        policy: inputs.policy ?? "",
        rootResourceId,
    };
}

/** `aws:apigateway/resource:Resource`: one segment of a path. */
const resource = crudRow({
    ...API,
    type: "aws:apigateway/resource:Resource",
    replaceOn: ["restApi"],
    unlikeCloudFormation: {
        "API Gateway moves a resource, which CloudFormation does not ask for.": ["parentId", "pathPart"],
    },
    recomputes: { path: ["parentId", "pathPart"] },
    id: ({ hex }) => hex(6),
    outputs: (_context, { pathPart }) => ({ path: `/${pathPart}` }),
    create: [CreateResourceCommand],
    made: "id",
    read: [GetResourceCommand],
    ...patched({ restApiId: "restApi", resourceId: "id" }, UpdateResourceCommand),
    delete: [DeleteResourceCommand],
});

/** `aws:apigateway/account:Account`: a setting of the whole region, so nothing is created or deleted. */
const account = defineRow({
    type: "aws:apigateway/account:Account",
    ineffective: { cloudwatchRoleArn: "Kept and read back; the gateway writes no logs." },
    simulate: (_context, { cloudwatchRoleArn = "" }) => ({
        id: "api-gateway-account",
        outputs: {
            apiKeyVersion: "4",
            cloudwatchRoleArn,
            features: ["UsagePlans"],
            throttleSettings: [{ burstLimit: 5_000, rateLimit: 10_000 }],
        },
    }),
    live: {
        async create(context, inputs) {
            await setLoggingRole(context.clients.apiGateway(), inputs.cloudwatchRoleArn);
            return account.simulate(context, inputs);
        },
        async read({ clients }) {
            const found = await clients.apiGateway().send(new GetAccountCommand({}));
            return { cloudwatchRoleArn: found.cloudwatchRoleArn ?? "" };
        },
        async update(context, _id, inputs) {
            await setLoggingRole(context.clients.apiGateway(), inputs.cloudwatchRoleArn);
            return account.simulate(context, inputs).outputs;
        },
        async delete({ clients }, _id, { cloudwatchRoleArn }) {
            const found = await clients.apiGateway().send(new GetAccountCommand({}));
            // Another stack may have set its own role since.
            if (found.cloudwatchRoleArn === cloudwatchRoleArn) await setLoggingRole(clients.apiGateway(), undefined);
        },
    },
});

async function setLoggingRole(client: APIGatewayClient, value: string | undefined): Promise<void> {
    const operation = value ? ({ op: "replace", value } as const) : ({ op: "remove" } as const);
    await client.send(new UpdateAccountCommand({ patchOperations: [{ path: "/cloudwatchRoleArn", ...operation }] }));
}

/** Rows of API Gateway's REST APIs. */
export const apiGatewayRows: readonly ResourceRow[] = [
    restApi,
    resource,
    account,
    ...apiGatewayMethodRows,
    ...apiGatewayRequestRows,
    ...apiGatewayStageRows,
];
