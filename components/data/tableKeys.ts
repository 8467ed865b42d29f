import type * as aws from "@pulumi/aws";

/** DynamoDB's quota (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html). */
const MAX_INDEXES = 20;
const INDEX_NAME = /^[A-Za-z0-9_.-]{3,255}$/;

/** A key attribute: the name of a string, or a name with another type. */
type KeyAttribute = string | { readonly name: string; readonly type: "number" | "binary" };

/** A global secondary index. */
export interface TableIndex {
    readonly name: string;
    readonly hashKey: KeyAttribute;
    readonly rangeKey?: KeyAttribute;
    /** What the index holds beside its keys: everything, nothing, or the named attributes. */
    readonly projection: "ALL" | "KEYS_ONLY" | readonly string[];
}

/** How the items of a table are found. */
export interface TableKeys {
    /** Names the partition of an item. */
    readonly hashKey: KeyAttribute;
    /** Orders and identifies the items of a partition. @default - one item in each partition */
    readonly rangeKey?: KeyAttribute;
    /** Global secondary indexes. @default - none */
    readonly indexes?: readonly TableIndex[];
}

const TYPE_CODES = { string: "S", number: "N", binary: "B" } as const;

/** The keys as the table resource takes them: its own, since each index declares its attributes itself. */
export function keyAttributes({
    hashKey,
    rangeKey,
}: TableKeys): Pick<aws.dynamodb.TableArgs, "hashKey" | "rangeKey" | "attributes"> {
    const keys = rangeKey === undefined ? [hashKey] : [hashKey, rangeKey];
    return {
        hashKey: nameOf(hashKey),
        ...(rangeKey === undefined ? {} : { rangeKey: nameOf(rangeKey) }),
        attributes: keys.map((attribute) => ({ name: nameOf(attribute), type: TYPE_CODES[typeOf(attribute)] })),
    };
}

/** An index's keys and projection as its resource takes them. */
export function indexAttributes({
    name,
    hashKey,
    rangeKey,
    projection,
}: TableIndex): Pick<aws.dynamodb.GlobalSecondaryIndexArgs, "indexName" | "keySchemas" | "projection"> {
    const key = (attribute: KeyAttribute, keyType: "HASH" | "RANGE") => ({
        attributeName: nameOf(attribute),
        attributeType: TYPE_CODES[typeOf(attribute)],
        keyType,
    });
    return {
        indexName: name,
        keySchemas: [key(hashKey, "HASH"), ...(rangeKey === undefined ? [] : [key(rangeKey, "RANGE")])],
        projection:
            typeof projection === "string"
                ? { projectionType: projection }
                : { projectionType: "INCLUDE", nonKeyAttributes: [...projection] },
    };
}

/**
 * Rejects keys that DynamoDB would only refuse during the deployment.
 *
 * @param subject component and name, the beginning of the messages
 */
export function validateTableKeys(subject: string, keys: TableKeys): void {
    const indexes = keys.indexes ?? [];
    if (indexes.length > MAX_INDEXES)
        throw new Error(`${subject}: indexes are ${indexes.length}; DynamoDB takes ${MAX_INDEXES}.`);
    const names = new Set<string>();
    for (const { name, projection } of indexes) {
        if (!INDEX_NAME.test(name)) {
            throw new Error(
                `${subject}: indexes: the name '${name}' must be 3 to 255 letters, digits, '_', '-' or '.'.`,
            );
        }
        if (names.has(name)) throw new Error(`${subject}: indexes: the name '${name}' is there twice.`);
        names.add(name);
        if (projection.length === 0) {
            throw new Error(`${subject}: indexes: '${name}' projects no attributes; say KEYS_ONLY.`);
        }
    }
    for (const { hashKey, rangeKey } of [keys, ...indexes]) {
        if (rangeKey !== undefined && nameOf(hashKey) === nameOf(rangeKey)) {
            throw new Error(`${subject}: hashKey and rangeKey cannot both be '${nameOf(hashKey)}'.`);
        }
    }
    const types = new Map<string, string>();
    for (const attribute of attributesOf(keys)) {
        const name = nameOf(attribute);
        const other = types.get(name);
        if (other !== undefined && other !== typeOf(attribute)) {
            throw new Error(
                `${subject}: the key attribute '${name}' is ${other} in one place and ${typeOf(attribute)} in another.`,
            );
        }
        types.set(name, typeOf(attribute));
    }
}

function nameOf(attribute: KeyAttribute): string {
    return typeof attribute === "string" ? attribute : attribute.name;
}

function typeOf(attribute: KeyAttribute): keyof typeof TYPE_CODES {
    return typeof attribute === "string" ? "string" : attribute.type;
}

function attributesOf(keys: TableKeys): KeyAttribute[] {
    return [keys, ...(keys.indexes ?? [])].flatMap(({ hashKey, rangeKey }) =>
        rangeKey === undefined ? [hashKey] : [hashKey, rangeKey],
    );
}
