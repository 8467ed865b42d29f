import assert from "node:assert/strict";
import { compileFilter } from "./filter";

describe("filter patterns", () => {
    const record = {
        eventName: "INSERT",
        dynamodb: { NewImage: { status: { S: "PLACED" }, total: 12.5, tags: ["a", "b"], gone: null } },
    };
    const image = (rules: object) => JSON.stringify({ dynamodb: { NewImage: rules } });

    for (const [pattern, expected] of [
        ['{ "eventName": ["INSERT"] }', true],
        ['{ "eventName": ["REMOVE", "MODIFY"] }', false],
        ['{ "eventName": ["REMOVE", { "prefix": "INS" }] }', true],
        ['{ "eventName": [{ "suffix": "INS" }] }', false],
        ['{ "eventName": [{ "equals-ignore-case": "insert" }] }', true],
        ['{ "eventName": [{ "anything-but": ["REMOVE"] }] }', true],
        ['{ "eventName": [{ "anything-but": "INSERT" }] }', false],
        ['{ "eventName": [{ "anything-but": { "prefix": "INS" } }] }', false],
        ['{ "missing": [{ "anything-but": ["REMOVE"] }] }', false],
        ['{ "missing": [{ "exists": false }], "eventName": [{ "exists": true }] }', true],
        ['{ "missing": { "deeper": ["x"] } }', false],
        [image({ status: { S: ["PLACED"] } }), true],
        [image({ gone: [null] }), true],
        [image({ tags: ["b"] }), true],
        [image({ total: [{ numeric: [">", 10, "<=", 12.5] }] }), true],
        [image({ total: [{ numeric: ["<", 12.5] }] }), false],
        [image({ status: { S: [{ numeric: [">", 0] }] } }), false],
        ['{ "$or": [{ "eventName": ["REMOVE"] }, { "dynamodb": { "NewImage": { "total": [12.5] } } }] }', true],
        ['{ "eventName": ["INSERT"], "$or": [{ "eventName": ["REMOVE"] }] }', false],
    ] as const) {
        it(`${pattern} ${expected ? "lets pass" : "holds back"}`, () => {
            assert.equal(compileFilter([pattern])(record), expected);
        });
    }

    it("lets pass what any pattern matches, and everything without patterns", () => {
        assert.equal(compileFilter(['{ "eventName": ["REMOVE"] }', '{ "eventName": ["INSERT"] }'])(record), true);
        assert.equal(compileFilter([])(record), true);
    });

    for (const [pattern, message] of [
        ["{", /pattern \{ is not a JSON object/],
        ['{ "a": "b" }', /does not know "b" of the filter pattern/],
        ['{ "a": [{ "wildcard": "*" }] }', /does not know \{"wildcard":"\*"\}/],
        ['{ "a": [{ "numeric": ["~", 1] }] }', /does not know \["~",1\]/],
    ] as const) {
        it(`refuses ${pattern}`, () => assert.throws(() => compileFilter([pattern]), message));
    }
});
