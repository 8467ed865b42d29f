import type { GlobalSecondaryIndexDescription } from "@aws-sdk/client-dynamodb";
import type { Props } from "../../row";

/** Capacity of a table or index as the API has it; on demand there is none. */
export function throughputToAws(billingMode: string, { readCapacity, writeCapacity }: Props): Props | undefined {
    if (billingMode !== "PROVISIONED") return undefined;
    return { readCapacityUnits: readCapacity, writeCapacityUnits: writeCapacity };
}

/** Keys of a table or index as the API has them, from `keySchemas` or from `hashKey` and `rangeKey`. */
export function keysToAws({ hashKey, rangeKey, keySchemas }: Props): Props[] {
    const range = rangeKey === undefined ? [] : [{ attributeName: rangeKey, keyType: "RANGE" }];
    return keySchemas ?? [{ attributeName: hashKey, keyType: "HASH" }, ...range];
}

/** An index as the API has it. */
export function indexToAws(billingMode: string, { name, projectionType, nonKeyAttributes, ...index }: Props): Props {
    return {
        indexName: name,
        keySchema: keysToAws(index),
        projection: { projectionType, nonKeyAttributes },
        provisionedThroughput: throughputToAws(billingMode, index),
    };
}

type Shape = Pick<GlobalSecondaryIndexDescription, "KeySchema" | "Projection" | "ProvisionedThroughput">;

/**
 * Keys, projection and capacity of a table or index as the program has them.
 *
 * @param known - what the state has, whose way to tell the keys is kept
 */
export function shapeFromAws(
    { KeySchema = [], Projection, ProvisionedThroughput }: Shape,
    isProvisioned: boolean,
    known?: Props,
): Props {
    const [hashKeys, rangeKeys] = ["HASH", "RANGE"].map((type) =>
        KeySchema.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => AttributeName),
    );
    const isSchema = known?.keySchemas !== undefined || hashKeys.length > 1 || rangeKeys.length > 1;
    const { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity } = ProvisionedThroughput ?? {};
    return {
        ...(isSchema ? { keySchemas: KeySchema } : { hashKey: hashKeys[0], rangeKey: rangeKeys[0] }),
        ...Projection,
        ...(isProvisioned ? { readCapacity, writeCapacity } : {}),
    };
}

/** `streamEnabled` and `streamViewType` as the API has them. */
export function streamToAws({ streamEnabled, streamViewType }: Props): Props {
    return streamEnabled === true ? { streamEnabled, streamViewType } : { streamEnabled: false };
}

/** `serverSideEncryption` as the API has it. */
export function encryptionToAws({ enabled, kmsKeyArn }: Props): Props {
    return enabled === true ? { enabled, SSEType: "KMS", KMSMasterKeyId: kmsKeyArn } : { enabled: false };
}

/** `globalSecondaryIndexes` by name. */
export function indexesOf({ globalSecondaryIndexes = [] }: Props): ReadonlyMap<string, Props> {
    return new Map(globalSecondaryIndexes.map((index: Props) => [index.name, index]));
}
