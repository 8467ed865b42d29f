import {
    CreateResourceCommand,
    CreateRestApiCommand,
    DeleteResourceCommand,
    DeleteRestApiCommand,
    GetResourceCommand,
    GetResourcesCommand,
    GetRestApiCommand,
    UpdateAccountCommand,
    GetAccountCommand,
    UpdateRestApiCommand,
    type APIGatewayClient,
    type EndpointType,
} from "@aws-sdk/client-api-gateway";
import { ifExists } from "../live";
import { defineRow, type Props, type ResourceRow, type RowContext } from "../row";
import { apiGatewayMethodRows } from "./apiGatewayMethod";
import { apiGatewayRequestRows, patches } from "./apiGatewayRequest";
import { apiGatewayStageRows } from "./apiGatewayStage";
import { retag } from "./apiGatewayTags";
import { documentText, pick } from "./wire";

const API_SETTINGS = ["apiKeySource", "description", "disableExecuteApiEndpoint", "minimumCompressionSize", "name"];

function apiOutputs({ partition, region, accountId }: RowContext, id: string): Props {
    return {
        arn: `arn:${partition}:apigateway:${region}::/restapis/${id}`,
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${id}`,
    };
}

/** `aws:apigateway/restApi:RestApi`; without `body`, which the emulator cannot import. */
const restApi = defineRow({
    type: "aws:apigateway/restApi:RestApi",
    args: [...API_SETTINGS, "binaryMediaTypes", "endpointConfiguration.types", "policy", "region", "tags"],
    replaceOn: ["region"],
    autoName: { property: "name", maxLength: 128 },
    defaults: { apiKeySource: "HEADER" },
    ineffective: { minimumCompressionSize: "answers are never compressed" },
    simulate: (context) => {
        const id = context.hex(10);
        return {
            id,
            outputs: { ...apiOutputs(context, id), createdDate: "", rootResourceId: context.hex(12).slice(2) },
        };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients.apiGateway().send(
                new CreateRestApiCommand({
                    name: inputs.name,
                    apiKeySource: inputs.apiKeySource,
                    description: inputs.description,
                    disableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint,
                    binaryMediaTypes: inputs.binaryMediaTypes,
                    tags: inputs.tags,
                    ...(inputs.minimumCompressionSize === undefined
                        ? {}
                        : { minimumCompressionSize: Number(inputs.minimumCompressionSize) }),
                    ...(inputs.policy === undefined ? {} : { policy: documentText(inputs.policy) }),
                    ...(inputs.endpointConfiguration === undefined
                        ? {}
                        : { endpointConfiguration: { types: endpointTypes(inputs) } }),
                }),
            );
            const id = made.id!;
            const rootResourceId = made.rootResourceId ?? (await rootOf(context.clients.apiGateway(), id));
            return {
                id,
                outputs: {
                    ...apiOutputs(context, id),
                    createdDate: made.createdDate?.toISOString() ?? "",
                    rootResourceId,
                },
            };
        },
        async read({ clients }, id) {
            const found = await ifExists(clients.apiGateway().send(new GetRestApiCommand({ restApiId: id })));
            if (found === undefined) return undefined;
            return {
                ...pick(found, [...API_SETTINGS.filter((key) => key !== "minimumCompressionSize"), "tags"]),
                ...(found.minimumCompressionSize === undefined
                    ? {}
                    : { minimumCompressionSize: String(found.minimumCompressionSize) }),
            };
        },
        async update(context, id, inputs, old) {
            const paths = Object.fromEntries([...API_SETTINGS, "policy"].map((key) => [key, `/${key}`]));
            const patchOperations = patches(old, inputs, paths);
            const client = context.clients.apiGateway();
            await client.send(new UpdateRestApiCommand({ restApiId: id, patchOperations }));
            await retag(client, String(old.arn), old, inputs);
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.apiGateway().send(new DeleteRestApiCommand({ restApiId: id })));
        },
    },
});

function endpointTypes({ endpointConfiguration: { types } }: Props): EndpointType[] {
    return [types].flat() as EndpointType[];
}

async function rootOf(client: APIGatewayClient, restApiId: string): Promise<string> {
    const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
    return items.find(({ path }) => path === "/")!.id!;
}

/** `aws:apigateway/resource:Resource`: one segment of a path. */
const resource = defineRow({
    type: "aws:apigateway/resource:Resource",
    args: ["parentId", "pathPart", "region", "restApi"],
    required: ["parentId", "pathPart", "restApi"],
    replaceOn: ["parentId", "pathPart", "region", "restApi"],
    deleteBeforeReplace: true,
    simulate: ({ hex }, { pathPart }) => ({ id: hex(6), outputs: { path: `/${pathPart}` } }),
    live: {
        async create({ clients }, { restApi: restApiId, parentId, pathPart }) {
            const made = await clients.apiGateway().send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
            return { id: made.id!, outputs: { path: made.path } };
        },
        async read({ clients }, id, { restApi: restApiId }) {
            const found = await ifExists(
                clients.apiGateway().send(new GetResourceCommand({ restApiId, resourceId: id })),
            );
            return found && pick(found, ["parentId", "path", "pathPart"]);
        },
        async delete({ clients }, id, { restApi: restApiId }) {
            await ifExists(clients.apiGateway().send(new DeleteResourceCommand({ restApiId, resourceId: id })));
        },
    },
});

/** `aws:apigateway/account:Account`: a setting of the region, so there is nothing to create or delete. */
const account = defineRow({
    type: "aws:apigateway/account:Account",
    args: ["cloudwatchRoleArn", "region"],
    replaceOn: ["region"],
    ineffective: { cloudwatchRoleArn: "the gateway writes no access or execution logs" },
    simulate: () => ({
        id: "api-gateway-account",
        outputs: {
            apiKeyVersion: "4",
            features: ["UsagePlans"],
            throttleSettings: [{ burstLimit: 5000, rateLimit: 10_000 }],
        },
    }),
    live: {
        async create(context, inputs) {
            await setLoggingRole(context.clients.apiGateway(), inputs.cloudwatchRoleArn);
            return account.simulate(context, inputs);
        },
        async read({ clients }) {
            return pick(await clients.apiGateway().send(new GetAccountCommand({})), ["cloudwatchRoleArn"]);
        },
        async update({ clients }, _id, inputs) {
            await setLoggingRole(clients.apiGateway(), inputs.cloudwatchRoleArn);
            return {};
        },
        async delete({ clients }) {
            await setLoggingRole(clients.apiGateway(), "");
        },
    },
});

async function setLoggingRole(client: APIGatewayClient, value = ""): Promise<void> {
    await client.send(
        new UpdateAccountCommand({ patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value }] }),
    );
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
