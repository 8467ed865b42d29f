import type * as dynamodb from "@aws-sdk/client-dynamodb";
import type { Props } from "../../row";
import { fromAws, toAws } from "../../wire";

/** `attributes` in the API's words. */
export function attributesToAws(attributes: readonly Props[]): dynamodb.AttributeDefinition[] {
    return attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
}

/** `hashKey` and `rangeKey` in the API's words. */
export function keySchema({ hashKey, rangeKey }: Props): dynamodb.KeySchemaElement[] {
    const hash = { AttributeName: hashKey, KeyType: "HASH" } as const;
    return rangeKey === undefined ? [hash] : [hash, { AttributeName: rangeKey, KeyType: "RANGE" }];
}

/** An index's keys in the API's words, from `keySchemas` or from `hashKey` and `rangeKey`. */
export function indexKeys(index: Props): dynamodb.KeySchemaElement[] {
    return index.keySchemas === undefined ? keySchema(index) : toAws(index.keySchemas);
}

/** Capacity of a table or index; on demand has none. */
export function throughputToAws(billingMode: string, capacity: Props): dynamodb.ProvisionedThroughput | undefined {
    if (billingMode !== "PROVISIONED") return undefined;
    return { ReadCapacityUnits: capacity.readCapacity, WriteCapacityUnits: capacity.writeCapacity };
}

/** One of `globalSecondaryIndexes` in the API's words. */
export function indexToAws(billingMode: string, index: Props): dynamodb.GlobalSecondaryIndex {
    return {
        IndexName: index.name,
        KeySchema: indexKeys(index),
        Projection: projectionToAws(index),
        ProvisionedThroughput: throughputToAws(billingMode, index),
    };
}

/** One of `localSecondaryIndexes` in the API's words; it shares the table's hash key. */
export function localIndexToAws(hashKey: string, index: Props): dynamodb.LocalSecondaryIndex {
    return {
        IndexName: index.name,
        KeySchema: keySchema({ hashKey, rangeKey: index.rangeKey }),
        Projection: projectionToAws(index),
    };
}

/**
 * The reverse of {@link indexToAws}.
 *
 * @param known - the index as the state has it, whose way to tell the keys is kept
 */
export function indexFromAws(
    index: dynamodb.GlobalSecondaryIndexDescription,
    isProvisioned: boolean,
    known: Props | undefined,
): Props {
    const { KeySchema = [] } = index;
    const [hashKeys, rangeKeys] = ["HASH", "RANGE"].map((type) =>
        KeySchema.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => AttributeName),
    );
    const isSchema = known?.keySchemas !== undefined || hashKeys.length > 1 || rangeKeys.length > 1;
    return {
        name: index.IndexName,
        ...(isSchema ? { keySchemas: fromAws(KeySchema) } : { hashKey: hashKeys[0], rangeKey: rangeKeys[0] }),
        ...projectionFromAws(index.Projection),
        ...(isProvisioned
            ? {
                  readCapacity: index.ProvisionedThroughput?.ReadCapacityUnits,
                  writeCapacity: index.ProvisionedThroughput?.WriteCapacityUnits,
              }
            : {}),
    };
}

/** An index's projection in Pulumi's words. */
export function projectionFromAws(projection?: dynamodb.Projection): Props {
    return { projectionType: projection?.ProjectionType, nonKeyAttributes: projection?.NonKeyAttributes };
}

/** `streamEnabled` and `streamViewType` in the API's words. */
export function streamToAws({ streamEnabled, streamViewType }: Props): dynamodb.StreamSpecification {
    return streamEnabled === true ? { StreamEnabled: true, StreamViewType: streamViewType } : { StreamEnabled: false };
}

/** An index's projection in the API's words. */
function projectionToAws({ projectionType, nonKeyAttributes }: Props): dynamodb.Projection {
    return { ProjectionType: projectionType, NonKeyAttributes: nonKeyAttributes };
}
