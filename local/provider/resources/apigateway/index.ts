import * as gateway from "@aws-sdk/client-api-gateway";
import { crudRow, resourceTags } from "../../crudRow";
import type { Props } from "../../row";
export * from "./method";
export * from "./request";
export * from "./stage";
import { patch, patchOf, sendPatches } from "./support";
import { documentText, pick } from "../../wire";

/** What an API is of which the program says nothing. */
const SILENT = {
    apiKeySource: "HEADER",
    binaryMediaTypes: [],
    description: "",
    disableExecuteApiEndpoint: false,
    endpointAccessMode: "BASIC",
    endpointConfiguration: { types: "REGIONAL" },
    minimumCompressionSize: "",
    policy: "",
    securityPolicy: "TLS_1_0",
};

const API_SETTINGS = [...Object.keys(SILENT), "name"];

/** `aws:apigateway/restApi:RestApi`. What a `body` says of the API's own settings, the emulator leaves alone. */
export const restApi = crudRow({
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
    id: ({ hex }) => hex(10),
    arn: "arn:{partition}:apigateway:{region}::/restapis/{id}",
    outputs: ({ partition, region, accountId, hex }, inputs, id) => ({
        ...SILENT,
        ...pick(inputs, Object.keys(SILENT)),
        createdDate: "2026-01-01T00:00:00.000Z",
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${id}`,
        rootResourceId: hex(10),
    }),
    own: ["failOnWarnings"],
    key: { restApiId: "id" },
    create: [gateway.CreateRestApiCommand, apiSettings],
    read: [
        gateway.GetRestApiCommand,
        ({ endpointConfiguration, minimumCompressionSize = "", policy, ...found }) => ({
            ...found,
            endpointConfiguration: { ...endpointConfiguration, types: endpointConfiguration?.types?.[0] },
            minimumCompressionSize: String(minimumCompressionSize),
            // The API gives the document as it would stand inside a JSON string.
            policy: policy === undefined ? "" : (JSON.parse(`"${policy}"`) as string),
        }),
    ],
    async update(subject) {
        const [before, after] = [subject.old, subject.props].map((args) =>
            apiSettings({ ...SILENT, ...pick(args, API_SETTINGS) }),
        );
        await sendPatches(gateway.UpdateRestApiCommand, subject, patchOf(before, after, API_SETTINGS));
    },
    parts: [
        {
            of: ["body"],
            // Puts the document that an API is made of, if there is one, in the place of all its routes.
            set: async ({ props: { body, failOnWarnings }, send }) =>
                body &&
                (await send(gateway.PutRestApiCommand, {
                    mode: "overwrite",
                    failOnWarnings,
                    body: Buffer.from(body),
                })),
        },
    ],
    delete: [gateway.DeleteRestApiCommand],
    tags: resourceTags(gateway, gateway.GetTagsCommand),
});

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

/** `aws:apigateway/resource:Resource`: one segment of a path. */
export const resource = crudRow({
    type: "aws:apigateway/resource:Resource",
    unlikeCloudFormation: {
        "API Gateway moves a resource, which CloudFormation does not ask for.": { updates: ["parentId", "pathPart"] },
    },
    recomputes: { path: ["parentId", "pathPart"] },
    id: ({ hex }) => hex(6),
    outputs: (_context, { pathPart }) => ({ path: `/${pathPart}` }),
    create: [gateway.CreateResourceCommand],
    read: [gateway.GetResourceCommand],
    key: { restApiId: "restApi", resourceId: "id" },
    update: patch(gateway.UpdateResourceCommand),
    delete: [gateway.DeleteResourceCommand],
});

/** `aws:apigateway/account:Account`: a setting of the whole region, so nothing is created or deleted. */
export const account = crudRow({
    type: "aws:apigateway/account:Account",
    ineffective: { cloudwatchRoleArn: "Kept and read back; the gateway writes no logs." },
    id: () => "api-gateway-account",
    outputs: (_context, { cloudwatchRoleArn = "" }) => ({
        apiKeyVersion: "4",
        cloudwatchRoleArn,
        features: ["UsagePlans"],
        throttleSettings: [{ burstLimit: 5_000, rateLimit: 10_000 }],
    }),
    key: {},
    put: [gateway.UpdateAccountCommand, ({ cloudwatchRoleArn }) => loggingRole(cloudwatchRoleArn)],
    read: [gateway.GetAccountCommand, ({ cloudwatchRoleArn = "" }) => ({ cloudwatchRoleArn })],
    async delete({ find, props, send }) {
        // Another stack may have set its own role since.
        if ((await find())?.cloudwatchRoleArn === (props.cloudwatchRoleArn ?? ""))
            await send(gateway.UpdateAccountCommand, loggingRole());
    },
});

function loggingRole(value?: string): Props {
    const operation = value ? { op: "replace", value } : { op: "remove" };
    return { patchOperations: { path: "/cloudwatchRoleArn", ...operation } };
}
