import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { INDEX, LayerGraph, type LayerNode } from "./layers";
import { explainTakenAway, PlannedDeletions } from "./takenAway";

const node = (name: string, reads: string[] = [], publishes: string[] = []): LayerNode => ({
    name,
    description: name,
    project: `platform-${name}`,
    directory: `/stacks/${name}`,
    main: `/stacks/${name}/index.ts`,
    reads,
    publishes: Object.fromEntries(publishes.map((output) => [output, { description: output, placeholder: "" }])),
});
const GRAPH = new LayerGraph([
    node("data", [], ["orders", "lake"]),
    node("compute", ["data"]),
    node("monitoring", ["data"]),
    node(INDEX, ["data", "compute", "monitoring"]),
]);
const ALL = new Map([
    ["data", 9],
    ["compute", 9],
    ["monitoring", 9],
    [INDEX, 1],
]);
const LAKE = "lake-1a2b3c4";
const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-1a2b3c4";
const STREAM = `${TABLE}/stream/2026-01-01T00:00:00.000`;
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000001";
/** As the engine writes what is not known before the update. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what an update takes away", () => {
    type Step = [op: string, type: string, name: string, old: object, next?: object];
    const PUBLISHED = {
        orders: { name: "orders-1a2b3c4", arn: TABLE, streamArn: STREAM, keyArn: KEY },
        lake: { name: LAKE, page: "https://pages-1.example.com/lake" },
        other: "x-1",
    };
    /** What the engine would plan to do over what has been published, and what would be published then. */
    const taken = (steps: Step[], deployed: ReadonlyMap<string, number> = ALL, next: object = PUBLISHED) => {
        const deletions = new PlannedDeletions();
        const event = (metadata: object) => ({ sequence: 1, timestamp: 1, ...metadata }) as unknown as EngineEvent;
        for (const [op, type, name, old, made] of steps) {
            const metadata = { op, urn: `urn:pulumi:dev::platform-data::${type}::${name}`, type, old };
            deletions.add(event({ resourcePreEvent: { metadata: { ...metadata, new: { outputs: {} } } } }));
            deletions.add(event({ resOutputsEvent: { metadata: { ...metadata, new: made } } }));
        }
        const stack = { op: "same", type: "pulumi:pulumi:Stack", urn: "urn", old: { outputs: PUBLISHED } };
        deletions.add(event({ resOutputsEvent: { metadata: { ...stack, new: { outputs: next } } } }));
        return deletions.of("data", GRAPH, deployed);
    };
    const readers = ["compute", "monitoring"];
    const table = { id: "orders-1a2b3c4", inputs: { name: "orders" }, outputs: { arn: TABLE, streamArn: STREAM } };
    const restreamed = { ...table, outputs: { arn: TABLE, streamArn: UNKNOWN } };

    it("is what it published and deletes, be it replaced or removed, by each published value and with its readers", () => {
        const orders = { value: "data.orders", resource: "aws:dynamodb/table:Table orders", readers };
        assert.deepEqual(
            taken([
                ["create-replacement", "aws:dynamodb/table:Table", "orders", table],
                ["replace", "aws:dynamodb/table:Table", "orders", table],
                ["delete-replaced", "aws:dynamodb/table:Table", "orders", table],
            ]),
            [{ ...orders, how: "replaced" }],
        );
        assert.deepEqual(
            taken([["delete", "aws:dynamodb/table:Table", "orders", { id: "t", outputs: { arn: TABLE } }]]),
            [{ ...orders, how: "removed" }],
        );
    });

    it("is a value that the update of what stays changes, and nothing that is only a setting of something else", () => {
        const orders = { value: "data.orders", resource: "aws:dynamodb/table:Table orders", readers };
        const steps: Step[] = [
            ["update", "aws:dynamodb/table:Table", "orders", table, restreamed],
            ["delete", "aws:sqs/queue:Queue", "q", { id: "q-1", inputs: { key: KEY }, outputs: { key: KEY } }],
        ];
        // Of values that are made in one, all are unknown when one is.
        for (const next of [UNKNOWN, { ...PUBLISHED.orders, streamArn: UNKNOWN }])
            assert.deepEqual(taken(steps, ALL, { ...PUBLISHED, orders: next }), [{ ...orders, how: "changed" }]);
    });

    it("is an address that is made of the id of what it deletes", () => {
        const page = { value: "data.lake", resource: "aws:cognito/userPoolDomain:UserPoolDomain pages-1", readers };
        const moved = { ...PUBLISHED, lake: { name: LAKE, page: "https://pages-2.example.com/lake" } };
        const domain = (op: string, id: string): Step => [op, "aws:cognito/userPoolDomain:UserPoolDomain", id, { id }];
        const steps = [domain("delete-replaced", "pages-1"), domain("delete-replaced", "pages")];
        assert.deepEqual(taken(steps, ALL, moved), [{ ...page, how: "replaced" }]);
        assert.deepEqual(taken(steps), [], "as long as it is published");
        assert.deepEqual(taken([...steps, domain("same", "pages-1")], ALL, moved), [], "as long as another has the id");
    });

    it("is not what stays while another one is published in its place", () => {
        const next = { ...PUBLISHED, orders: UNKNOWN, lake: UNKNOWN };
        const updated = { ...table, outputs: { ...table.outputs, tags: "new" } };
        const steps: Step[] = [
            ["same", "aws:s3/bucket:Bucket", "lake", { id: LAKE }],
            ["update", "aws:dynamodb/table:Table", "orders", table, updated],
        ];
        assert.deepEqual(taken(steps, ALL, next), []);
    });

    const nothing: [string, Step[]][] = [
        [
            "what changes in place and is published as it was",
            [["update", "aws:dynamodb/table:Table", "orders", table, restreamed]],
        ],
        ["what no contract publishes", [["delete", "aws:sqs/queue:Queue", "other", { id: "x-1" }]]],
        [
            "what stays behind in AWS",
            [["delete", "aws:dynamodb/table:Table", "orders", { ...table, retainOnDelete: true }]],
        ],
        [
            "a setting that has the id of what stays",
            [
                ["same", "aws:s3/bucket:Bucket", "lake", { id: LAKE }],
                ["delete", "aws:s3/bucketPolicy:BucketPolicy", "lake-policy", { id: LAKE }],
            ],
        ],
    ];
    for (const [what, steps] of nothing) it(`is not ${what}`, () => assert.deepEqual(taken(steps), []));

    it("is nothing as long as nobody who reads it is deployed; the index is no reader", () => {
        const steps: Step[] = [["delete", "aws:dynamodb/table:Table", "orders", table]];
        const alone = new Map([
            ["data", 9],
            ["compute", 0],
            [INDEX, 1],
        ]);
        assert.deepEqual(taken(steps, alone), []);
    });

    it("is told with what to do", () => {
        const one = { value: "data.lake", resource: "aws:s3/bucket:Bucket lake", readers: ["compute"] };
        const replaced = explainTakenAway("dev", [{ ...one, how: "replaced" }]);
        assert.match(
            replaced,
            /update of 'dev' takes away[\s\S]*Bucket lake is replaced: data\.lake, read by compute\n- Is another/,
        );
        const removed = explainTakenAway("dev", [{ ...one, how: "removed" }]);
        assert.match(removed, /is removed[\s\S]*'aliases'[\s\S]*'platform up dev --layer <reader>'[\s\S]*beside it/);
        const changed = explainTakenAway("dev", [{ ...one, how: "changed" }]);
        assert.match(
            changed,
            /is changed: data\.lake, read by compute\n- Does it only change\?[^\n]*'platform up dev'/,
        );
        assert.doesNotMatch(changed, /aliases|beside/);
    });
});
