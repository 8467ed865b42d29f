import { createHash } from "node:crypto";
import * as lambda from "@aws-sdk/client-lambda";
import { bytesOf } from "../../assets";
import { crudRow, resourceTags, type Subject } from "../../crudRow";
import type { LiveContext, Props, RowContext } from "../../row";
import { isChanged } from "../../wire";

/** What decides the deployment package. */
const CODE = ["architectures", "code", "s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];

/** Arguments that the configuration of a function has. */
const SETTINGS = [
    "deadLetterConfig",
    "description",
    "ephemeralStorage",
    "handler",
    "kmsKeyArn",
    "layers",
    "loggingConfig",
    "memorySize",
    "role",
    "runtime",
    "timeout",
    "tracingConfig",
    "vpcConfig",
];

/** Any change of these gives a published function another version. */
const PUBLISHED = [...CODE, ...SETTINGS, "environment", "publish"];

/** `aws:lambda/function:Function`, as a zip. */
export const lambdaFunction = crudRow({
    type: "aws:lambda/function:Function",
    args: [
        ...CODE,
        ...SETTINGS.filter((name) => name !== "vpcConfig"),
        "environment",
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
    id: "name",
    outputs: (context, inputs) => {
        const arn = functionArn(context, inputs.name);
        const code = `${inputs.code?.hash ?? `${inputs.s3Bucket}/${inputs.s3Key}`}`;
        const codeSha256 = inputs.sourceCodeHash ?? createHash("sha256").update(code).digest("base64");
        return {
            ...unsaid(inputs),
            arn,
            codeSha256,
            invokeArn: invokeArn(context, arn),
            lastModified: "2026-01-01T00:00:00.000+0000",
            responseStreamingInvokeArn: invokeArn(context, arn, "2021-11-15", "response-streaming-invocations"),
            signingJobArn: "",
            signingProfileVersionArn: "",
            sourceCodeHash: codeSha256,
            sourceCodeSize: 1_000,
            ...versionOf(context, arn, inputs.publish ? "1" : "$LATEST"),
        };
    },
    own: ["skipDestroy"],
    names: { name: "FunctionName", sourceCodeSize: "CodeSize" },
    key: { FunctionName: "name" },
    create: async ({ context, props, send, settle }, { publish, ...args }) => {
        await send(lambda.CreateFunctionCommand, { ...args, code: await codeOf(args), tags: props.tags });
        context.made(props.name);
        await settle();
        if (publish === true) await send(lambda.PublishVersionCommand);
    },
    read: [lambda.GetFunctionCommand, functionFound],
    alsoRead: [
        async ({ context, props: { name } }) =>
            versionOf(context, functionArn(context, name), await latestVersion(context, name)),
    ],
    isReady({ FunctionName, State, StateReason, LastUpdateStatus }) {
        if (State === "Failed") throw new Error(`The function '${FunctionName}' failed: ${StateReason}`);
        return State === "Active" && LastUpdateStatus === "Successful";
    },
    update: async (subject, args) => {
        const { old, props, send, settle } = subject;
        const before: Props = { ...old, ...unsaid(old) };
        const wanted: Props = {
            ...props,
            ...unsaid(props),
            sourceCodeHash: props.sourceCodeHash ?? old.sourceCodeHash,
        };
        if (isChanged(before, wanted, ...SETTINGS, "environment")) {
            await send(lambda.UpdateFunctionConfigurationCommand, { ...args, ...unsaid(props) });
            await settle();
        }
        if (isChanged(before, wanted, ...CODE)) {
            await send(lambda.UpdateFunctionCodeCommand, {
                ...(await codeOf(props)),
                architectures: wanted.architectures,
            });
            await settle();
        }
        if (props.publish === true && isChanged(before, wanted, ...PUBLISHED)) await send(lambda.PublishVersionCommand);
    },
    parts: [
        {
            of: ["reservedConcurrentExecutions"],
            set: [lambda.PutFunctionConcurrencyCommand],
            clear: [lambda.DeleteFunctionConcurrencyCommand],
            none: -1,
        },
    ],
    unset: {
        deadLetterConfig: {},
        description: "",
        environment: { variables: {} },
        kmsKeyArn: "",
        layers: [],
        vpcConfig: { subnetIds: [], securityGroupIds: [] },
    },
    delete: [lambda.DeleteFunctionCommand],
    tags: { ...resourceTags(lambda), atCreation: true },
    wire: { layers: { from: (found: lambda.Layer[]) => found.map(({ Arn }) => Arn) } },
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

function versionOf(context: RowContext, arn: string, version: string): Props {
    const qualifiedArn = `${arn}:${version}`;
    return { qualifiedArn, qualifiedInvokeArn: invokeArn(context, qualifiedArn), version };
}

async function codeOf({ code, s3Bucket, s3Key, s3ObjectVersion }: Props) {
    if (code !== undefined) return { ZipFile: await bytesOf(code) };
    if (s3Bucket === undefined) throw new Error("Give the function's 'code', or 's3Bucket' and 's3Key'.");
    return { S3Bucket: s3Bucket, S3Key: s3Key, S3ObjectVersion: s3ObjectVersion };
}

function functionFound({ Configuration, Concurrency, Tags }: Props, { props }: Subject): Props {
    return {
        ReservedConcurrentExecutions: -1,
        ...Configuration,
        ...Concurrency,
        Environment: { Variables: {}, ...Configuration.Environment },
        Tags,
        SourceCodeHash: props.sourceCodeHash ?? Configuration.CodeSha256,
    };
}

async function latestVersion({ clients }: LiveContext, FunctionName: string): Promise<string> {
    let last = "$LATEST";
    for await (const { Versions } of lambda.paginateListVersionsByFunction(
        { client: clients.lambda() },
        { FunctionName },
    ))
        last = Versions?.at(-1)?.Version ?? last;
    return last;
}
