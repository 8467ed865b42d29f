import * as dynamodb from "@aws-sdk/client-dynamodb";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";
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
import { indexesOf, isActive, setTimeToLive, updateTable } from "./update";

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
const table = crudRow({
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
    unlikeCloudFormation: {
        "CloudFormation replaces by most, not all, of the changes of keys and indexes.": {
            replaces: ["hashKey", "localSecondaryIndexes", "rangeKey"],
        },
        "The official provider replaces by the source of an import alone.": {
            replaces: ["importTable.s3BucketSource"],
            updates: ["importTable"],
        },
        "CloudFormation has no such property.": { replaces: ["restoreDateTime", "restoreToLatestTime"] },
    },
    recomputes: {
        streamArn: ["streamEnabled", "streamViewType"],
        streamLabel: ["streamEnabled", "streamViewType"],
    },
    autoName: { property: "name", maxLength: 255 },
    defaults: { billingMode: "PROVISIONED" },
    id: "name",
    arn: "arn:{partition}:dynamodb:{region}:{accountId}:table/{name}",
    idTells: (name) => ({ name }),
    outputs({ partition, region, accountId }, { name, streamEnabled }) {
        const streamLabel = streamEnabled === true ? "2026-01-01T00:00:00.000" : "";
        const streamArn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}/stream/${streamLabel}`;
        return { streamLabel, streamArn: streamLabel && streamArn };
    },
    key: { TableName: "name" },
    create: [dynamodb.CreateTableCommand, requestOf],
    read: [
        dynamodb.DescribeTableCommand,
        ({ Table }, { props }) => ({ ...argumentsOf(Table as dynamodb.TableDescription, props), Table }),
    ],
    alsoRead: [
        [
            dynamodb.DescribeTimeToLiveCommand,
            ({ TimeToLiveDescription: found }) => {
                const enabled = found?.TimeToLiveStatus === "ENABLED";
                return { ttl: { enabled, attributeName: enabled ? found.AttributeName : "" } };
            },
        ],
        [
            dynamodb.DescribeContinuousBackupsCommand,
            ({ ContinuousBackupsDescription: backups }, { props }) => {
                const found = backups?.PointInTimeRecoveryDescription;
                // The emulator keeps no period: that is the state's.
                const period = found?.RecoveryPeriodInDays ?? props.pointInTimeRecovery?.recoveryPeriodInDays;
                const enabled = found?.PointInTimeRecoveryStatus === "ENABLED";
                return { pointInTimeRecovery: { enabled, recoveryPeriodInDays: period } };
            },
        ],
    ],
    isReady: ({ Table }) => isActive(Table),
    update: ({ context, old, props }) => updateTable(context, props, old, encryptionToAws(props.serverSideEncryption)),
    parts: [
        {
            of: ["ttl"],
            set: ({ context, old, props }) => setTimeToLive(context.clients, props.name, old.ttl, props.ttl),
        },
        {
            of: ["pointInTimeRecovery"],
            set: [
                dynamodb.UpdateContinuousBackupsCommand,
                ({ pointInTimeRecovery: { enabled = false, recoveryPeriodInDays } = {} }) => ({
                    pointInTimeRecoverySpecification: {
                        pointInTimeRecoveryEnabled: enabled,
                        recoveryPeriodInDays: enabled ? recoveryPeriodInDays : undefined,
                    },
                }),
            ],
        },
    ],
    delete: [dynamodb.DeleteTableCommand],
    tags: {
        set: dynamodb.TagResourceCommand,
        remove: dynamodb.UntagResourceCommand,
        list: dynamodb.ListTagsOfResourceCommand,
    },
});

/** A table's arguments in the API's words. */
function requestOf(args: Props): Props {
    return {
        AttributeDefinitions: attributesToAws(args.attributes),
        KeySchema: keySchema(args),
        BillingMode: args.billingMode,
        ProvisionedThroughput: throughputToAws(args.billingMode, args),
        GlobalSecondaryIndexes: args.globalSecondaryIndexes?.map((index: Props) => indexToAws(args.billingMode, index)),
        LocalSecondaryIndexes: args.localSecondaryIndexes?.map((index: Props) => localIndexToAws(args.hashKey, index)),
        StreamSpecification: args.streamEnabled === true ? streamToAws(args) : undefined,
        SSESpecification: encryptionToAws(args.serverSideEncryption),
        TableClass: args.tableClass,
        DeletionProtectionEnabled: args.deletionProtectionEnabled,
    };
}

/** The reverse of {@link requestOf}, and the outputs. */
function argumentsOf(found: dynamodb.TableDescription, state: Props): Props {
    const key = (type: string) => found.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
    const billingMode = found.BillingModeSummary?.BillingMode ?? "PROVISIONED";
    const isProvisioned = billingMode === "PROVISIONED";
    const streams = found.StreamSpecification?.StreamEnabled === true;
    return {
        arn: found.TableArn,
        streamArn: streams ? found.LatestStreamArn : "",
        streamLabel: streams ? found.LatestStreamLabel : "",
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
        rangeKey: key("RANGE"),
        serverSideEncryption: {
            enabled: found.SSEDescription?.Status === "ENABLED",
            kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn,
        },
        streamEnabled: streams,
        streamViewType: found.StreamSpecification?.StreamViewType,
        tableClass: found.TableClassSummary?.TableClass ?? "STANDARD",
        ...(isProvisioned
            ? {
                  readCapacity: found.ProvisionedThroughput?.ReadCapacityUnits,
                  writeCapacity: found.ProvisionedThroughput?.WriteCapacityUnits,
              }
            : {}),
    };
}

/** Without those of indexes that are resources of their own. */
function ownAttributes(found: readonly dynamodb.AttributeDefinition[] = [], known?: readonly Props[]): Props[] {
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
export const dynamodbRows = [table, globalSecondaryIndex];
