import * as dynamodb from "@aws-sdk/client-dynamodb";
import { crudRow, resourceTags } from "../../crudRow";
import type { Props } from "../../row";
import {
    encryptionToAws,
    indexesOf,
    indexToAws,
    keysToAws,
    shapeFromAws,
    streamToAws,
    throughputToAws,
} from "./shapes";
export * from "./globalSecondaryIndex";
import { isActive, setTimeToLive, updateTable } from "./update";

export const table = crudRow({
    type: "aws:dynamodb/table:Table",
    lacks: [
        "globalSecondaryIndexes.onDemandThroughput",
        "globalSecondaryIndexes.warmThroughput",
        "globalTableWitness",
        "importTable",
        "onDemandThroughput",
        "replicas",
        "restoreBackupArn",
        "restoreDateTime",
        "restoreSourceName",
        "restoreSourceTableArn",
        "restoreToLatestTime",
        "warmThroughput",
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
    names: {
        arn: "TableArn",
        attributes: "AttributeDefinitions",
        "attributes.name": "AttributeName",
        "attributes.type": "AttributeType",
        name: "TableName",
    },
    key: { TableName: "name" },
    create: [dynamodb.CreateTableCommand, tableToAws],
    read: [dynamodb.DescribeTableCommand, ({ Table }, { props }) => ({ ...tableFromAws(Table, props), Table })],
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
    update: updateTable,
    parts: [
        { of: ["ttl"], set: setTimeToLive },
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
    tags: resourceTags(dynamodb, dynamodb.ListTagsOfResourceCommand),
});

/** A table's arguments as the API has them. */
function tableToAws(args: Props): Props {
    const { billingMode, hashKey, globalSecondaryIndexes, localSecondaryIndexes, serverSideEncryption } = args;
    return {
        ...args,
        keySchema: keysToAws(args),
        provisionedThroughput: throughputToAws(billingMode, args),
        globalSecondaryIndexes: globalSecondaryIndexes?.map((index: Props) => indexToAws(billingMode, index)),
        // They share the table's hash key and capacity.
        localSecondaryIndexes: localSecondaryIndexes?.map((index: Props) => indexToAws("", { ...index, hashKey })),
        streamSpecification: args.streamEnabled === true ? streamToAws(args) : undefined,
        SSESpecification: serverSideEncryption && encryptionToAws(serverSideEncryption),
    };
}

/** The reverse of {@link tableToAws}, and the outputs. */
function tableFromAws(found: dynamodb.TableDescription, state: Props): Props {
    const billingMode = found.BillingModeSummary?.BillingMode ?? "PROVISIONED";
    const isProvisioned = billingMode === "PROVISIONED";
    const streams = found.StreamSpecification?.StreamEnabled === true;
    return {
        ...found,
        ...shapeFromAws(found, isProvisioned),
        streamArn: streams ? found.LatestStreamArn : "",
        streamLabel: streams ? found.LatestStreamLabel : "",
        // Without those of indexes that are resources of their own.
        attributes: found.AttributeDefinitions?.filter(
            ({ AttributeName }) => state.attributes?.some(({ name }: Props) => name === AttributeName) ?? true,
        ),
        billingMode,
        deletionProtectionEnabled: found.DeletionProtectionEnabled ?? false,
        globalSecondaryIndexes: found.GlobalSecondaryIndexes?.map((index) => ({
            name: index.IndexName,
            ...shapeFromAws(index, isProvisioned, indexesOf(state).get(index.IndexName!)),
        })),
        localSecondaryIndexes: found.LocalSecondaryIndexes?.map((index) => ({
            name: index.IndexName,
            ...shapeFromAws(index, false),
        })),
        serverSideEncryption: {
            enabled: found.SSEDescription?.Status === "ENABLED",
            kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn,
        },
        streamEnabled: streams,
        streamViewType: found.StreamSpecification?.StreamViewType,
        tableClass: found.TableClassSummary?.TableClass ?? "STANDARD",
    };
}
