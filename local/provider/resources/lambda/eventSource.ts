import { rmSync } from "node:fs";
import { join } from "node:path";
import * as lambda from "@aws-sdk/client-lambda";
import { readJson, removeAsides, writeJson } from "../../../shared/json";
import { type StreamMapping, streamMappingSchema } from "../../../streams/mapping";
import { crudRow, resourceTags, type Subject } from "../../crudRow";
import type { LiveContext, Props, RowContext } from "../../row";
import { functionArn } from "./function";

/** What a mapping has of which nothing is said. */
const UNSAID = {
    bisectBatchOnFunctionError: false,
    destinationConfig: {},
    filterCriteria: {},
    functionResponseTypes: [],
    maximumBatchingWindowInSeconds: 0,
    maximumRecordAgeInSeconds: -1,
    maximumRetryAttempts: -1,
    parallelizationFactor: 1,
    scalingConfig: {},
    tumblingWindowInSeconds: 0,
};

/** `aws:lambda/eventSourceMapping:EventSourceMapping` of SQS queues, Kinesis and DynamoDB streams. */
export const eventSourceMapping = crudRow({
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    lacks: [
        "amazonManagedKafkaEventSourceConfig",
        "documentDbEventSourceConfig",
        "kmsKeyArn",
        "metricsConfig",
        "provisionedPollerConfig",
        "queues",
        "selfManagedEventSource",
        "selfManagedKafkaEventSourceConfig",
        "sourceAccessConfigurations",
        "topics",
        "useResourceTimeoutForPropagation",
    ],
    required: ["eventSourceArn", "functionName"],
    ineffective: {
        maximumBatchingWindowInSeconds:
            "Ignored for queues, whose messages arrive at once; kept for streams by the environment's own poller.",
    },
    unlikeCloudFormation: {
        "CloudFormation updates what tells of other sources than the platform's; the official provider does not.": {
            replaces: ["amazonManagedKafkaEventSourceConfig", "queues", "selfManagedKafkaEventSourceConfig", "topics"],
        },
    },
    recomputes: { functionArn: ["functionName"], state: ["enabled"] },
    defaults: { enabled: true },
    id: (context) => context.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
    arn: "arn:{partition}:lambda:{region}:{accountId}:event-source-mapping:{id}",
    outputs: (context, inputs, id) => {
        const endless = isStream(inputs.eventSourceArn) ? -1 : 0;
        return {
            functionArn: arnOf(context, inputs),
            lastModified: "2026-01-01T00:00:00.000Z",
            lastProcessingResult: "No records processed",
            maximumRecordAgeInSeconds: inputs.maximumRecordAgeInSeconds ?? endless,
            maximumRetryAttempts: inputs.maximumRetryAttempts ?? endless,
            parallelizationFactor: inputs.parallelizationFactor ?? -endless,
            state: inputs.enabled ? "Enabled" : "Disabled",
            stateTransitionReason: "USER_INITIATED",
            uuid: id,
        };
    },
    names: { "destinationConfig.onFailure.destinationArn": "Destination" },
    key: { UUID: "id" },
    create: async (subject, args) => {
        const { context, props, send } = subject;
        const made = await send(lambda.CreateEventSourceMappingCommand, {
            ...args,
            ...ours(subject),
            tags: props.tags,
        });
        context.made(made.UUID);
        register(subject, made);
        return made;
    },
    read: async ({ context, props, sendIfExists }) => {
        const found = await sendIfExists(lambda.GetEventSourceMappingCommand);
        if (found === undefined) return undefined;
        const { EventSourceArn, FunctionArn, State, UUID } = found;
        const isRegistered = () => registered(context, UUID)?.enabled ?? false;
        const enabled = isOwn(context, EventSourceArn) ? isRegistered() : State === "Enabled";
        return {
            ...found,
            enabled,
            state: enabled ? "Enabled" : "Disabled",
            functionName: FunctionArn.endsWith(`:${props.functionName}`) ? props.functionName : FunctionArn,
        };
    },
    update: async (subject, args) => {
        register(subject, await subject.send(lambda.UpdateEventSourceMappingCommand, { ...args, ...ours(subject) }));
    },
    unset: UNSAID,
    delete: async ({ context, id, sendIfExists }) => {
        if (context.streamMappings !== undefined) {
            const file = fileOf(context.streamMappings, id);
            rmSync(file, { force: true });
            removeAsides(file);
        }
        await sendIfExists(lambda.DeleteEventSourceMappingCommand);
    },
    tags: { ...resourceTags(lambda, lambda.ListTagsCommand), atCreation: true },
});

/** What the emulator is told otherwise: it does not poll what the environment's own poller does. */
function ours({ context, props }: Subject): Props {
    return { enabled: props.enabled === true && !isOwn(context, props.eventSourceArn) };
}

function arnOf(context: RowContext, inputs: Props): string {
    const name = `${inputs.functionName}`;
    return name.startsWith("arn:") ? name : functionArn(context, name);
}

function isStream(eventSourceArn: unknown): boolean {
    return /^arn:[^:]+:(kinesis|dynamodb):/.test(String(eventSourceArn));
}

/** Whether the environment's own poller serves the mapping, instead of the emulator's. */
function isOwn({ streamMappings }: LiveContext, eventSourceArn: unknown): boolean {
    return streamMappings !== undefined && isStream(eventSourceArn);
}

function fileOf(directory: string, uuid: string): string {
    return join(directory, `${uuid}.json`);
}

/** The mapping as the poller has it, if it does. */
function registered({ streamMappings }: LiveContext, uuid: string): StreamMapping | undefined {
    return readJson(fileOf(streamMappings!, uuid), streamMappingSchema);
}

/** Hands the mapping to the poller, if it is the poller's. */
function register({ context, props }: Subject, found: lambda.EventSourceMappingConfiguration): void {
    if (!isOwn(context, props.eventSourceArn)) return;
    const uuid = found.UUID!;
    const file = fileOf(context.streamMappings!, uuid);
    const { destinationConfig, filterCriteria, functionResponseTypes, ...inputs }: Props = { ...UNSAID, ...props };
    const mapping: StreamMapping = {
        uuid,
        eventSourceArn: inputs.eventSourceArn,
        functionArn: found.FunctionArn!,
        enabled: inputs.enabled,
        createdAt: registered(context, uuid)?.createdAt ?? new Date().toISOString(),
        startingPosition: inputs.startingPosition ?? "TRIM_HORIZON",
        startingPositionTimestamp: inputs.startingPositionTimestamp,
        batchSize: inputs.batchSize ?? 100,
        maximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds,
        bisectBatchOnFunctionError: inputs.bisectBatchOnFunctionError,
        maximumRetryAttempts: inputs.maximumRetryAttempts,
        maximumRecordAgeInSeconds: inputs.maximumRecordAgeInSeconds,
        parallelizationFactor: inputs.parallelizationFactor,
        tumblingWindowInSeconds: inputs.tumblingWindowInSeconds,
        destinationArn: destinationConfig.onFailure?.destinationArn,
        reportBatchItemFailures: functionResponseTypes.includes("ReportBatchItemFailures"),
        filterPatterns: (filterCriteria.filters ?? []).map((filter: Props) => filter.pattern),
    };
    writeJson(file, mapping);
    // What was set aside has its successor.
    removeAsides(file);
}
