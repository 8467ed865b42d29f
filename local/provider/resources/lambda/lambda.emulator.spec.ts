import assert from "node:assert/strict";
import * as lambda from "@aws-sdk/client-lambda";
import type { Clients } from "../../clients";
import { describeRows, exerciseRow, type Make } from "../../testing/exercise";
import { codeOf, FUNCTION, functionOf } from "../../testing/functionAsset";

const FAILURES = "arn:aws:sqs:eu-west-1:000000000000:failures";
const UNTOLD = ["code", "publish", "skipDestroy"];
const makeFunction = async (make: Make) => (await make(FUNCTION, { ...(await functionOf(make)), publish: true })).id;

describeRows("the rows of Lambda", {
    "keep a function that answers, and answers otherwise when its code, its variables or its version change": {
        type: FUNCTION,
        inputs: async (make) => ({
            ...(await functionOf(make)),
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
        looks: [
            [
                lambda.GetFunctionCommand,
                ({ Configuration: { LoggingConfig: logging, ...found }, Concurrency, Tags }, _state, id) => ({
                    ...found,
                    // By default it is the function's own.
                    LoggingConfig: logging?.LogGroup === `/aws/lambda/${id}` ? undefined : logging,
                    ReservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions ?? -1,
                    Tags,
                }),
            ],
        ],
        unseen: ["code", "publish"],
        unset: { tracingConfig: { Mode: "PassThrough" } },
        async readBack(clients, id, { version }) {
            const latest = await invoke(clients, id);
            assert.deepEqual(await invoke(clients, id, version), latest, "the newest version is the code");
            return latest;
        },
        shows: ["hello", "you"],
        update: {
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
        updated: ["changed", "nothing", "you"],
        outputs: ({ id, state }) => {
            assert.equal(state.arn, `arn:aws:lambda:eu-west-1:000000000000:function:${id}`);
            assert.equal(state.version, "1");
            assert.equal(state.qualifiedArn, `${state.arn}:1`);
            assert.match(state.sourceCodeHash, /^[A-Za-z0-9+/]{43}=$/);
        },
        untold: UNTOLD,
    },
    "give a function no new version when neither its code nor its settings change": {
        type: FUNCTION,
        inputs: async (make) => ({ ...(await functionOf(make)), publish: true }),
        async readBack(clients, FunctionName, { version }) {
            const { Versions } = await clients
                .lambda()
                .send(new lambda.ListVersionsByFunctionCommand({ FunctionName }));
            return [Versions?.map((found) => found.Version), version];
        },
        shows: [["$LATEST", "1"], "1"],
        update: { tags: { owner: "orders" }, reservedConcurrentExecutions: 1 },
        untold: UNTOLD,
    },
    "keep an alias": {
        type: "aws:lambda/alias:Alias",
        inputs: async (make) => ({
            name: "live",
            description: "What triggers invoke",
            functionName: await makeFunction(make),
            functionVersion: "1",
        }),
        looks: [lambda.GetAliasCommand],
        update: { functionVersion: "$LATEST", description: undefined },
        outputs: ({ id, state }) => {
            assert.equal(id, `arn:aws:lambda:eu-west-1:000000000000:function:${state.functionName}:live`);
            const invocations = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions";
            assert.equal(state.invokeArn, `${invocations}/${id}/invocations`);
        },
    },
    "keep what happens to asynchronous invocations": {
        type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        inputs: async (make) => ({
            functionName: await makeFunction(make),
            qualifier: "1",
            maximumRetryAttempts: 1,
            maximumEventAgeInSeconds: 120,
            destinationConfig: { onFailure: { destination: FAILURES } },
        }),
        looks: [lambda.GetFunctionEventInvokeConfigCommand],
        unseen: ["functionName", "qualifier"],
        unset: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 21_600 },
        update: {
            maximumRetryAttempts: undefined,
            maximumEventAgeInSeconds: undefined,
            destinationConfig: undefined,
        },
    },
    "keep a permission": {
        type: "aws:lambda/permission:Permission",
        importable: false,
        inputs: async (make) => ({
            action: "lambda:InvokeFunction",
            function: await makeFunction(make),
            qualifier: "1",
            principal: "apigateway.amazonaws.com",
            sourceAccount: "000000000000",
            sourceArn: "arn:aws:execute-api:eu-west-1:000000000000:abcdef/v1/POST/orders",
        }),
        looks: [
            [
                lambda.GetPolicyCommand,
                ({ Policy }, _state, id) =>
                    JSON.parse(Policy as string).Statement.find(({ Sid }: { Sid: string }) => Sid === id),
            ],
        ],
        names: {
            principal: "Principal.Service",
            sourceAccount: "Condition.StringEquals.AWS:SourceAccount",
            sourceArn: "Condition.ArnLike.AWS:SourceArn",
        },
        unseen: ["function", "qualifier"],
    },
});

describe("the row of functions", function () {
    this.timeout(120_000);

    it("refuses a function whose role does not exist", () =>
        assert.rejects(
            exerciseRow({
                type: FUNCTION,
                inputs: async (make) => ({
                    ...(await functionOf(make)),
                    role: "arn:aws:iam::000000000000:role/nobody",
                }),
                readBack: () => Promise.resolve(undefined),
            }),
            /InvalidParameterValueException.*role/i,
        ));
});

async function invoke(clients: Clients, FunctionName: string, Qualifier?: string): Promise<unknown> {
    const { Payload, FunctionError } = await clients
        .lambda()
        .send(new lambda.InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify({ name: "you" }) }));
    assert.equal(FunctionError, undefined, Payload?.transformToString());
    return JSON.parse(Payload!.transformToString());
}
