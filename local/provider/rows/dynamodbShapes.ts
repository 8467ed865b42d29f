import type {
    AttributeDefinition,
    GlobalSecondaryIndex,
    GlobalSecondaryIndexDescription,
    KeySchemaElement,
    LocalSecondaryIndex,
    Projection,
    ProvisionedThroughput,
    StreamSpecification,
} from "@aws-sdk/client-dynamodb";
import type { Props } from "../row";

/** `attributes` in the API's words. */
export function attributesToAws(attributes: readonly Props[]): AttributeDefinition[] {
    return attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
}

/** `hashKey` and `rangeKey` in the API's words. */
export function keySchema({ hashKey, rangeKey }: Props): KeySchemaElement[] {
    const hash = { AttributeName: hashKey, KeyType: "HASH" } as const;
    return rangeKey === undefined ? [hash] : [hash, { AttributeName: rangeKey, KeyType: "RANGE" }];
}

/** Capacity of a table or index; on demand has none. */
export function throughputToAws(billingMode: string, capacity: Props): ProvisionedThroughput | undefined {
    if (billingMode !== "PROVISIONED") return undefined;
    return { ReadCapacityUnits: capacity.readCapacity, WriteCapacityUnits: capacity.writeCapacity };
}

/** One of `globalSecondaryIndexes` in the API's words. */
export function indexToAws(billingMode: string, index: Props): GlobalSecondaryIndex {
    return {
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: projectionToAws(index),
        ProvisionedThroughput: throughputToAws(billingMode, index),
    };
}

/** One of `localSecondaryIndexes` in the API's words; it shares the table's hash key. */
export function localIndexToAws(hashKey: string, index: Props): LocalSecondaryIndex {
    return {
        IndexName: index.name,
        KeySchema: keySchema({ hashKey, rangeKey: index.rangeKey }),
        Projection: projectionToAws(index),
    };
}

/** The reverse of {@link indexToAws}. */
export function indexFromAws(index: GlobalSecondaryIndexDescription, isProvisioned: boolean): Props {
    const key = (type: string) => index.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
    return {
        name: index.IndexName,
        hashKey: key("HASH"),
        rangeKey: key("RANGE"),
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
export function projectionFromAws(projection?: Projection): Props {
    return { projectionType: projection?.ProjectionType, nonKeyAttributes: projection?.NonKeyAttributes };
}

/** `streamEnabled` and `streamViewType` in the API's words. */
export function streamToAws({ streamEnabled, streamViewType }: Props): StreamSpecification {
    return streamEnabled === true ? { StreamEnabled: true, StreamViewType: streamViewType } : { StreamEnabled: false };
}

function projectionToAws({ projectionType, nonKeyAttributes }: Props): Projection {
    return { ProjectionType: projectionType, NonKeyAttributes: nonKeyAttributes };
}
