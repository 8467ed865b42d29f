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

describe("what an update takes away", () => {
    /** `op type name id`, as the engine would plan it over what has been published. */
    const taken = (steps: [string, string, string, object][], deployed: ReadonlyMap<string, number> = ALL) => {
        const deletions = new PlannedDeletions();
        const event = (metadata: object) => ({ sequence: 1, timestamp: 1, ...metadata }) as unknown as EngineEvent;
        for (const [op, type, name, old] of steps) {
            const urn = `urn:pulumi:dev::platform-data::${type}::${name}`;
            deletions.add(event({ resourcePreEvent: { metadata: { op, urn, type, old } } }));
        }
        const old = { outputs: { orders: { name: "orders-1a2b3c4", arn: TABLE }, lake: { name: LAKE }, other: "x-1" } };
        const type = "pulumi:pulumi:Stack";
        deletions.add(event({ resOutputsEvent: { metadata: { op: "same", type, urn: "urn", old } } }));
        return deletions.of("data", GRAPH, deployed);
    };
    const table = { id: "orders-1a2b3c4", outputs: { arn: TABLE } };

    it("is what it published and deletes, be it replaced or removed, by each published value and with its readers", () => {
        const readers = ["compute", "monitoring"];
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

    const nothing: [string, [string, string, string, object][]][] = [
        ["what changes in place", [["update", "aws:dynamodb/table:Table", "orders", table]]],
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
        const steps: [string, string, string, object][] = [["delete", "aws:dynamodb/table:Table", "orders", table]];
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
            /update of 'dev' deletes[\s\S]*Bucket lake is replaced: data\.lake, read by compute\n- Is another/,
        );
        const removed = explainTakenAway("dev", [{ ...one, how: "removed" }]);
        assert.match(removed, /is removed[\s\S]*'aliases'[\s\S]*'platform up dev --layer <reader>'[\s\S]*beside it/);
    });
});
