import assert from "node:assert/strict";
import type { LiveRow } from "./row";
import type { ProviderClient } from "./testing/client";
import { startLiveProvider, URN } from "./testing/thing";

describe("the provider over the wire, with calls", () => {
    let client: ProviderClient;
    const startLive = async (live: Partial<LiveRow>) => {
        client = await startLiveProvider(live);
    };
    afterEach(() => client.close());

    it("takes a half-made resource back and says what failed", async () => {
        const deleted: string[] = [];
        await startLive({
            create: (context) => {
                context.made("half");
                return Promise.reject(Object.assign(new Error("No such key."), { name: "NotFoundException" }));
            },
            delete: (_context, id) => Promise.resolve(void deleted.push(id)),
        });
        await assert.rejects(client.create(URN, { name: "a" }), {
            message: "aws:test/thing:Thing 'orders': create failed: NotFoundException: No such key.",
        });
        assert.deepEqual(deleted, ["half"]);
    });

    it("names what it could not take back", async () => {
        await startLive({
            create: (context) => {
                context.made("half");
                return Promise.reject(new Error("No tags."));
            },
            delete: () => Promise.reject(new Error("In use.")),
        });
        await assert.rejects(
            client.create(URN, { name: "a" }),
            /No tags\. .*'half', could not be deleted either: In use\./,
        );
    });

    it("takes nothing back when nothing was made", async () => {
        await startLive({ create: () => Promise.reject(new Error("Exists.")) });
        await assert.rejects(client.create(URN, { name: "a" }), /create failed: Exists\./);
    });

    it("reads drift of what the program said, and ignores what AWS filled in or spelled otherwise", async () => {
        await startLive({
            read: () =>
                Promise.resolve({
                    rule: { status: "Disabled", days: 30, filled: "in" },
                    policy: '{"a":1}',
                    tags: {},
                    arn: "arn:new",
                }),
        });
        const inputs = { rule: { status: "Enabled", days: 30 }, policy: '{ "a": 1 }' };
        const found = await client.read(URN, { id: "a", state: { ...inputs, arn: "arn:old" }, inputs });
        assert.deepEqual(found?.inputs, { rule: { status: "Disabled", days: 30 }, policy: '{ "a": 1 }' });
        assert.equal(found.state.arn, "arn:new");
    });

    it("imports what it can tell, with the defaults", async () => {
        await startLive({ read: () => Promise.resolve({ name: "a", rule: { status: "Enabled" }, arn: "arn:a" }) });
        const found = await client.read(URN, { id: "a", state: {}, inputs: {} });
        assert.deepEqual(found?.inputs, { name: "a", rule: { status: "Enabled" }, stream: false });
        assert.equal(found.state.arn, "arn:a");
    });

    it("reports what is gone as gone", async () => {
        await startLive({ read: () => Promise.resolve(undefined) });
        assert.equal(await client.read(URN, { id: "a", state: { name: "a" }, inputs: { name: "a" } }), undefined);
    });

    it("keeps computed outputs over an update, drops removed arguments, and adds what changed", async () => {
        await startLive({ update: () => Promise.resolve({ streamArn: "arn:new" }) });
        const inputs = { name: "a", policy: "{}" };
        const state = { ...inputs, arn: "arn:a", streamArn: "" };
        const updated = await client.update(URN, { id: "a", state, inputs }, { name: "a" });
        assert.deepEqual(updated, {
            name: "a",
            arn: "arn:a",
            streamArn: "arn:new",
            region: "eu-west-1",
            tagsAll: {},
        });
    });

    it("previews without a call", async () => {
        await startLive({ update: () => Promise.reject(new Error("not expected")) });
        await client.create(URN, { name: "a" }, true);
        await client.update(URN, { id: "a", state: { name: "a" }, inputs: { name: "a" } }, { name: "a" }, true);
    });

    it("stops waiting and starts nothing after a cancel", async () => {
        let waiting = () => {};
        const started = new Promise<void>((resolve) => (waiting = resolve));
        await startLive({
            create: ({ signal }) =>
                new Promise((_resolve, reject) => {
                    signal.addEventListener("abort", () => reject(new Error("aborted")));
                    waiting();
                }),
        });
        const created = assert.rejects(client.create(URN, { name: "a" }), /create failed: cancelled\./);
        await started;
        await client.cancel();
        await created;
        await assert.rejects(client.delete(URN, { id: "a", state: {} }), /delete failed: cancelled\./);
    });

    it("carries messages beyond gRPC's usual four mebibytes", async () => {
        await startLive({ create: () => Promise.resolve({ id: "a", outputs: {} }) });
        const policy = "x".repeat(5 * 1024 * 1024);
        assert.equal((await client.create(URN, { name: "a", policy })).outputs.policy.length, policy.length);
    });
});
