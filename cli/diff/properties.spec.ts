import assert from "node:assert/strict";
import { changesBetween } from "./properties";

const ASSET = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
const read = { Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: "arn:a" };
const write = { Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: "arn:a" };

describe("what differs between two values", () => {
    const cases: Readonly<Record<string, readonly [unknown, unknown, unknown]>> = {
        "nothing, where they are equal": [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
        "nothing, where two texts of JSON say the same": [{ policy: '{"a": 1}' }, { policy: '{"a":1}' }, []],
        "what is at one path": [{ a: { b: 1 } }, { a: { b: 2 } }, [{ path: "a.b", before: 1, after: 2 }]],
        "what has come": [{}, { a: false }, [{ path: "a", after: false }]],
        "what has gone": [{ a: 0 }, {}, [{ path: "a", before: 0 }]],
        "elements of a list, whatever their place": [
            { ids: ["a", "b"] },
            { ids: ["c", "a"] },
            [
                { path: "ids[]", before: "b" },
                { path: "ids[]", after: "c" },
            ],
        ],
        "a list in another order": [["a", "b"], ["b", "a"], [{ path: "", before: ["a", "b"], after: ["b", "a"] }]],
        "one that is there twice": [["a", "a"], ["a"], [{ path: "[]", before: "a" }]],
        "elements by what names them": [
            [
                { name: "a", type: "S" },
                { name: "b", type: "S" },
            ],
            [
                { name: "b", type: "N" },
                { name: "a", type: "S" },
            ],
            [{ path: "[b].type", before: "S", after: "N" }],
        ],
        "a statement of a policy by its Sid": [
            { policy: JSON.stringify({ Statement: [{ Sid: "Read", ...read }, write] }) },
            { policy: JSON.stringify({ Statement: [write, { Sid: "Read", ...read, Resource: "arn:b" }] }) },
            [{ path: "policy.Statement[Read].Resource", before: "arn:a", after: "arn:b" }],
        ],
        "a statement without one by what it has become": [
            { policy: JSON.stringify({ Statement: [read, write] }) },
            {
                policy: JSON.stringify({
                    Statement: [read, { ...write, Action: ["dynamodb:PutItem", "dynamodb:Scan"] }],
                }),
            },
            [{ path: "policy.Statement[1].Action[]", after: "dynamodb:Scan" }],
        ],
        "statements that have nothing in common": [
            [read],
            [{ Effect: "Deny", Action: "s3:*", Resource: "arn:b" }],
            [
                { path: "[0]", before: read },
                { path: "[0]", after: { Effect: "Deny", Action: "s3:*", Resource: "arn:b" } },
            ],
        ],
        "uploaded content by its digest, and not by its place": [
            { code: { ...ASSET, hash: "1".repeat(64), path: "/a" }, same: { ...ASSET, hash: "3", path: "/a" } },
            { code: { ...ASSET, hash: "2".repeat(64), path: "/b" }, same: { ...ASSET, hash: "3", path: "/b" } },
            [
                {
                    path: "code",
                    before: "content with SHA-256 111111111111…",
                    after: "content with SHA-256 222222222222…",
                },
            ],
        ],
        "a text that has become a list": [{ a: "x" }, { a: ["x"] }, [{ path: "a", before: "x", after: ["x"] }]],
    };
    for (const [what, [before, after, expected]] of Object.entries(cases))
        it(`tells ${what}`, () => assert.deepEqual(changesBetween(before, after), expected));
});
