import assert from "node:assert/strict";
import {
    GetAliasCommand,
    GetFunctionCommand,
    GetFunctionEventInvokeConfigCommand,
    GetPolicyCommand,
    InvokeCommand,
    ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import type { Clients } from "../../clients";
import { exerciseRow, type Make } from "../../testing/exercise";
import { codeOf, LAMBDA_TRUST } from "../../testing/functionAsset";
import { iamRows } from "../iam";
import { lambdaRows } from ".";

const rows = [...iamRows, ...lambdaRows];

const FUNCTION = "aws:lambda/function:Function";
const makeRole = (make: Make) => make("aws:iam/role:Role", { assumeRolePolicy: LAMBDA_TRUST });
const makeFunction = async (make: Make) =>
    make(FUNCTION, {
        role: (await makeRole(make)).state.arn,
        runtime: "nodejs24.x",
        handler: "index.handler",
        code: codeOf("return 1"),
        publish: true,
    });

describe("Lambda rows against the emulator", function () {
    this.timeout(180_000);

    it("keep a function that answers, and answers otherwise when its code, its variables or its version change", () =>
        exerciseRow(rows, {
            type: FUNCTION,
            inputs: async (make) => ({
                role: (await makeRole(make)).state.arn,
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: codeOf("return [process.env.GREETING, event.name]"),
                description: "Greets",
                architectures: ["arm64"],
                memorySize: 256,
                timeout: 5,
                publish: true,
                environment: { variables: { GREETING: "hello" } },
                tracingConfig: { mode: "Active" },
                loggingConfig: { logFormat: "JSON", logGroup: "/platform/greet", applicationLogLevel: "INFO" },
                reservedConcurrentExecutions: 3,
                tags: { layer: "compute", owner: "greeters" },
            }),
            readBack: async (clients, id, state) => {
                const found = await clients.lambda().send(new GetFunctionCommand({ FunctionName: id }));
                const { Configuration: configuration = {}, Concurrency, Tags } = found;
                const latest = await invoke(clients, id);
                assert.deepEqual(await invoke(clients, id, state.version), latest, "the newest version is the code");
                return {
                    answer: latest,
                    description: configuration.Description,
                    memory: configuration.MemorySize,
                    timeout: configuration.Timeout,
                    architectures: configuration.Architectures,
                    tracing: configuration.TracingConfig?.Mode,
                    logGroup: configuration.LoggingConfig?.LogGroup?.replace(`/aws/lambda/${id}`, "default"),
                    reserved: Concurrency?.ReservedConcurrentExecutions,
                    tags: Tags,
                };
            },
            shows: {
                answer: ["hello", "you"],
                description: "Greets",
                memory: 256,
                timeout: 5,
                architectures: ["arm64"],
                tracing: "Active",
                logGroup: "/platform/greet",
                reserved: 3,
                tags: { layer: "compute", owner: "greeters" },
            },
            update: {
                inputs: {
                    code: codeOf("return ['changed', process.env.GREETING ?? 'nothing', event.name]"),
                    description: undefined,
                    memorySize: 512,
                    timeout: 6,
                    environment: undefined,
                    tracingConfig: undefined,
                    loggingConfig: undefined,
                    architectures: ["x86_64"],
                    reservedConcurrentExecutions: undefined,
                    tags: { layer: "integration" },
                },
                shows: {
                    answer: ["changed", "nothing", "you"],
                    description: "",
                    memory: 512,
                    timeout: 6,
                    architectures: ["x86_64"],
                    tracing: "PassThrough",
                    logGroup: "default",
                    reserved: undefined,
                    tags: { layer: "integration" },
                },
            },
            replaceOn: { name: "another", packageType: "Image", tenancyConfig: { tenantIsolationMode: "PER_TENANT" } },
            outputs: ({ id, state }) => {
                assert.equal(state.arn, `arn:aws:lambda:eu-west-1:000000000000:function:${id}`);
                assert.equal(state.version, "1");
                assert.equal(state.qualifiedArn, `${state.arn}:1`);
                assert.match(state.sourceCodeHash, /^[A-Za-z0-9+/]{43}=$/);
            },
            untold: ["code", "publish", "skipDestroy"],
        }));

    it("refuse a function whose role does not exist", () =>
        assert.rejects(
            exerciseRow(rows, {
                type: FUNCTION,
                inputs: {
                    role: "arn:aws:iam::000000000000:role/nobody",
                    runtime: "nodejs24.x",
                    handler: "index.handler",
                    code: codeOf("return 1"),
                },
                readBack: () => Promise.resolve(undefined),
                shows: undefined,
            }),
            /InvalidParameterValueException.*role/i,
        ));

    it("give a function no new version when neither its code nor its settings change", () =>
        exerciseRow(rows, {
            type: FUNCTION,
            inputs: async (make) => ({
                role: (await makeRole(make)).state.arn,
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: codeOf("return 1"),
                publish: true,
            }),
            readBack: async (clients, FunctionName, { version }) => {
                const { Versions } = await clients.lambda().send(new ListVersionsByFunctionCommand({ FunctionName }));
                return [Versions?.map((found) => found.Version), version];
            },
            shows: [["$LATEST", "1"], "1"],
            update: {
                inputs: { tags: { owner: "orders" }, reservedConcurrentExecutions: 1 },
                shows: [["$LATEST", "1"], "1"],
            },
            untold: ["code", "publish", "skipDestroy"],
        }));

    it("keep an alias", () =>
        exerciseRow(rows, {
            type: "aws:lambda/alias:Alias",
            inputs: async (make) => ({
                name: "live",
                description: "What triggers invoke",
                functionName: (await makeFunction(make)).id,
                functionVersion: "1",
            }),
            readBack: async (clients, _id, { functionName: FunctionName }) => {
                const found = await clients.lambda().send(new GetAliasCommand({ FunctionName, Name: "live" }));
                return { version: found.FunctionVersion, description: found.Description };
            },
            shows: { version: "1", description: "What triggers invoke" },
            update: {
                inputs: { functionVersion: "$LATEST", description: undefined },
                shows: { version: "$LATEST", description: "" },
            },
            replaceOn: { name: "another", functionName: "another" },
            outputs: ({ id, state }) => {
                assert.equal(id, `arn:aws:lambda:eu-west-1:000000000000:function:${state.functionName}:live`);
                assert.equal(
                    state.invokeArn,
                    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${id}/invocations`,
                );
            },
        }));

    it("keep what happens to asynchronous invocations", () =>
        exerciseRow(rows, {
            type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
            inputs: async (make) => ({
                functionName: (await makeFunction(make)).id,
                qualifier: "1",
                maximumRetryAttempts: 1,
                maximumEventAgeInSeconds: 120,
                destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:000000000000:failures" } },
            }),
            readBack: async (clients, _id, { functionName: FunctionName, qualifier: Qualifier }) => {
                const found = await clients
                    .lambda()
                    .send(new GetFunctionEventInvokeConfigCommand({ FunctionName, Qualifier }));
                return [
                    found.MaximumRetryAttempts,
                    found.MaximumEventAgeInSeconds,
                    found.DestinationConfig?.OnFailure?.Destination,
                ];
            },
            shows: [1, 120, "arn:aws:sqs:eu-west-1:000000000000:failures"],
            update: {
                inputs: {
                    maximumRetryAttempts: undefined,
                    maximumEventAgeInSeconds: undefined,
                    destinationConfig: undefined,
                },
                shows: [2, 21_600, undefined],
            },
            replaceOn: { functionName: "another", qualifier: "another" },
        }));

    it("keep a permission", () =>
        exerciseRow(rows, {
            type: "aws:lambda/permission:Permission",
            importable: false,
            inputs: async (make) => ({
                action: "lambda:InvokeFunction",
                function: (await makeFunction(make)).id,
                qualifier: "1",
                principal: "apigateway.amazonaws.com",
                sourceAccount: "000000000000",
                sourceArn: "arn:aws:execute-api:eu-west-1:000000000000:abcdef/v1/POST/orders",
            }),
            readBack: async (clients, id, { function: FunctionName, qualifier: Qualifier }) => {
                const { Policy } = await clients.lambda().send(new GetPolicyCommand({ FunctionName, Qualifier }));
                const statement = JSON.parse(Policy!).Statement.find(({ Sid }: { Sid: string }) => Sid === id);
                return statement && [statement.Action, statement.Principal, statement.Condition];
            },
            shows: [
                "lambda:InvokeFunction",
                { Service: "apigateway.amazonaws.com" },
                {
                    ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:eu-west-1:000000000000:abcdef/v1/POST/orders" },
                    StringEquals: { "AWS:SourceAccount": "000000000000" },
                },
            ],
            replaceOn: {
                action: "lambda:InvokeFunctionUrl",
                eventSourceToken: "token",
                function: "another",
                functionUrlAuthType: "NONE",
                invokedViaFunctionUrl: true,
                principal: "sns.amazonaws.com",
                principalOrgId: "o-0123456789",
                qualifier: "2",
                sourceAccount: "111111111111",
                sourceArn: "arn:aws:sns:eu-west-1:000000000000:topic",
                statementId: "another",
                statementIdPrefix: "another-",
            },
        }));
});

async function invoke(clients: Clients, FunctionName: string, Qualifier?: string): Promise<unknown> {
    const { Payload, FunctionError } = await clients
        .lambda()
        .send(new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify({ name: "you" }) }));
    assert.equal(FunctionError, undefined, Payload?.transformToString());
    return JSON.parse(Payload!.transformToString());
}
