import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { changesOf } from "./changes";

const urnOf = (name: string, type = "aws:s3/bucket:Bucket") =>
    `urn:pulumi:prod::platform-data::platform:data:Lake$${type}::${name}`;
const state = (urn: string, more: object = {}) => ({
    urn,
    type: urn.split("$")[1].split("::")[0],
    custom: true,
    inputs: { tags: { a: "1" }, __defaults: ["x"] },
    ...more,
});

/** A step of the engine, as its events tell it. */
function step(
    op: string,
    urn: string,
    old: object | undefined,
    next: object | undefined,
    keys: string[] = [],
): EngineEvent {
    const type = urn.split("$")[1].split("::")[0];
    return { resourcePreEvent: { metadata: { op, urn, type, old, new: next, keys } } } as unknown as EngineEvent;
}

const lake = urnOf("lake");
const changed = state(lake, { inputs: { tags: { a: "2" }, __defaults: [] } });

describe("what the engine did to resources", () => {
    it("is told with what it changes, and why one is replaced", () => {
        const events = [
            step("create-replacement", lake, state(lake), changed, ["bucket"]),
            step("replace", lake, state(lake), changed, ["bucket"]),
            step("delete-replaced", lake, state(lake), undefined),
        ];
        const [{ what, because, properties, loses }, ...others] = changesOf("data", events);
        assert.deepEqual(
            { what, because, properties, loses },
            {
                what: "replaced",
                because: ["bucket"],
                properties: [{ path: "tags.a", before: "1", after: "2" }],
                loses: "the objects",
            },
        );
        assert.deepEqual(others, []);
    });

    it("says nothing of components, of providers, and of what stays", () => {
        const component = { ...state(lake), custom: false };
        const provider = urnOf("default", "pulumi:providers:aws");
        const events = [
            step("create", lake, undefined, component),
            step("update", provider, state(provider), state(provider)),
            step("same", urnOf("logs"), state(urnOf("logs")), state(urnOf("logs"))),
        ];
        assert.deepEqual(changesOf("data", events), []);
    });

    it("tells what only has another name", () => {
        const [{ what, formerly }] = changesOf("data", [step("same", lake, state(urnOf("old")), state(lake))]);
        assert.deepEqual({ what, formerly }, { what: "renamed", formerly: "aws:s3/bucket:Bucket old" });
    });

    it("loses data that stays behind in AWS, since the environment goes on without it, and no logs", () => {
        const fateOf = (urn: string) => {
            const kept = state(urn, { retainOnDelete: true });
            const [{ what, loses, staysBehind }] = changesOf("data", [step("delete", urn, kept, undefined)]);
            return { what, loses, staysBehind };
        };
        const fate = { what: "deleted", staysBehind: true };
        assert.deepEqual(fateOf(lake), { ...fate, loses: "the objects" });
        assert.deepEqual(fateOf(urnOf("l", "aws:cloudwatch/logGroup:LogGroup")), { ...fate, loses: undefined });
    });

    it("tells what an update would refuse, and what it would refuse no longer", () => {
        const both = new Set([lake, urnOf("free")]);
        const events = [
            step("delete", lake, state(lake), undefined),
            step("same", urnOf("free"), state(urnOf("free"), { protect: true }), state(urnOf("free"))),
        ];
        const [free, gone] = changesOf("data", events, both);
        assert.deepEqual([gone.what, gone.isProtected, gone.isLetGo], ["deleted", true, undefined]);
        assert.deepEqual([free.what, free.isProtected, free.isLetGo], ["changed", undefined, true]);
        const kept = [step("same", lake, state(lake), state(lake, { protect: true }))];
        assert.deepEqual(changesOf("data", kept, both), [], "what is still protected");
    });
});
