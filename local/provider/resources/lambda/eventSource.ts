import { rmSync } from "node:fs";
import { join } from "node:path";
import {
    CreateEventSourceMappingCommand,
    DeleteEventSourceMappingCommand,
    GetEventSourceMappingCommand,
    ListTagsCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateEventSourceMappingCommand,
    type EventSourceMappingConfiguration,
} from "@aws-sdk/client-lambda";
import { readJson, removeAsides, writeJson } from "../../../shared/json";
import { type StreamMapping, streamMappingSchema } from "../../../streams/mapping";
import { ifExists, tagChanges } from "../../live";
import { defineRow, type LiveContext, type Props, type RowContext } from "../../row";
import { functionArn } from "./function";
import { fromAws, pick, toAws } from "../../wire";

/** Arguments that Lambda takes as they are. */
const SETTINGS = [
    "batchSize",
    "bisectBatchOnFunctionError",
    "destinationConfig",
    "filterCriteria",
    "functionResponseTypes",
    "maximumBatchingWindowInSeconds",
    "maximumRecordAgeInSeconds",
    "maximumRetryAttempts",
    "parallelizationFactor",
    "scalingConfig",
    "tumblingWindowInSeconds",
];

/** Lambda's name of what Pulumi calls otherwise. */
const NAMES = { destinationArn: "Destination" };

/** `aws:lambda/eventSourceMapping:EventSourceMapping` of SQS queues, Kinesis and DynamoDB streams. */
export const eventSourceMapping = defineRow({
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    args: [
        ...SETTINGS.filter((key) => !["destinationConfig", "filterCriteria", "scalingConfig"].includes(key)),
        "destinationConfig.onFailure.destinationArn",
        "enabled",
        "eventSourceArn",
        "filterCriteria.filters.pattern",
        "functionName",
        "region",
        "scalingConfig.maximumConcurrency",
        "startingPosition",
        "startingPositionTimestamp",
        "tags",
    ],
    required: ["eventSourceArn", "functionName"],
    ineffective: {
        maximumBatchingWindowInSeconds:
            "Ignored for queues, whose messages arrive at once; kept for streams by the environment's own poller.",
    },
    replaceOn: [
        "amazonManagedKafkaEventSourceConfig",
        "eventSourceArn",
        "queues",
        "selfManagedEventSource",
        "selfManagedKafkaEventSourceConfig",
        "startingPosition",
        "startingPositionTimestamp",
        "topics",
    ],
    unlikeCloudFormation: {
        "CloudFormation updates what tells of other sources than the platform's; the official provider does not.": [
            "amazonManagedKafkaEventSourceConfig",
            "queues",
            "selfManagedKafkaEventSourceConfig",
            "topics",
        ],
    },
    recomputes: { functionArn: ["functionName"], state: ["enabled"] },
    defaults: { enabled: true },
    simulate: (context, inputs) => {
        const hex = context.hex(32);
        const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
        return { id: uuid, outputs: outputsOf(context, inputs, { UUID: uuid, FunctionArn: arnOf(context, inputs) }) };
    },
    live: {
        async create(context, inputs) {
            const found = await context.clients.lambda().send(
                new CreateEventSourceMappingCommand({
                    ...toAws(pick(inputs, [...SETTINGS, "eventSourceArn", "functionName", "startingPosition"]), NAMES),
                    FunctionName: inputs.functionName,
                    StartingPositionTimestamp:
                        inputs.startingPositionTimestamp && new Date(inputs.startingPositionTimestamp),
                    Enabled: inputs.enabled && !isOwn(context, inputs.eventSourceArn),
                    Tags: inputs.tags,
                }),
            );
            context.made(found.UUID!);
            if (isOwn(context, inputs.eventSourceArn)) register(context, inputs, found);
            return { id: found.UUID!, outputs: outputsOf(context, inputs, found) };
        },
        async read(context, id, state) {
            const found = await ifExists(context.clients.lambda().send(new GetEventSourceMappingCommand({ UUID: id })));
            if (found === undefined) return undefined;
            const own = isOwn(context, found.EventSourceArn);
            const enabled = own ? (registered(context, id)?.enabled ?? false) : found.State === "Enabled";
            const { eventSourceArn, startingPosition, functionArn: arn, ...settings } = fromAws(found, NAMES);
            const outputs = outputsOf(context, { ...state, eventSourceArn, enabled }, found);
            const { Tags } = await context.clients.lambda().send(new ListTagsCommand({ Resource: outputs.arn }));
            return {
                ...outputs,
                // The emulator keeps no tumbling window and no timestamp.
                ...pick(settings, SETTINGS),
                enabled,
                eventSourceArn,
                functionName: arn.endsWith(`:${state.functionName}`) ? state.functionName : arn,
                startingPosition,
                tags: Tags,
            };
        },
        async update(context, id, inputs, old) {
            const lambda = context.clients.lambda();
            const computed = outputsOf(context, inputs, {});
            const isDropped = (key: string) => inputs[key] === undefined && old[key] !== computed[key];
            const dropped = SETTINGS.filter((key) => old[key] !== undefined && isDropped(key));
            const found = await lambda.send(
                new UpdateEventSourceMappingCommand({
                    UUID: id,
                    ...toAws(pick(inputs, [...SETTINGS, "functionName"]), NAMES),
                    ...toAws(pick(UNSET, dropped), NAMES),
                    Enabled: inputs.enabled && !isOwn(context, inputs.eventSourceArn),
                }),
            );
            if (isOwn(context, inputs.eventSourceArn)) register(context, inputs, found);
            const { set, removed } = tagChanges(old.tags, inputs.tags);
            const Resource = old.arn;
            if (Object.keys(set).length > 0) await lambda.send(new TagResourceCommand({ Resource, Tags: set }));
            if (removed.length > 0) await lambda.send(new UntagResourceCommand({ Resource, TagKeys: removed }));
            return outputsOf(context, inputs, found);
        },
        async delete(context, id) {
            if (context.streamMappings !== undefined) {
                const file = fileOf(context.streamMappings, id);
                rmSync(file, { force: true });
                removeAsides(file);
            }
            await ifExists(context.clients.lambda().send(new DeleteEventSourceMappingCommand({ UUID: id })));
        },
    },
});

/** What an update says of an argument that is not given any more. */
const UNSET: Props = {
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

function outputsOf(context: RowContext, inputs: Props, found: EventSourceMappingConfiguration): Props {
    const { partition, region, accountId } = context;
    const endless = isStream(inputs.eventSourceArn) ? -1 : 0;
    return {
        arn: `arn:${partition}:lambda:${region}:${accountId}:event-source-mapping:${found.UUID}`,
        functionArn: found.FunctionArn,
        lastModified: found.LastModified?.toISOString() ?? "2026-01-01T00:00:00.000Z",
        lastProcessingResult: "No records processed",
        maximumRecordAgeInSeconds: inputs.maximumRecordAgeInSeconds ?? endless,
        maximumRetryAttempts: inputs.maximumRetryAttempts ?? endless,
        parallelizationFactor: inputs.parallelizationFactor ?? -endless,
        state: inputs.enabled ? "Enabled" : "Disabled",
        stateTransitionReason: "USER_INITIATED",
        uuid: found.UUID,
    };
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

/** Hands the mapping to the poller. */
function register(context: LiveContext, inputs: Props, found: EventSourceMappingConfiguration): void {
    const directory = context.streamMappings!;
    const uuid = found.UUID!;
    const mapping: StreamMapping = {
        uuid,
        eventSourceArn: inputs.eventSourceArn,
        functionArn: found.FunctionArn!,
        enabled: inputs.enabled,
        createdAt: registered(context, uuid)?.createdAt ?? new Date().toISOString(),
        startingPosition: inputs.startingPosition ?? "TRIM_HORIZON",
        startingPositionTimestamp: inputs.startingPositionTimestamp,
        batchSize: inputs.batchSize ?? 100,
        maximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds ?? 0,
        bisectBatchOnFunctionError: inputs.bisectBatchOnFunctionError ?? false,
        maximumRetryAttempts: inputs.maximumRetryAttempts ?? -1,
        maximumRecordAgeInSeconds: inputs.maximumRecordAgeInSeconds ?? -1,
        parallelizationFactor: inputs.parallelizationFactor ?? 1,
        tumblingWindowInSeconds: inputs.tumblingWindowInSeconds ?? 0,
        destinationArn: inputs.destinationConfig?.onFailure?.destinationArn,
        reportBatchItemFailures: (inputs.functionResponseTypes ?? []).includes("ReportBatchItemFailures"),
        filterPatterns: (inputs.filterCriteria?.filters ?? []).map((filter: Props) => filter.pattern),
    };
    writeJson(fileOf(directory, uuid), mapping);
    // What was set aside has its successor.
    removeAsides(fileOf(directory, uuid));
}
