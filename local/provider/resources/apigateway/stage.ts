import * as gateway from "@aws-sdk/client-api-gateway";
import { createHash } from "node:crypto";
import { stageUrl } from "../../clients";
import { crudRow, resourceTags } from "../../crudRow";
import type { Props, RowContext } from "../../row";
import { patch } from "./support";
import { pick } from "../../wire";

export const deployment = crudRow({
    type: "aws:apigateway/deployment:Deployment",
    ineffective: {
        triggers: "Replaces the deployment, but methods answer as soon as they exist, deployed or not.",
        variables: "Dropped; give them to the stage.",
    },
    unlikeCloudFormation: { "CloudFormation has no such property.": { replaces: ["triggers", "variables"] } },
    // A replacement has another id, or else stages that are to follow it would see no change.
    id: simulatedId,
    outputs: () => ({ createdDate: "2026-01-01T00:00:00.000Z" }),
    own: ["variables"],
    create: [gateway.CreateDeploymentCommand],
    read: [gateway.GetDeploymentCommand],
    key: { restApiId: "restApi", deploymentId: "id" },
    update: patch(gateway.UpdateDeploymentCommand),
    delete: [gateway.DeleteDeploymentCommand],
});

/** The same for the same deployment, another one for each that replaces it. */
function simulatedId({ urn }: RowContext, { restApi, triggers = {}, variables = {} }: Props): string {
    const maps = [triggers, variables].map((each: object) => Object.entries(each).sort());
    return createHash("sha256")
        .update(JSON.stringify([urn, restApi, maps]))
        .digest("hex")
        .slice(0, 6);
}

const STAGE = { restApiId: "restApi", stageName: "stageName" };

/** Arguments of a stage that its creation does not take. */
const LATER = ["accessLogSettings", "clientCertificateId"];

export const stage = crudRow({
    type: "aws:apigateway/stage:Stage",
    lacks: ["canarySettings"],
    ineffective: {
        accessLogSettings: "Kept and read back; the gateway writes no access logs.",
        cacheClusterEnabled: "Kept and read back; nothing is cached.",
        clientCertificateId: "Kept and read back; no certificate is shown to back ends.",
        xrayTracingEnabled: "Kept and read back; the gateway makes no segments and adds no trace id.",
    },
    id: "ags-{restApi}-{stageName}",
    arn: "arn:{partition}:apigateway:{region}::/restapis/{restApi}/stages/{stageName}",
    outputs: ({ partition, region, accountId, clients }, { restApi, stageName }) => ({
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${restApi}/${stageName}`,
        // As AWS describes a stage, or with the address at which the emulator answers.
        invokeUrl:
            clients === undefined
                ? `https://${restApi}.execute-api.${region}.amazonaws.com/${stageName}`
                : stageUrl(clients.url, `${restApi}`, `${stageName}`),
        webAclArn: "",
    }),
    names: { deployment: "deploymentId", xrayTracingEnabled: "tracingEnabled" },
    key: STAGE,
    create: [gateway.CreateStageCommand],
    read: [gateway.GetStageCommand],
    update: patch(gateway.UpdateStageCommand, (name) => !LATER.includes(name)),
    parts: LATER.map((name) => ({ of: [name], set: patch(gateway.UpdateStageCommand, (each) => each === name) })),
    delete: [gateway.DeleteStageCommand],
    // The emulator shows a stage's tags only when they were set by a call of their own.
    forgets: ["tags"],
    tags: resourceTags(gateway, gateway.GetTagsCommand),
});

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

export const methodSettings = crudRow({
    type: "aws:apigateway/methodSettings:MethodSettings",
    ineffective: {
        "settings.cacheDataEncrypted": "Kept and read back; nothing is cached.",
        "settings.cachingEnabled": "Kept and read back; nothing is cached.",
        "settings.dataTraceEnabled": "Kept and read back; the gateway writes no execution logs.",
        "settings.loggingLevel": "Kept and read back; the gateway writes no execution logs.",
        "settings.metricsEnabled": "Kept and read back; the gateway counts nothing.",
    },
    replaceOn: ["methodPath", "restApi", "stageName"],
    id: "{restApi}-{stageName}-{methodPath}",
    key: STAGE,
    create: [gateway.UpdateStageCommand, (args) => below(args, settingOperations(args.settings))],
    read: [
        gateway.GetStageCommand,
        ({ methodSettings: all = {} }, { props: { methodPath } }) => {
            const settings = all[methodPath.replaceAll("~1", "/")];
            return settings && { settings };
        },
    ],
    // Taken away first, so that settings that are not given any more get their defaults back.
    update: [
        gateway.UpdateStageCommand,
        ({ settings }, { props }) => below(props, [REMOVAL, ...settingOperations(settings)]),
    ],
    delete: [gateway.UpdateStageCommand, (args) => below(args, [REMOVAL])],
});

const REMOVAL: gateway.PatchOperation = { op: "remove", path: "" };

function settingOperations(settings: Props): gateway.PatchOperation[] {
    return Object.entries(pick(settings, Object.keys(METHOD_SETTINGS))).map(([setting, value]) => ({
        op: "replace",
        path: METHOD_SETTINGS[setting],
        value: String(value),
    }));
}

/** Patches below the settings of one method path, in which the program has escaped the path's own slashes as `~1`. */
function below({ methodPath }: Props, operations: readonly gateway.PatchOperation[]): Props {
    const patchOperations = operations.map(({ path, ...operation }) => ({
        ...operation,
        path: `/${methodPath}/${path}`.replace(/\/$/, ""),
    }));
    return { patchOperations };
}
