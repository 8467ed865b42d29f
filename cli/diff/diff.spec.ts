import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Comparison } from "../driver/comparison";
import { LayerGraph, type LayerNode } from "../driver/layers";
import { diffOf } from "./diff";
import { asMarkdown } from "./markdown";
import { asText } from "./text";

const node = (name: string, reads: readonly string[], publishes: object = {}) =>
    ({ name, reads, publishes }) as unknown as LayerNode;
const graph = new LayerGraph([node("data", [], { orders: {} }), node("compute", ["data"])]);
const state = JSON.stringify({ deployment: { resources: [{ urn: "u", type: "t" }] } });
const base = new Map(["data", "compute"].map((layer) => [layer, state]));

const urnOf = (name: string, type: string) => `urn:pulumi:dev::platform-data::${type}::${name}`;
/** A resource that is deleted, after the one in its place was made. */
const replaced = (name: string, type: string, more: object = {}): EngineEvent[] => {
    const urn = urnOf(name, type);
    const old = { urn, type, custom: true, id: name, inputs: {}, outputs: { arn: `arn:${name}` }, ...more };
    const next = { ...old, id: `${name}-2`, outputs: { arn: `arn:${name}-2` } };
    return [
        { op: "create-replacement", old, new: next, keys: ["name"] },
        { op: "delete-replaced", old },
    ].map((step) => ({ resourcePreEvent: { metadata: { urn, type, ...step } } }) as unknown as EngineEvent);
};
const publishes = (before: string, after: string) =>
    ({
        resOutputsEvent: {
            metadata: {
                ...{ op: "update", type: "pulumi:pulumi:Stack", urn: "urn" },
                old: { outputs: { orders: before } },
                new: { outputs: { orders: after } },
            },
        },
    }) as unknown as EngineEvent;

interface Given {
    readonly events?: readonly EngineEvent[];
    readonly allowed?: readonly string[];
    readonly before?: ReadonlyMap<string, string>;
    readonly accounts?: readonly [string, string];
    /** The one layer that is compared. */
    readonly layer?: string;
}

function tell({ events = [], allowed = [], accounts = ["", ""], before: states = base, layer: only }: Given = {}) {
    const layers = (only === undefined ? ["data", "compute"] : [only]).map((layer) => ({
        layer,
        status: "done",
        diagnostics: [],
    }));
    const comparison = {
        ...{ base: states, head: base, events: new Map([["data", events]]), report: { status: "ok", layers } },
        ...{ blueprint: { graph, environment: { name: "dev" } }, layer: only },
    } as unknown as Comparison;
    const [before, after] = accounts.map((account) => `config:\n  aws:allowedAccountIds: ${account}\n`);
    return diffOf(comparison, {
        against: { name: "main", commit: "0123456789" },
        allowances: allowed.map((resource) => ({ layer: "data", resource, reason: "it was argued for" })),
        settings: { before, after },
    });
}

describe("what a merge would do", () => {
    const table = replaced("orders", "aws:dynamodb/table:Table");
    const group = replaced("orders", "aws:athena/workgroup:Workgroup");
    const [TABLE, GROUP] = ["aws:dynamodb/table:Table orders", "aws:athena/workgroup:Workgroup orders"];

    it("fails by what deployed layers use until their own update, unless it is argued for", () => {
        const events = [...group, publishes("arn:orders", "arn:orders-2")];
        const told = tell({ events });
        assert.deepEqual(
            told.losses.map(({ resource, loses }) => [resource, loses]),
            [[GROUP, "data.orders, which compute use until their own update"]],
        );
        assert.equal(told.failed, true);
        assert.equal(tell({ events, allowed: [GROUP] }).failed, false);
        assert.deepEqual(tell({ events: group }).losses, [], "what is not published is used by nobody");
    });

    it("takes those who read a layer that is compared alone for deployed, and calls no record idle then", () => {
        const events = [...group, publishes("arn:orders", "arn:orders-2")];
        const alone = { layer: "data", before: new Map([["data", state]]) };
        const [{ loses }] = tell({ ...alone, events }).losses;
        assert.equal(loses, "data.orders, which compute use until their own update");
        assert.deepEqual(tell({ ...alone, allowed: [TABLE] }).idleAllowances, []);
        const made = tell({ events, before: alone.before });
        assert.deepEqual(made.losses, [], "a reader that is new has nothing yet");
    });

    it("tells what does not come back before that", () => {
        const resources = tell({ events: [...group, ...table, publishes("arn:orders", "arn:orders-2")] }).losses;
        assert.deepEqual(
            resources.map(({ resource }) => resource),
            [TABLE, GROUP],
        );
    });

    it("fails by what is protected, whatever is argued, and says what comes first", () => {
        const resources = [{ urn: urnOf("orders", "aws:dynamodb/table:Table"), protect: true }];
        const guarded = new Map([...base, ["data", JSON.stringify({ deployment: { resources } })]]);
        const told = tell({ events: table, allowed: [TABLE], before: guarded });
        assert.equal(told.failed, true);
        assert.match(asText(told), /First make it beside the old one/);
        assert.doesNotMatch(asText(told), /'aliases'|reason: …/);
        assert.match(asText(told), /sets platform:deletionProtection to false has been merged/);
        assert.equal(tell({ events: table, allowed: [TABLE] }).failed, false);
    });

    it("fails by data that stays behind, and by queues of work, but not of what failed", () => {
        const QUEUE = "aws:sqs/queue:Queue";
        const work = `platform:compute:WorkQueue$${QUEUE}`;
        const lost = (type: string, more: object) =>
            tell({ events: replaced("orders", type, more) }).losses.map(({ loses }) => loses);
        for (const more of [{}, { retainOnDelete: true }]) {
            assert.deepEqual(lost("aws:dynamodb/table:Table", more), ["the items"]);
            assert.deepEqual(lost(work, more), ["work that nobody has done yet"]);
            assert.deepEqual(lost(`platform:compute:WorkQueue$platform:compute:FailureQueue$${QUEUE}`, more), []);
        }
    });

    it("calls the revision as it was called, and digests by their beginning", () => {
        const digests = ["a", "b"].map((letter) => letter.repeat(64));
        const [before, after] = digests.map((digest) => ({ urn: "u", custom: true, inputs: { triggers: digest } }));
        const metadata = { op: "update", urn: urnOf("api", "aws:t/t:T"), type: "aws:t/t:T", old: before, new: after };
        const told = tell({ events: [{ resourcePreEvent: { metadata } } as unknown as EngineEvent] });
        assert.match(asText(told), /^ +triggers: a{12}… → b{12}…$/m);
        assert.match(asText(told), /\(against main, 0123456\)$/);
        const { commit } = told.against;
        assert.match(asText({ ...told, against: { name: commit, commit } }), /\(against 0123456\)$/);
    });

    it("tells records that allow nothing, also in Markdown", () => {
        const told = tell({ allowed: [TABLE] });
        for (const text of [asText(told), asMarkdown(told)])
            assert.match(
                text,
                /^allowances\.yaml allows a loss that does not happen: data: aws:dynamodb\/table:Table orders\./m,
            );
        assert.equal(told.failed, false);
    });

    it("fails where the settings name another account, to which nothing moves", () => {
        const [one, other] = ['["111122223333"]', '["444455556666"]'];
        const told = tell({ accounts: [one, other] });
        assert.deepEqual([told.failed, told.account], [true, "444455556666"]);
        for (const text of [asText(told), asMarkdown(told)])
            assert.match(text, /another account, 444455556666, and nothing moves/);
        for (const accounts of [
            ["", one],
            [one, one],
            [one, '["444455556666", "111122223333"]'],
        ] as const)
            assert.equal(tell({ accounts }).failed, false, accounts.join(" "));
    });
});
