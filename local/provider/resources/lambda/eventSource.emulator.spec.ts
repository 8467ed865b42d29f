import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as kinesis from "@aws-sdk/client-kinesis";
import * as lambda from "@aws-sdk/client-lambda";
import * as sqs from "@aws-sdk/client-sqs";
import { damages } from "../../../shared/testing/damages";
import type { Clients } from "../../clients";
import type { LiveContext } from "../../row";
import { emulatorClients, exerciseRow, type Make } from "../../testing/exercise";
import { FUNCTION, functionOf } from "../../testing/functionAsset";
import { eventSourceMapping } from "./eventSource";

const TYPE = eventSourceMapping.type;
const QUEUE = { name: `orders-${randomUUID()}`, arn: "" };
QUEUE.arn = `arn:aws:sqs:eu-west-1:000000000000:${QUEUE.name}`;
const FAILURES = "arn:aws:sqs:eu-west-1:000000000000:failures";

const makeFunction = async (make: Make) => make(FUNCTION, await functionOf(make));

describe("the event source mapping row against the emulator", function () {
    this.timeout(120_000);

    let clients: Clients;
    let queueUrl: string;
    let streamArn: string;
    let directory: string;

    before(async () => {
        clients = await emulatorClients();
        queueUrl = (await clients.sqs().send(new sqs.CreateQueueCommand({ QueueName: QUEUE.name }))).QueueUrl!;
        await clients.kinesis().send(new kinesis.CreateStreamCommand({ StreamName: QUEUE.name, ShardCount: 1 }));
        const stream = await clients
            .kinesis()
            .send(new kinesis.DescribeStreamSummaryCommand({ StreamName: QUEUE.name }));
        streamArn = stream.StreamDescriptionSummary!.StreamARN!;
        directory = join(mkdtempSync(join(tmpdir(), "mappings-")), "registry");
    });

    after(async () => {
        await clients.sqs().send(new sqs.DeleteQueueCommand({ QueueUrl: queueUrl }));
        await clients.kinesis().send(new kinesis.DeleteStreamCommand({ StreamName: QUEUE.name }));
        rmSync(directory, { recursive: true, force: true });
    });

    it("leaves a queue to the emulator", () =>
        exerciseRow({
            type: TYPE,
            options: { streamMappings: directory },
            inputs: async (make) => ({
                eventSourceArn: QUEUE.arn,
                functionName: (await makeFunction(make)).state.arn,
                batchSize: 5,
                filterCriteria: { filters: [{ pattern: '{"body":{"kind":["order"]}}' }] },
                functionResponseTypes: ["ReportBatchItemFailures"],
                scalingConfig: { maximumConcurrency: 2 },
                tags: { owner: "orders" },
            }),
            looks: [
                [
                    lambda.GetEventSourceMappingCommand,
                    ({ State, FunctionArn, ...found }) => {
                        assert.deepEqual(existsSync(directory) ? readdirSync(directory) : [], []);
                        return { ...found, functionName: FunctionArn, enabled: State === "Enabled" };
                    },
                ],
            ],
            unseen: ["tags"],
            update: {
                batchSize: 10,
                enabled: false,
                functionResponseTypes: undefined,
                filterCriteria: undefined,
                tags: {},
            },
            replacement: { eventSourceArn: FAILURES },
            outputs: ({ id, state }) => {
                assert.equal(state.uuid, id);
                assert.equal(state.state, "Enabled");
            },
        }));

    const registered = {
        eventSourceArn: `arn:aws:kinesis:eu-west-1:000000000000:stream/${QUEUE.name}`,
        enabled: true,
        startingPosition: "TRIM_HORIZON",
        batchSize: 50,
        maximumBatchingWindowInSeconds: 0,
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts: 4,
        maximumRecordAgeInSeconds: 600,
        parallelizationFactor: 2,
        tumblingWindowInSeconds: 0,
        destinationArn: FAILURES,
        reportBatchItemFailures: true,
        filterPatterns: ['{"eventName":["INSERT"]}'],
    };

    it("registers a stream with the environment's poller and keeps the emulator's off it", () =>
        exerciseRow({
            type: TYPE,
            options: { streamMappings: directory },
            inputs: async (make) => ({
                eventSourceArn: streamArn,
                functionName: (await makeFunction(make)).id,
                startingPosition: "TRIM_HORIZON",
                batchSize: 50,
                bisectBatchOnFunctionError: true,
                maximumRetryAttempts: 4,
                maximumRecordAgeInSeconds: 600,
                parallelizationFactor: 2,
                functionResponseTypes: ["ReportBatchItemFailures"],
                destinationConfig: { onFailure: { destinationArn: FAILURES } },
                filterCriteria: { filters: [{ pattern: '{"eventName":["INSERT"]}' }] },
            }),
            readBack: async (clients, UUID) => {
                const file = join(directory, `${UUID}.json`);
                assert.deepEqual(readdirSync(directory), existsSync(file) ? [`${UUID}.json`] : []);
                const { State, FunctionArn } = await clients
                    .lambda()
                    .send(new lambda.GetEventSourceMappingCommand({ UUID }));
                const { uuid, functionArn, createdAt, ...mapping } = JSON.parse(readFileSync(file, "utf8"));
                assert.deepEqual([uuid, functionArn], [UUID, FunctionArn]);
                assert.ok(Date.now() - Date.parse(createdAt) < 60_000);
                return { emulator: State, mapping: { destinationArn: undefined, ...mapping } };
            },
            shows: { emulator: "Disabled", mapping: registered },
            update: {
                batchSize: undefined,
                enabled: false,
                bisectBatchOnFunctionError: undefined,
                maximumRetryAttempts: undefined,
                maximumRecordAgeInSeconds: undefined,
                parallelizationFactor: undefined,
                functionResponseTypes: undefined,
                destinationConfig: undefined,
                filterCriteria: undefined,
                maximumBatchingWindowInSeconds: 3,
                tumblingWindowInSeconds: 30,
            },
            updated: {
                emulator: "Disabled",
                mapping: {
                    ...registered,
                    enabled: false,
                    batchSize: 100,
                    maximumBatchingWindowInSeconds: 3,
                    bisectBatchOnFunctionError: false,
                    maximumRetryAttempts: -1,
                    maximumRecordAgeInSeconds: -1,
                    parallelizationFactor: 1,
                    tumblingWindowInSeconds: 30,
                    destinationArn: undefined,
                    reportBatchItemFailures: false,
                    filterPatterns: [],
                },
            },
            replacement: { startingPosition: "LATEST" },
            replaced: { emulator: "Disabled", mapping: { ...registered, startingPosition: "LATEST" } },
        }));

    it("leaves a stream to the emulator where there is no poller", () =>
        exerciseRow({
            type: TYPE,
            inputs: async (make) => ({
                eventSourceArn: streamArn,
                functionName: (await makeFunction(make)).id,
                startingPosition: "LATEST",
            }),
            readBack: async (clients, UUID) =>
                (await clients.lambda().send(new lambda.GetEventSourceMappingCommand({ UUID }))).State,
            shows: "Enabled",
            update: { enabled: false },
            updated: "Disabled",
            replacement: { startingPosition: "TRIM_HORIZON" },
        }));

    it("takes a mapping that the poller lost for switched off, and an update restores it with its time", async () => {
        const where = { partition: "aws", region: "eu-west-1", accountId: "000000000000" };
        const context = { ...where, clients, streamMappings: directory } as unknown as LiveContext;
        const { live } = eventSourceMapping;
        await exerciseRow({
            type: TYPE,
            options: { streamMappings: directory },
            inputs: async (make) => ({
                eventSourceArn: streamArn,
                functionName: (await makeFunction(make)).id,
                startingPosition: "LATEST",
            }),
            readBack: async (clients, UUID, state) => {
                await clients.lambda().send(new lambda.GetEventSourceMappingCommand({ UUID }));
                const file = join(directory, `${UUID}.json`);
                const mapping = readFileSync(file, "utf8");
                Object.assign(state, await live!.update!(context, UUID, state, { ...state, enabled: false }));
                assert.equal(readFileSync(file, "utf8"), mapping);
                for (const lose of [unlinkSync, ...Object.values(damages)]) {
                    lose(file);
                    assert.equal((await live!.read(context, UUID, state))!.enabled, false);
                    writeFileSync(file, "damaged again");
                    assert.equal((await live!.read(context, UUID, state))!.enabled, false);
                    // As the engine does, what the update gives is kept: it has a new time.
                    Object.assign(state, await live!.update!(context, UUID, state, { ...state, enabled: false }));
                    assert.deepEqual(readdirSync(directory), [`${UUID}.json`]);
                }
                return (JSON.parse(readFileSync(file, "utf8")) as { enabled: boolean }).enabled;
            },
            shows: true,
            replacement: { startingPosition: "TRIM_HORIZON" },
        });
    });
});
