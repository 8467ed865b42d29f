import { createHash } from "node:crypto";
import {
    CreateFunctionCommand,
    DeleteFunctionCommand,
    DeleteFunctionConcurrencyCommand,
    GetFunctionCommand,
    ListVersionsByFunctionCommand,
    PublishVersionCommand,
    PutFunctionConcurrencyCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateFunctionCodeCommand,
    UpdateFunctionConfigurationCommand,
    type FunctionConfiguration,
} from "@aws-sdk/client-lambda";
import { bytesOf } from "../../assets";
import { ifExists, tagChanges, until } from "../../live";
import { defineRow, type LiveContext, type Props, type RowContext } from "../../row";
import { fromAws, isChanged, toAws } from "../../wire";

/** What decides the deployment package. */
const CODE = ["architectures", "code", "s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];

/** Arguments that go to Lambda as they are, by their Lambda names; with what Lambda takes for "not set". */
const SETTINGS: Readonly<Record<string, { readonly name: string; readonly unset?: unknown }>> = {
    deadLetterConfig: { name: "DeadLetterConfig", unset: {} },
    description: { name: "Description", unset: "" },
    ephemeralStorage: { name: "EphemeralStorage" },
    handler: { name: "Handler" },
    kmsKeyArn: { name: "KMSKeyArn", unset: "" },
    layers: { name: "Layers", unset: [] },
    loggingConfig: { name: "LoggingConfig" },
    memorySize: { name: "MemorySize" },
    role: { name: "Role" },
    runtime: { name: "Runtime" },
    timeout: { name: "Timeout" },
    tracingConfig: { name: "TracingConfig" },
    vpcConfig: { name: "VpcConfig", unset: { SubnetIds: [], SecurityGroupIds: [] } },
};

/** Any change of these gives a published function another version. */
const PUBLISHED = [...CODE, ...Object.keys(SETTINGS), "environment", "publish"];

/** `aws:lambda/function:Function`, as a zip. */
export const lambdaFunction = defineRow({
    type: "aws:lambda/function:Function",
    args: [
        ...CODE,
        ...Object.keys(SETTINGS).filter((key) => !["loggingConfig", "vpcConfig"].includes(key)),
        "environment.variables",
        "loggingConfig.applicationLogLevel",
        "loggingConfig.logFormat",
        "loggingConfig.logGroup",
        "loggingConfig.systemLogLevel",
        "name",
        "packageType",
        "publish",
        "region",
        "reservedConcurrentExecutions",
        "skipDestroy",
        "tags",
        "vpcConfig.ipv6AllowedForDualStack",
        "vpcConfig.securityGroupIds",
        "vpcConfig.subnetIds",
    ],
    required: ["role", "runtime", "handler"],
    ineffective: {
        architectures: "Kept and read back; the code runs on this machine's processor.",
        "deadLetterConfig.targetArn":
            "With an on-failure destination it gets nothing; without one it gets the destination's envelope, not the event.",
        ephemeralStorage: "Kept and read back; handlers share this machine's file system.",
        kmsKeyArn: "Kept and read back; the environment is not encrypted.",
        layers: "Unpacked where Node.js finds their modules, not at /opt.",
        "loggingConfig.applicationLogLevel": "Kept and read back; the function's own logger decides what it writes.",
        "loggingConfig.logFormat": "Kept and read back; START, END and REPORT lines are text.",
        "loggingConfig.systemLogLevel": "Kept and read back; START, END and REPORT lines are always written.",
        memorySize: "Kept and read back; no memory limit is enforced.",
        runtime:
            "Every nodejs runtime runs this machine's Node.js; Java, .NET and Ruby functions answer without running.",
        vpcConfig: "Kept and read back; functions run on this machine's network.",
    },
    replaceOn: ["name", "packageType", "tenancyConfig"],
    recomputes: {
        codeSha256: CODE,
        lastModified: PUBLISHED,
        qualifiedArn: PUBLISHED,
        qualifiedInvokeArn: PUBLISHED,
        sourceCodeHash: CODE,
        sourceCodeSize: CODE,
        version: PUBLISHED,
    },
    autoName: { property: "name", maxLength: 64 },
    defaults: {
        memorySize: 128,
        packageType: "Zip",
        publish: false,
        reservedConcurrentExecutions: -1,
        skipDestroy: false,
        timeout: 3,
    },
    simulate: (context, inputs) => {
        const code = `${inputs.code?.hash ?? `${inputs.s3Bucket}/${inputs.s3Key}`}`;
        const sha = createHash("sha256").update(code).digest("base64");
        return {
            id: inputs.name,
            outputs: outputsOf(context, inputs, {
                version: inputs.publish ? "1" : "$LATEST",
                CodeSha256: inputs.sourceCodeHash ?? sha,
                CodeSize: 1_000,
                LastModified: "2026-01-01T00:00:00.000+0000",
            }),
        };
    },
    live: {
        async create(context, inputs) {
            const given = Object.keys(SETTINGS).filter((key) => inputs[key] !== undefined);
            await context.clients.lambda().send(
                new CreateFunctionCommand({
                    ...settingsOf(inputs, [...given, "environment"]),
                    FunctionName: inputs.name,
                    Role: inputs.role,
                    PackageType: inputs.packageType,
                    Architectures: inputs.architectures,
                    Code: await codeOf(inputs),
                    Tags: inputs.tags,
                }),
            );
            context.made(inputs.name);
            const found = await settled(context, inputs.name);
            await reserve(context, inputs.name, inputs.reservedConcurrentExecutions);
            const version = inputs.publish ? await publish(context, inputs.name) : "$LATEST";
            return { id: inputs.name, outputs: outputsOf(context, inputs, { ...found, version }) };
        },
        async read(context, id, state) {
            const lambda = context.clients.lambda();
            const found = await ifExists(lambda.send(new GetFunctionCommand({ FunctionName: id })));
            if (found === undefined) return undefined;
            const { Configuration: configuration = {}, Concurrency, Tags } = found;
            const version = await latestVersion(context, id);
            const named = Object.entries(SETTINGS).map(([key, { name }]) => [
                key,
                fromAws(configuration[name as never]),
            ]);
            return {
                ...outputsOf(context, { ...state, name: id }, { ...configuration, version }),
                ...Object.fromEntries(named),
                architectures: configuration.Architectures,
                environment: { variables: configuration.Environment?.Variables ?? {} },
                layers: configuration.Layers?.map(({ Arn }) => Arn),
                name: configuration.FunctionName,
                packageType: configuration.PackageType,
                reservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions ?? -1,
                tags: Tags,
            };
        },
        async update(context, id, inputs, old) {
            const lambda = context.clients.lambda();
            const { sourceCodeHash = old.sourceCodeHash } = inputs;
            const wanted: Props = { ...inputs, ...unsaid(inputs), sourceCodeHash };
            const changes = [...Object.keys(SETTINGS), "environment"].filter((key) => isChanged(old, wanted, key));
            if (changes.length > 0) {
                const settings = settingsOf(wanted, changes);
                await lambda.send(new UpdateFunctionConfigurationCommand({ ...settings, FunctionName: id }));
                await settled(context, id);
            }
            if (isChanged(old, wanted, ...CODE)) {
                const code = { ...(await codeOf(inputs)), Architectures: wanted.architectures };
                await lambda.send(new UpdateFunctionCodeCommand({ ...code, FunctionName: id }));
            }
            const found = await settled(context, id);
            if (isChanged(old, inputs, "reservedConcurrentExecutions")) {
                await reserve(context, id, inputs.reservedConcurrentExecutions);
            }
            const Resource = old.arn;
            const { set, removed } = tagChanges(old.tags, inputs.tags);
            if (Object.keys(set).length > 0) await lambda.send(new TagResourceCommand({ Resource, Tags: set }));
            if (removed.length > 0) await lambda.send(new UntagResourceCommand({ Resource, TagKeys: removed }));
            const isNew = inputs.publish && isChanged(old, wanted, ...PUBLISHED);
            const version = isNew ? await publish(context, id) : await latestVersion(context, id);
            return outputsOf(context, inputs, { ...found, version });
        },
        async delete({ clients }, id, state) {
            if (state.skipDestroy) return;
            await ifExists(clients.lambda().send(new DeleteFunctionCommand({ FunctionName: id })));
        },
    },
});

/** The ARN by which API Gateway invokes a function, a version or an alias. */
export function invokeArn(
    { partition, region }: RowContext,
    arn: string,
    api = "2015-03-31",
    action = "invocations",
): string {
    return `arn:${partition}:apigateway:${region}:lambda:path/${api}/functions/${arn}/${action}`;
}

/** The ARN of a function, without a version. */
export function functionArn({ partition, region, accountId }: RowContext, name: string): string {
    return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

/** Arguments that Lambda decides when the program is silent, as they are then. */
function unsaid(inputs: Props): Props {
    return {
        architectures: inputs.architectures ?? ["x86_64"],
        ephemeralStorage: inputs.ephemeralStorage ?? { size: 512 },
        loggingConfig: inputs.loggingConfig ?? { logFormat: "Text", logGroup: `/aws/lambda/${inputs.name}` },
        tracingConfig: inputs.tracingConfig ?? { mode: "PassThrough" },
    };
}

function outputsOf(context: RowContext, inputs: Props, found: FunctionConfiguration & { version: string }): Props {
    const arn = functionArn(context, inputs.name);
    const qualifiedArn = `${arn}:${found.version}`;
    return {
        ...unsaid(inputs),
        arn,
        codeSha256: found.CodeSha256,
        invokeArn: invokeArn(context, arn),
        lastModified: found.LastModified,
        qualifiedArn,
        qualifiedInvokeArn: invokeArn(context, qualifiedArn),
        responseStreamingInvokeArn: invokeArn(context, arn, "2021-11-15", "response-streaming-invocations"),
        signingJobArn: "",
        signingProfileVersionArn: "",
        sourceCodeHash: inputs.sourceCodeHash ?? found.CodeSha256,
        sourceCodeSize: found.CodeSize,
        version: found.version,
    };
}

/** Arguments as a configuration call takes them; one that is not given takes what Lambda has for that. */
function settingsOf(inputs: Props, keys: readonly string[]): Props {
    return Object.fromEntries(
        keys.map((key) =>
            key === "environment"
                ? ["Environment", { Variables: inputs.environment?.variables ?? {} }]
                : [SETTINGS[key].name, toAws(inputs[key]) ?? SETTINGS[key].unset],
        ),
    );
}

async function codeOf({ code, s3Bucket, s3Key, s3ObjectVersion }: Props) {
    if (code !== undefined) return { ZipFile: await bytesOf(code) };
    if (s3Bucket === undefined) throw new Error("Give the function's 'code', or 's3Bucket' and 's3Key'.");
    return { S3Bucket: s3Bucket, S3Key: s3Key, S3ObjectVersion: s3ObjectVersion };
}

/** Waits until the function can be invoked and changed again. */
function settled(context: LiveContext, FunctionName: string): Promise<FunctionConfiguration> {
    return until(context, `The function '${FunctionName}' in the state Active`, async () => {
        const { Configuration } = await context.clients.lambda().send(new GetFunctionCommand({ FunctionName }));
        const { State, StateReason, LastUpdateStatus } = Configuration!;
        if (State === "Failed") throw new Error(`The function '${FunctionName}' failed: ${StateReason}`);
        return State === "Active" && LastUpdateStatus === "Successful" ? Configuration : undefined;
    });
}

async function reserve({ clients }: LiveContext, FunctionName: string, executions: number): Promise<void> {
    const lambda = clients.lambda();
    await (executions < 0
        ? lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
        : lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: executions })));
}

async function publish({ clients }: LiveContext, FunctionName: string): Promise<string> {
    return (await clients.lambda().send(new PublishVersionCommand({ FunctionName }))).Version!;
}

async function latestVersion({ clients }: LiveContext, FunctionName: string): Promise<string> {
    let Marker: string | undefined;
    let last = "$LATEST";
    do {
        const page = await clients.lambda().send(new ListVersionsByFunctionCommand({ FunctionName, Marker }));
        last = page.Versions?.at(-1)?.Version ?? last;
        Marker = page.NextMarker;
    } while (Marker !== undefined);
    return last;
}
