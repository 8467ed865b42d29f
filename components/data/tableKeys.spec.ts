import assert from "node:assert/strict";
import { indexAttributes, keyAttributes, validateTableKeys, type TableIndex, type TableKeys } from "./tableKeys";

const BY_STATUS: TableIndex = {
    name: "byStatus",
    hashKey: "status",
    rangeKey: { name: "placedAt", type: "number" },
    projection: "KEYS_ONLY",
};

describe("keyAttributes", () => {
    it("declares the attributes of the table's own keys: each index declares its own", () => {
        assert.deepEqual(keyAttributes({ hashKey: "customerId", rangeKey: "orderId", indexes: [BY_STATUS] }), {
            hashKey: "customerId",
            rangeKey: "orderId",
            attributes: [
                { name: "customerId", type: "S" },
                { name: "orderId", type: "S" },
            ],
        });
    });

    it("leaves out what the table does not have", () => {
        assert.deepEqual(keyAttributes({ hashKey: "id", indexes: [] }), {
            hashKey: "id",
            attributes: [{ name: "id", type: "S" }],
        });
    });
});

describe("indexAttributes", () => {
    it("declares the attributes of the index's keys, the partition's first", () => {
        assert.deepEqual(indexAttributes(BY_STATUS), {
            indexName: "byStatus",
            keySchemas: [
                { attributeName: "status", attributeType: "S", keyType: "HASH" },
                { attributeName: "placedAt", attributeType: "N", keyType: "RANGE" },
            ],
            projection: { projectionType: "KEYS_ONLY" },
        });
    });

    it("projects what is named", () => {
        const digest = { name: "digest", type: "binary" } as const;
        assert.deepEqual(indexAttributes({ name: "byDigest", hashKey: digest, projection: ["status"] }), {
            indexName: "byDigest",
            keySchemas: [{ attributeName: "digest", attributeType: "B", keyType: "HASH" }],
            projection: { projectionType: "INCLUDE", nonKeyAttributes: ["status"] },
        });
    });
});

describe("validateTableKeys", () => {
    const refused: Readonly<Record<string, { keys: TableKeys; message: RegExp }>> = {
        "one attribute in both places": {
            keys: { hashKey: "id", rangeKey: "id" },
            message: /T 'x': hashKey and rangeKey cannot both be 'id'\.$/,
        },
        "one attribute with two types": {
            keys: { hashKey: "placedAt", indexes: [BY_STATUS] },
            message: /'placedAt' is string in one place and number in another/,
        },
        "an index name that AWS refuses": {
            keys: { hashKey: "id", indexes: [{ ...BY_STATUS, name: "by status" }] },
            message: /the name 'by status' must be 3 to 255/,
        },
        "an index twice": {
            keys: { hashKey: "id", indexes: [BY_STATUS, BY_STATUS] },
            message: /the name 'byStatus' is there twice/,
        },
        "a projection of nothing": {
            keys: { hashKey: "id", indexes: [{ ...BY_STATUS, projection: [] }] },
            message: /'byStatus' projects no attributes; say KEYS_ONLY/,
        },
        "more indexes than AWS takes": {
            keys: {
                hashKey: "id",
                indexes: Array.from({ length: 21 }, (_, i) => ({ ...BY_STATUS, name: `index${i}` })),
            },
            message: /indexes are 21; DynamoDB takes 20/,
        },
    };
    for (const [what, { keys, message }] of Object.entries(refused)) {
        it(`refuses ${what}`, () => assert.throws(() => validateTableKeys("T 'x'", keys), message));
    }
});
