import * as apiGateway from "@aws-sdk/client-api-gateway";
import { createHash } from "node:crypto";
import { stageUrl } from "../../clients";
import { crudRow } from "../../crudRow";
import type { LiveContext, Props, RowContext } from "../../row";
import { patch, patched } from "./support";
import { pick } from "../../wire";

/** `aws:apigateway/deployment:Deployment`. */
const deployment = crudRow({
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
    create: [apiGateway.CreateDeploymentCommand],
    made: "id",
    read: [apiGateway.GetDeploymentCommand],
    ...patched({ restApiId: "restApi", deploymentId: "id" }, apiGateway.UpdateDeploymentCommand),
    delete: [apiGateway.DeleteDeploymentCommand],
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
const STAGE_NAMES = { deployment: "deploymentId", xrayTracingEnabled: "tracingEnabled" };

/** Arguments of a stage that its creation does not take. */
const LATER = ["accessLogSettings", "clientCertificateId"];

/** `aws:apigateway/stage:Stage`. */
const stage = crudRow({
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
    outputs: ({ partition, region, accountId, ...context }, { restApi, stageName }) => ({
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${restApi}/${stageName}`,
        // As AWS describes a stage, or with the address at which the emulator answers.
        invokeUrl:
            "clients" in context
                ? stageUrl((context as LiveContext).clients.url, String(restApi), String(stageName))
                : `https://${restApi}.execute-api.${region}.amazonaws.com/${stageName}`,
        webAclArn: "",
    }),
    names: STAGE_NAMES,
    key: STAGE,
    create: [apiGateway.CreateStageCommand],
    read: [apiGateway.GetStageCommand],
    update: patch(STAGE, apiGateway.UpdateStageCommand, STAGE_NAMES, (name) => !LATER.includes(name)),
    parts: LATER.map((name) => ({
        of: [name],
        set: patch(STAGE, apiGateway.UpdateStageCommand, {}, (each) => each === name),
    })),
    delete: [apiGateway.DeleteStageCommand],
    // The emulator shows a stage's tags only when they were set by a call of their own.
    forgets: ["tags"],
    tags: {
        set: apiGateway.TagResourceCommand,
        remove: apiGateway.UntagResourceCommand,
        list: apiGateway.GetTagsCommand,
    },
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

/** `aws:apigateway/methodSettings:MethodSettings`. */
const methodSettings = crudRow({
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
    create: [apiGateway.UpdateStageCommand, (args) => below(args, settingOperations(args.settings))],
    read: [
        apiGateway.GetStageCommand,
        ({ methodSettings: all = {} }, { props: { methodPath } }) => {
            const settings = all[methodPath.replaceAll("~1", "/")];
            return settings && { settings };
        },
    ],
    // Taken away first, so that settings that are not given any more get their defaults back.
    update: [
        apiGateway.UpdateStageCommand,
        ({ settings }, { props }) => below(props, [REMOVAL, ...settingOperations(settings)]),
    ],
    delete: [apiGateway.UpdateStageCommand, (args) => below(args, [REMOVAL])],
});

const REMOVAL: apiGateway.PatchOperation = { op: "remove", path: "" };

function settingOperations(settings: Props): apiGateway.PatchOperation[] {
    return Object.entries(pick(settings, Object.keys(METHOD_SETTINGS))).map(([setting, value]) => ({
        op: "replace",
        path: METHOD_SETTINGS[setting],
        value: String(value),
    }));
}

/** Patches below the settings of one method path, in which the program has escaped the path's own slashes as `~1`. */
function below({ methodPath }: Props, operations: readonly apiGateway.PatchOperation[]): Props {
    const patchOperations = operations.map(({ path, ...operation }) => ({
        ...operation,
        path: `/${methodPath}/${path}`.replace(/\/$/, ""),
    }));
    return { patchOperations };
}

/** Rows of what makes a REST API live. */
export const apiGatewayStageRows = [deployment, stage, methodSettings];
