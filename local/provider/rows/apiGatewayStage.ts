import {
    CreateDeploymentCommand,
    CreateStageCommand,
    DeleteDeploymentCommand,
    DeleteStageCommand,
    GetDeploymentCommand,
    GetStageCommand,
    UpdateStageCommand,
    type PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { ifExists } from "../live";
import { defineRow, type Props, type ResourceRow, type RowContext } from "../row";
import { retag } from "./apiGatewayTags";
import { isChanged, pick } from "./wire";

/** `aws:apigateway/deployment:Deployment`. */
const deployment = defineRow({
    type: "aws:apigateway/deployment:Deployment",
    args: ["description", "region", "restApi", "triggers", "variables"],
    required: ["restApi"],
    replaceOn: ["description", "region", "restApi", "triggers", "variables"],
    simulate: ({ hex }) => ({ id: hex(6), outputs: { createdDate: "" } }),
    live: {
        async create({ clients }, inputs) {
            const made = await clients
                .apiGateway()
                .send(new CreateDeploymentCommand({ restApiId: inputs.restApi, description: inputs.description }));
            return { id: made.id!, outputs: { createdDate: made.createdDate?.toISOString() ?? "" } };
        },
        async read({ clients }, id, { restApi }) {
            const found = await ifExists(
                clients.apiGateway().send(new GetDeploymentCommand({ restApiId: restApi, deploymentId: id })),
            );
            return found && {};
        },
        async delete({ clients }, id, { restApi }) {
            await ifExists(
                clients.apiGateway().send(new DeleteDeploymentCommand({ restApiId: restApi, deploymentId: id })),
            );
        },
    },
});

function stageOutputs({ partition, region, accountId }: RowContext, { restApi, stageName }: Props): Props {
    return {
        arn: `arn:${partition}:apigateway:${region}::/restapis/${restApi}/stages/${stageName}`,
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${restApi}/${stageName}`,
        invokeUrl: `https://${restApi}.execute-api.${region}.amazonaws.com/${stageName}`,
    };
}

/** `aws:apigateway/stage:Stage`. */
const stage = defineRow({
    type: "aws:apigateway/stage:Stage",
    args: [
        "accessLogSettings.destinationArn",
        "accessLogSettings.format",
        "cacheClusterEnabled",
        "cacheClusterSize",
        "deployment",
        "description",
        "region",
        "restApi",
        "stageName",
        "tags",
        "variables",
        "xrayTracingEnabled",
    ],
    required: ["deployment", "restApi", "stageName"],
    replaceOn: ["region", "restApi", "stageName"],
    deleteBeforeReplace: true,
    defaults: { xrayTracingEnabled: false },
    ineffective: {
        accessLogSettings: "the gateway writes no access logs",
        cacheClusterEnabled: "nothing is cached",
        xrayTracingEnabled: "kept, but no segments are made",
    },
    simulate: (context, inputs) => ({
        id: `ags-${inputs.restApi}-${inputs.stageName}`,
        outputs: stageOutputs(context, inputs),
    }),
    live: {
        async create(context, inputs) {
            await context.clients.apiGateway().send(
                new CreateStageCommand({
                    restApiId: inputs.restApi,
                    stageName: inputs.stageName,
                    deploymentId: inputs.deployment,
                    tracingEnabled: inputs.xrayTracingEnabled,
                    ...pick(inputs, ["cacheClusterEnabled", "cacheClusterSize", "description", "tags", "variables"]),
                }),
            );
            const made = stage.simulate(context, inputs);
            // The API takes access logs by a patch only.
            const operations = logOperations({}, inputs);
            if (operations.length > 0) {
                context.made(made.id);
                await context.clients.apiGateway().send(
                    new UpdateStageCommand({
                        restApiId: inputs.restApi,
                        stageName: inputs.stageName,
                        patchOperations: operations,
                    }),
                );
            }
            return made;
        },
        async read({ clients }, _id, { restApi, stageName }) {
            const found = await ifExists(
                clients.apiGateway().send(new GetStageCommand({ restApiId: restApi, stageName })),
            );
            return (
                found && {
                    ...pick(found, ["accessLogSettings", "cacheClusterEnabled", "description", "tags", "variables"]),
                    deployment: found.deploymentId,
                    xrayTracingEnabled: found.tracingEnabled ?? false,
                }
            );
        },
        async update({ clients }, _id, inputs, old) {
            const paths: Readonly<Record<string, string>> = {
                cacheClusterEnabled: "/cacheClusterEnabled",
                deployment: "/deploymentId",
                description: "/description",
                xrayTracingEnabled: "/tracingEnabled",
            };
            const patchOperations: PatchOperation[] = [
                ...Object.entries(paths)
                    .filter(([argument]) => isChanged(old, inputs, argument))
                    .map(([argument, path]): PatchOperation => ({
                        op: "replace",
                        path,
                        value: String(inputs[argument] ?? ""),
                    })),
                ...mapOperations("/variables", old.variables as Variables, inputs.variables as Variables),
                ...logOperations(old, inputs),
            ];
            const client = clients.apiGateway();
            await client.send(
                new UpdateStageCommand({ restApiId: inputs.restApi, stageName: inputs.stageName, patchOperations }),
            );
            await retag(client, String(old.arn), old, inputs);
            return {};
        },
        async delete({ clients }, _id, { restApi, stageName }) {
            await ifExists(clients.apiGateway().send(new DeleteStageCommand({ restApiId: restApi, stageName })));
        },
    },
});

type Variables = Record<string, string> | undefined;

/** The operations that bring a map of the stage from its old to its new content. */
function mapOperations(path: string, before: Variables = {}, after: Variables = {}): PatchOperation[] {
    return [
        ...Object.entries(after)
            .filter(([key, value]) => before[key] !== value)
            .map(([key, value]): PatchOperation => ({ op: "replace", path: `${path}/${key}`, value })),
        ...Object.keys(before)
            .filter((key) => !(key in after))
            .map((key): PatchOperation => ({ op: "remove", path: `${path}/${key}` })),
    ];
}

function logOperations(old: Props, inputs: Props): PatchOperation[] {
    if (!isChanged(old, inputs, "accessLogSettings")) return [];
    if (inputs.accessLogSettings === undefined) return [{ op: "remove", path: "/accessLogSettings" }];
    return mapOperations("/accessLogSettings", {}, inputs.accessLogSettings as Variables);
}

/** Patch path of each method setting (https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch). */
const METHOD_SETTINGS: Readonly<Record<string, string>> = {
    cacheDataEncrypted: "caching/dataEncrypted",
    cacheTtlInSeconds: "caching/ttlInSeconds",
    cachingEnabled: "caching/enabled",
    dataTraceEnabled: "logging/dataTrace",
    loggingLevel: "logging/loglevel",
    metricsEnabled: "metrics/enabled",
    throttlingBurstLimit: "throttling/burstLimit",
    throttlingRateLimit: "throttling/rateLimit",
};

/** `aws:apigateway/methodSettings:MethodSettings`. */
const methodSettings = defineRow({
    type: "aws:apigateway/methodSettings:MethodSettings",
    args: [
        "methodPath",
        "region",
        "restApi",
        ...Object.keys(METHOD_SETTINGS).map((setting) => `settings.${setting}`),
        "stageName",
    ],
    required: ["methodPath", "restApi", "settings", "stageName"],
    replaceOn: ["methodPath", "region", "restApi", "stageName"],
    deleteBeforeReplace: true,
    ineffective: {
        "settings.loggingLevel": "the gateway writes no execution logs",
        "settings.metricsEnabled": "the gateway counts nothing",
    },
    simulate: (_context, { restApi, stageName, methodPath }) => ({
        id: `${restApi}-${stageName}-${methodPath}`,
        outputs: {},
    }),
    live: {
        async create(context, inputs) {
            await context.clients.apiGateway().send(settingsUpdate(inputs, settingOperations(inputs)));
            return methodSettings.simulate(context, inputs);
        },
        async read({ clients }, _id, state) {
            const found = await ifExists(
                clients
                    .apiGateway()
                    .send(new GetStageCommand({ restApiId: state.restApi, stageName: state.stageName })),
            );
            const settings = found?.methodSettings?.[state.methodPath as string];
            return settings && { settings: pick(settings, Object.keys(METHOD_SETTINGS)) };
        },
        async update({ clients }, _id, inputs) {
            await clients.apiGateway().send(settingsUpdate(inputs, settingOperations(inputs)));
            return {};
        },
        async delete({ clients }, _id, state) {
            const operations: PatchOperation[] = [{ op: "remove", path: `/${escaped(state.methodPath as string)}` }];
            await ifExists(clients.apiGateway().send(settingsUpdate(state, operations)));
        },
    },
});

/** `orders/GET` → `orders/GET`, `*`+`/*` as it is: the last segment is the method, slashes before it are escaped. */
function escaped(methodPath: string): string {
    const cut = methodPath.lastIndexOf("/");
    return `${methodPath.slice(0, cut).replaceAll("/", "~1")}/${methodPath.slice(cut + 1)}`;
}

function settingOperations({ methodPath, settings }: Props): PatchOperation[] {
    return Object.entries(METHOD_SETTINGS)
        .filter(([setting]) => (settings as Props)[setting] !== undefined)
        .map(([setting, path]) => ({
            op: "replace",
            path: `/${escaped(methodPath as string)}/${path}`,
            value: String((settings as Props)[setting]),
        }));
}

function settingsUpdate({ restApi, stageName }: Props, patchOperations: PatchOperation[]): UpdateStageCommand {
    return new UpdateStageCommand({ restApiId: restApi, stageName, patchOperations });
}

/** Rows of what makes a REST API live. */
export const apiGatewayStageRows: readonly ResourceRow[] = [deployment, stage, methodSettings];
