import {
    CreateTableCommand,
    DeleteTableCommand,
    ListTagsOfResourceCommand,
    TagResourceCommand,
    UntagResourceCommand,
    waitUntilTableNotExists,
    type AttributeDefinition,
    type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { defineRow, type Props, type ResourceRow } from "../../row";
import {
    attributesToAws,
    indexFromAws,
    indexToAws,
    keySchema,
    localIndexToAws,
    projectionFromAws,
    streamToAws,
    throughputToAws,
} from "./shapes";
import { globalSecondaryIndex } from "./globalSecondaryIndex";
import {
    active,
    describe,
    indexesOf,
    recoveryOf,
    setRecovery,
    setTimeToLive,
    timeToLiveOf,
    updateTable,
    WAIT_SECONDS,
} from "./update";
import { isChanged } from "../../wire";

const INDEX = ["name", "nonKeyAttributes", "projectionType", "rangeKey"];
const GLOBAL_INDEX = [
    ...INDEX,
    "hashKey",
    "keySchemas.attributeName",
    "keySchemas.keyType",
    "readCapacity",
    "writeCapacity",
];

/** `aws:dynamodb/table:Table`. */
const table = defineRow({
    type: "aws:dynamodb/table:Table",
    args: [
        "attributes.name",
        "attributes.type",
        "billingMode",
        "deletionProtectionEnabled",
        ...GLOBAL_INDEX.map((key) => `globalSecondaryIndexes.${key}`),
        "hashKey",
        ...INDEX.map((key) => `localSecondaryIndexes.${key}`),
        "name",
        "pointInTimeRecovery.enabled",
        "pointInTimeRecovery.recoveryPeriodInDays",
        "rangeKey",
        "readCapacity",
        "region",
        "serverSideEncryption.enabled",
        "serverSideEncryption.kmsKeyArn",
        "streamEnabled",
        "streamViewType",
        "tableClass",
        "tags",
        "ttl.attributeName",
        "ttl.enabled",
        "writeCapacity",
    ],
    required: ["attributes", "hashKey"],
    ineffective: {
        "pointInTimeRecovery.recoveryPeriodInDays": "Recovery reaches back for ever.",
        serverSideEncryption: "Kept and read back; items are not encrypted, and no key is asked.",
    },
    replaceOn: [
        "hashKey",
        "importTable.s3BucketSource",
        "localSecondaryIndexes",
        "name",
        "rangeKey",
        "restoreDateTime",
        "restoreToLatestTime",
    ],
    unlikeCloudFormation: {
        "CloudFormation replaces by most, not all, of the changes of keys and indexes.": [
            "hashKey",
            "localSecondaryIndexes",
            "rangeKey",
        ],
        "The official provider replaces by the source of an import alone.": ["importTable"],
        "CloudFormation has no such property.": ["restoreDateTime", "restoreToLatestTime"],
    },
    recomputes: {
        streamArn: ["streamEnabled", "streamViewType"],
        streamLabel: ["streamEnabled", "streamViewType"],
    },
    autoName: { property: "name", maxLength: 255 },
    defaults: { billingMode: "PROVISIONED" },
    simulate({ partition, region, accountId }, { name, streamEnabled }) {
        const arn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`;
        const streamLabel = streamEnabled === true ? "2026-01-01T00:00:00.000" : "";
        return { id: name, outputs: { arn, streamLabel, streamArn: streamLabel && `${arn}/stream/${streamLabel}` } };
    },
    live: {
        async create(context, inputs) {
            const dynamodb = context.clients.dynamodb();
            await dynamodb.send(
                new CreateTableCommand({
                    TableName: inputs.name,
                    AttributeDefinitions: attributesToAws(inputs.attributes),
                    KeySchema: keySchema(inputs),
                    BillingMode: inputs.billingMode,
                    ProvisionedThroughput: throughputToAws(inputs.billingMode, inputs),
                    GlobalSecondaryIndexes: inputs.globalSecondaryIndexes?.map((index: Props) =>
                        indexToAws(inputs.billingMode, index),
                    ),
                    LocalSecondaryIndexes: inputs.localSecondaryIndexes?.map((index: Props) =>
                        localIndexToAws(inputs.hashKey, index),
                    ),
                    StreamSpecification: inputs.streamEnabled === true ? streamToAws(inputs) : undefined,
                    SSESpecification: encryptionToAws(inputs.serverSideEncryption),
                    TableClass: inputs.tableClass,
                    DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
                    Tags: tagList(inputs.tags),
                }),
            );
            context.made(inputs.name);
            await active(context, inputs.name);
            if (inputs.ttl !== undefined) await setTimeToLive(context.clients, inputs.name, undefined, inputs.ttl);
            await setRecovery(context.clients, inputs.name, inputs.pointInTimeRecovery);
            return { id: inputs.name, outputs: computedOf((await describe(context.clients, inputs.name))!) };
        },
        async read({ clients }, id, state) {
            const found = await describe(clients, id);
            return found && { ...computedOf(found), ...(await argumentsOf(clients, found, state)) };
        },
        async update(context, id, inputs, old) {
            await updateTable(context, inputs, old, encryptionToAws(inputs.serverSideEncryption));
            if (isChanged(old, inputs, "ttl")) await setTimeToLive(context.clients, id, old.ttl, inputs.ttl);
            if (isChanged(old, inputs, "pointInTimeRecovery")) {
                await setRecovery(context.clients, id, inputs.pointInTimeRecovery);
            }
            const dynamodb = context.clients.dynamodb();
            const { removed: TagKeys, set } = tagChanges(old.tags, inputs.tags);
            const ResourceArn = old.arn;
            if (TagKeys.length > 0) await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
            if (Object.keys(set).length > 0) {
                await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) }));
            }
            return computedOf((await describe(context.clients, id))!);
        },
        async delete({ clients, signal: abortSignal }, TableName) {
            const client = clients.dynamodb();
            const deleted = await ifExists(client.send(new DeleteTableCommand({ TableName })));
            if (deleted === undefined) return;
            await waitUntilTableNotExists(
                { client, maxWaitTime: WAIT_SECONDS, minDelay: 1, abortSignal },
                { TableName },
            );
        },
    },
});

function computedOf({
    TableArn: arn,
    LatestStreamArn,
    LatestStreamLabel,
    StreamSpecification,
}: TableDescription): Props {
    const streams = StreamSpecification?.StreamEnabled === true;
    return { arn, streamArn: streams ? LatestStreamArn : "", streamLabel: streams ? LatestStreamLabel : "" };
}

async function argumentsOf(clients: Clients, found: TableDescription, state: Props): Promise<Props> {
    const { Tags } = await clients.dynamodb().send(new ListTagsOfResourceCommand({ ResourceArn: found.TableArn }));
    const key = (type: string) => found.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
    const billingMode = found.BillingModeSummary?.BillingMode ?? "PROVISIONED";
    const isProvisioned = billingMode === "PROVISIONED";
    return {
        name: found.TableName,
        attributes: ownAttributes(found.AttributeDefinitions, state.attributes),
        billingMode,
        deletionProtectionEnabled: found.DeletionProtectionEnabled ?? false,
        globalSecondaryIndexes: found.GlobalSecondaryIndexes?.map((index) =>
            indexFromAws(index, isProvisioned, indexesOf(state).get(index.IndexName!)),
        ),
        hashKey: key("HASH"),
        localSecondaryIndexes: found.LocalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
            name: IndexName,
            rangeKey: KeySchema?.find(({ KeyType }) => KeyType === "RANGE")?.AttributeName,
            ...projectionFromAws(Projection),
        })),
        pointInTimeRecovery: await recoveryOf(clients, found.TableName!, state),
        rangeKey: key("RANGE"),
        serverSideEncryption: {
            enabled: found.SSEDescription?.Status === "ENABLED",
            kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn,
        },
        streamEnabled: found.StreamSpecification?.StreamEnabled ?? false,
        streamViewType: found.StreamSpecification?.StreamViewType,
        tableClass: found.TableClassSummary?.TableClass ?? "STANDARD",
        tags: tagMap(Tags),
        ttl: await timeToLiveOf(clients, found.TableName!),
        ...(isProvisioned
            ? {
                  readCapacity: found.ProvisionedThroughput?.ReadCapacityUnits,
                  writeCapacity: found.ProvisionedThroughput?.WriteCapacityUnits,
              }
            : {}),
    };
}

/** Without those of indexes that are resources of their own. */
function ownAttributes(found: readonly AttributeDefinition[] = [], known?: readonly Props[]): Props[] {
    return found
        .map(({ AttributeName, AttributeType }) => ({ name: AttributeName, type: AttributeType }))
        .filter(({ name }) => known === undefined || known.some((attribute) => attribute.name === name));
}

function encryptionToAws(encryption?: Props) {
    if (encryption === undefined) return undefined;
    if (encryption.enabled !== true) return { Enabled: false };
    return { Enabled: true, SSEType: "KMS", KMSMasterKeyId: encryption.kmsKeyArn } as const;
}

/** The rows of DynamoDB. */
export const dynamodbRows: readonly ResourceRow[] = [table, globalSecondaryIndex];
