import {
    CreateDeploymentCommand,
    CreateStageCommand,
    DeleteDeploymentCommand,
    DeleteStageCommand,
    GetDeploymentCommand,
    GetStageCommand,
    UpdateDeploymentCommand,
    UpdateStageCommand,
    type PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { createHash } from "node:crypto";
import { stageUrl } from "../../clients";
import { ifExists } from "../../live";
import { defineRow, type Created, type LiveContext, type Props, type ResourceRow, type RowContext } from "../../row";
import { apiOf, patchOf, retag, sameNames, tagsOf } from "./support";
import { pick } from "../../wire";

/** `aws:apigateway/deployment:Deployment`. */
const deployment = defineRow({
    type: "aws:apigateway/deployment:Deployment",
    ineffective: {
        triggers: "Replaces the deployment, but methods answer as soon as they exist, deployed or not.",
        variables: "Dropped; give them to the stage.",
    },
    replaceOn: ["restApi", "triggers", "variables"],
    unlikeCloudFormation: { "CloudFormation has no such property.": ["triggers", "variables"] },
    // A replacement has another id, or else stages that are to follow it would see no change.
    simulate: (context, inputs) => ({
        id: simulatedId(context, inputs),
        outputs: { createdDate: "2026-01-01T00:00:00.000Z" },
    }),
    live: {
        async create({ clients }, { restApi: restApiId, description }) {
            const made = await clients.apiGateway().send(new CreateDeploymentCommand({ restApiId, description }));
            return { id: made.id!, outputs: { createdDate: made.createdDate!.toISOString() } };
        },
        async read({ clients }, id, state) {
            const at = { restApiId: apiOf(state), deploymentId: id };
            const found = await ifExists(clients.apiGateway().send(new GetDeploymentCommand(at)));
            return found && pick(found, ["description"]);
        },
        async update({ clients }, id, inputs, old) {
            const at = { restApiId: inputs.restApi as string, deploymentId: id };
            const patchOperations = patchOf(old, inputs, { description: "description" });
            await clients.apiGateway().send(new UpdateDeploymentCommand({ ...at, patchOperations }));
            return {};
        },
        async delete({ clients }, id, { restApi: restApiId }) {
            await ifExists(clients.apiGateway().send(new DeleteDeploymentCommand({ restApiId, deploymentId: id })));
        },
    },
});

/** The same for the same deployment, another one for each that replaces it. */
function simulatedId({ urn }: RowContext, { restApi, triggers = {}, variables = {} }: Props): string {
    const maps = [triggers, variables].map((each: object) => Object.entries(each).sort());
    return createHash("sha256")
        .update(JSON.stringify([urn, restApi, maps]))
        .digest("hex")
        .slice(0, 6);
}

/** Arguments of a stage that its creation takes. */
const STAGE_SETTINGS = ["cacheClusterEnabled", "cacheClusterSize", "description", "documentationVersion", "variables"];
/** Those that only a later call takes. */
const LATER = ["accessLogSettings", "clientCertificateId"];
const STAGE_NAMES = {
    ...sameNames([...STAGE_SETTINGS, ...LATER]),
    deployment: "deploymentId",
    xrayTracingEnabled: "tracingEnabled",
};

/** `aws:apigateway/stage:Stage`. */
const stage = defineRow({
    type: "aws:apigateway/stage:Stage",
    lacks: ["canarySettings"],
    ineffective: {
        accessLogSettings: "Kept and read back; the gateway writes no access logs.",
        cacheClusterEnabled: "Kept and read back; nothing is cached.",
        clientCertificateId: "Kept and read back; no certificate is shown to back ends.",
        xrayTracingEnabled: "Kept and read back; the gateway makes no segments and adds no trace id.",
    },
    replaceOn: ["restApi", "stageName"],
    simulate: ({ partition, region, accountId }, { restApi, stageName }) => ({
        id: `ags-${restApi}-${stageName}`,
        outputs: {
            arn: `arn:${partition}:apigateway:${region}::/restapis/${restApi}/stages/${stageName}`,
            executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${restApi}/${stageName}`,
            invokeUrl: `https://${restApi}.execute-api.${region}.amazonaws.com/${stageName}`,
            webAclArn: "",
        },
    }),
    live: {
        async create(context, inputs) {
            const client = context.clients.apiGateway();
            const at = { restApiId: inputs.restApi as string, stageName: inputs.stageName as string };
            await client.send(
                new CreateStageCommand({
                    ...pick(inputs, STAGE_SETTINGS),
                    ...at,
                    deploymentId: inputs.deployment as string,
                    tracingEnabled: inputs.xrayTracingEnabled as boolean,
                }),
            );
            const made = deployed(context, inputs);
            context.made(made.id);
            const patchOperations = patchOf({}, pick(inputs, LATER), sameNames(LATER));
            if (patchOperations.length > 0) await client.send(new UpdateStageCommand({ ...at, patchOperations }));
            await retag(client, made.outputs.arn as string, {}, inputs);
            return made;
        },
        async read(context, id) {
            const [, restApi, stageName] = /^ags-([^-]+)-(.+)$/.exec(id)!;
            const client = context.clients.apiGateway();
            const found = await ifExists(client.send(new GetStageCommand({ restApiId: restApi, stageName })));
            if (found === undefined) return undefined;
            const { outputs } = deployed(context, { restApi, stageName });
            return {
                ...outputs,
                ...pick(found, [...STAGE_SETTINGS, ...LATER]),
                deployment: found.deploymentId,
                restApi,
                stageName,
                tags: await tagsOf(client, outputs.arn as string),
                xrayTracingEnabled: found.tracingEnabled,
            };
        },
        async update({ clients }, _id, inputs, old) {
            const client = clients.apiGateway();
            const at = { restApiId: inputs.restApi as string, stageName: inputs.stageName as string };
            const patchOperations = patchOf(old, inputs, STAGE_NAMES);
            if (patchOperations.length > 0) await client.send(new UpdateStageCommand({ ...at, patchOperations }));
            await retag(client, old.arn as string, old, inputs);
            return {};
        },
        async delete({ clients }, _id, { restApi: restApiId, stageName }) {
            await ifExists(clients.apiGateway().send(new DeleteStageCommand({ restApiId, stageName })));
        },
    },
});

/** As AWS describes a stage, but with the address at which the emulator answers. */
function deployed(context: LiveContext, inputs: Props): Created {
    const { id, outputs } = stage.simulate(context, inputs);
    const { restApi, stageName } = inputs as { restApi: string; stageName: string };
    return { id, outputs: { ...outputs, invokeUrl: stageUrl(context.clients.url, restApi, stageName) } };
}

/** Patch path of each method setting (https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch). */
const METHOD_SETTINGS: Readonly<Record<string, string>> = {
    cacheDataEncrypted: "caching/dataEncrypted",
    cacheTtlInSeconds: "caching/ttlInSeconds",
    cachingEnabled: "caching/enabled",
    dataTraceEnabled: "logging/dataTrace",
    loggingLevel: "logging/loglevel",
    metricsEnabled: "metrics/enabled",
    requireAuthorizationForCacheControl: "caching/requireAuthorizationForCacheControl",
    throttlingBurstLimit: "throttling/burstLimit",
    throttlingRateLimit: "throttling/rateLimit",
    unauthorizedCacheControlHeaderStrategy: "caching/unauthorizedCacheControlHeaderStrategy",
};

/** `aws:apigateway/methodSettings:MethodSettings`. */
const methodSettings = defineRow({
    type: "aws:apigateway/methodSettings:MethodSettings",
    ineffective: {
        "settings.cacheDataEncrypted": "Kept and read back; nothing is cached.",
        "settings.cachingEnabled": "Kept and read back; nothing is cached.",
        "settings.dataTraceEnabled": "Kept and read back; the gateway writes no execution logs.",
        "settings.loggingLevel": "Kept and read back; the gateway writes no execution logs.",
        "settings.metricsEnabled": "Kept and read back; the gateway counts nothing.",
    },
    replaceOn: ["methodPath", "restApi", "stageName"],
    simulate: (_context, { restApi, stageName, methodPath }) => ({
        id: `${restApi}-${stageName}-${methodPath}`,
        outputs: {},
    }),
    live: {
        async create(context, inputs) {
            await patchStage(context, inputs, settingOperations(inputs.settings as Props));
            return methodSettings.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [, restApi, stageName, methodPath] = /^([^-]+)-([^-]+)-(.+)$/.exec(id)!;
            const found = await ifExists(
                clients.apiGateway().send(new GetStageCommand({ restApiId: restApi, stageName })),
            );
            const settings = found?.methodSettings?.[methodPath.replaceAll("~1", "/")];
            return settings && { restApi, stageName, methodPath, settings: { ...settings } };
        },
        async update(context, _id, inputs) {
            // Taken away first, so that settings that are not given any more get their defaults back.
            await patchStage(context, inputs, [REMOVAL, ...settingOperations(inputs.settings as Props)]);
            return {};
        },
        async delete(context, _id, state) {
            await ifExists(patchStage(context, state, [REMOVAL]));
        },
    },
});

const REMOVAL: PatchOperation = { op: "remove", path: "" };

function settingOperations(settings: Props): PatchOperation[] {
    return Object.entries(pick(settings, Object.keys(METHOD_SETTINGS))).map(([setting, value]) => ({
        op: "replace",
        path: METHOD_SETTINGS[setting],
        value: String(value),
    }));
}

/** Patches below the settings of one method path, in which the program has escaped the path's own slashes as `~1`. */
function patchStage({ clients }: LiveContext, { restApi, stageName, methodPath }: Props, operations: PatchOperation[]) {
    const patchOperations = operations.map(({ path, ...operation }) => ({
        ...operation,
        path: `/${methodPath}/${path}`.replace(/\/$/, ""),
    }));
    return clients.apiGateway().send(new UpdateStageCommand({ restApiId: restApi, stageName, patchOperations }));
}

/** Rows of what makes a REST API live. */
export const apiGatewayStageRows: readonly ResourceRow[] = [deployment, stage, methodSettings];
