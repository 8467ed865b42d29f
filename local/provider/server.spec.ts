import assert from "node:assert/strict";
import type { Autonaming } from "./check";
import type { Props } from "./row";
import type { ProviderClient } from "./testing/client";
import { recorded, startLiveProvider, startProvider, URN } from "./testing/thing";
import { UNKNOWN } from "./values";

describe("the provider over the wire", () => {
    let client: ProviderClient;
    const start = async () => {
        client = await startProvider(recorded);
    };
    afterEach(() => client.close());

    describe("check", () => {
        beforeEach(start);

        it("fills in names and defaults, also below an argument that is given", async () => {
            const { inputs, failures } = await client.check(URN, { rule: { status: "Enabled" } });
            assert.deepEqual(failures, []);
            const { name, ...rest } = inputs;
            assert.match(name, /^orders-[0-9a-f]{7}$/);
            assert.deepEqual(rest, { rule: { status: "Enabled", days: 30 }, stream: false });
            const again = await client.check(URN, { rule: { status: "Enabled" } });
            assert.equal(again.inputs.name, name, "the same for the same resource");
        });

        it("names a resource otherwise that takes the place of another, as its ids are others", async () => {
            const made = async (news: Props) => {
                const { inputs } = await client.check(URN, news);
                return { name: inputs.name, id: (await client.create(URN, inputs)).id };
            };
            const first = await made({ rule: {} });
            assert.deepEqual(await made({ rule: {}, stream: true }), first, "what is updated stays what it is");
            const second = await made({ rule: { status: "Enabled" } });
            assert.notEqual(second.name, first.name);
            assert.notEqual(second.id, first.id);
        });

        it("keeps a generated name", async () => {
            const { inputs } = await client.check(URN, { rule: {} }, { name: "orders-0000000", rule: {} });
            assert.equal(inputs.name, "orders-0000000");
        });

        describe("with names that the configuration asks for", () => {
            const named = async (mode: Autonaming["mode"], proposedName: string, given: Props = {}) => {
                const { inputs, failures } = await client.check(
                    URN,
                    { rule: {}, ...given },
                    {},
                    { autonaming: { mode, proposedName } },
                );
                return { name: inputs.name, failures: failures.map(({ reason }) => reason) };
            };

            it("makes a proposed one fit the service", async () => {
                const { name, failures } = await named("propose", "Orders-dev-0123abc");
                assert.deepEqual(failures, []);
                assert.match(name, /^orders-dev-[0-9a-f]{7}$/);
                // What is drawn differs in each run of the engine; a rehearsal does not.
                assert.equal((await named("propose", "Orders-dev-fedcba9")).name, name);
            });

            it("refuses one that is too long, as the official provider does, which cuts none", async () => {
                const { failures } = await named("propose", "orders-development-0123abc");
                assert.deepEqual(failures.length, 1);
                assert.match(
                    failures[0],
                    /'orders': the name 'orders-development-\w{7}' is longer than the 20 letters/,
                );
            });

            it("takes an enforced one as it is, and wants the program's where they are disabled", async () => {
                assert.equal((await named("enforce", "Orders")).name, "Orders");
                const { failures } = await named("disable", "");
                assert.match(failures[0], /'name' is required: automatic names are disabled/);
            });

            it("leaves alone what the program names", async () => {
                assert.equal((await named("propose", "orders-dev-0123abc", { name: "mine" })).name, "mine");
            });
        });

        it("takes null for silence", async () => {
            const { inputs } = await client.check(URN, { rule: { status: "Enabled" }, policy: null });
            assert.equal("policy" in inputs, false);
        });

        it("refuses unknown arguments at any depth by their path, and demands the required ones", async () => {
            const { failures } = await client.check(URN, {
                colour: "red",
                rules: [{ id: "1" }, { size: 1 }],
                source: { any: 1 },
            });
            assert.deepEqual(
                failures.map(({ property }) => property),
                ["colour", "rules.size", "rule"],
            );
            assert.match(failures[0].reason, /aws:test\/thing:Thing 'orders': there is no argument 'colour'/);
        });

        it("takes an argument that the emulator cannot be handed, which only it refuses", async () => {
            assert.deepEqual((await client.check(URN, { rule: {}, flavour: "sweet" })).failures, []);
            const live = await startLiveProvider({});
            try {
                const [{ property, reason }] = (await live.check(URN, { rule: {}, flavour: "sweet" })).failures;
                assert.equal(property, "flavour");
                assert.match(reason, /'orders': the row in local\/provider\/resources .*'flavour'/);
            } finally {
                live.close();
            }
        });

        it("refuses a type without a row by its name", async () => {
            const urn = "urn:pulumi:test::platform-test::aws:test/other:Other::orders";
            await assert.rejects(client.check(urn, {}), /aws:test\/other:Other has no row .* cannot make 'orders'/);
        });

        it("refuses provider settings that would have no effect", async () => {
            const { failures } = await client.checkConfig({ region: "eu-west-1", defaultTags: { tags: {} } });
            assert.deepEqual(
                failures.map(({ property }) => property),
                ["defaultTags"],
            );
        });

        it("takes those that an environment gives for AWS: in whose account, as whom, where", async () => {
            const given = {
                allowedAccountIds: "[]",
                assumeRoles: "[]",
                endpoints: "[]",
                profile: "p",
                s3UsePathStyle: "true",
            };
            assert.deepEqual((await client.checkConfig(given)).failures, []);
        });
    });

    describe("diff", () => {
        beforeEach(start);

        const old = { name: "a", rule: { status: "Enabled", days: 30 }, policy: '{"a": [1]}', tags: { one: "1" } };

        it("sees nothing in the same, nor in another spelling of a document", async () => {
            assert.equal((await client.diff(URN, old, { ...old, policy: '{ "a":[ 1 ] }' })).differs, false);
        });

        it("sees what is added, removed and changed", async () => {
            const news = { ...old, tags: undefined, policy: "{}", stream: true };
            assert.deepEqual((await client.diff(URN, old, news)).changed.toSorted(), ["policy", "stream", "tags"]);
        });

        it("replaces for an argument, for a part of one, and for another region", async () => {
            const replaces = async (change: Props) => (await client.diff(URN, old, { ...old, ...change })).replaces;
            assert.deepEqual(await replaces({ rule: { status: "Enabled", days: 1 } }), []);
            assert.deepEqual(await replaces({ rule: { status: "Disabled", days: 30 } }), ["rule.status"]);
            assert.deepEqual(await replaces({ name: "b" }), ["name"]);
            assert.deepEqual(await replaces({ region: "us-east-1" }), ["region"]);
            await client.configure({ region: "us-east-1" });
            const made = (region: string) => client.diff(URN, old, old, { ...old, region });
            assert.deepEqual((await made("eu-west-1")).replaces, ["region"], "the provider's own");
            assert.equal((await made("us-east-1")).differs, false);
        });

        it("takes an unknown for a change, also of the parts below it", async () => {
            assert.deepEqual((await client.diff(URN, old, { ...old, rule: UNKNOWN })).replaces, ["rule.status"]);
        });

        it("compares assets by their content", async () => {
            const asset = (path: string, hash: string) => ({
                source: { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path, hash },
            });
            assert.equal((await client.diff(URN, asset("/a", "1"), asset("/b", "1"))).differs, false);
            assert.equal((await client.diff(URN, asset("/a", "1"), asset("/a", "2"))).differs, true);
        });
    });

    describe("preview", () => {
        beforeEach(start);

        it("of a creation keeps inputs and unknowns, and knows no output but what follows from them", async () => {
            const inputs = {
                name: "a",
                rule: { status: UNKNOWN },
                rules: [{ id: UNKNOWN }, UNKNOWN],
                tags: { one: "1" },
            };
            const { id, outputs } = await client.create(URN, inputs, true);
            assert.equal(id, "");
            const computed = { arn: UNKNOWN, token: UNKNOWN, ids: UNKNOWN, streamArn: UNKNOWN };
            assert.deepEqual(outputs, { ...inputs, ...computed, region: "eu-west-1", tagsAll: { one: "1" } });
        });

        it("of a creation endures any input being unknown", async () => {
            const inputs = Object.fromEntries(["name", "rule", "rules", "tags"].map((key) => [key, UNKNOWN]));
            const { outputs } = await client.create(URN, inputs, true);
            assert.equal(outputs.rules, UNKNOWN);
            assert.equal(outputs.tagsAll, UNKNOWN);
        });

        it("of an update keeps computed outputs, and does not know those that the change computes anew", async () => {
            const inputs = { name: "a", rule: {}, stream: false };
            const state = { ...inputs, arn: "arn:kept", token: "kept", ids: "", streamArn: "" };
            const existing = { id: "a", state, inputs };
            const unchanged = await client.update(URN, existing, { ...inputs, policy: "{}" }, true);
            assert.deepEqual([unchanged.arn, unchanged.streamArn], ["arn:kept", ""]);
            const changed = await client.update(URN, existing, { ...inputs, stream: true }, true);
            assert.deepEqual([changed.arn, changed.streamArn], ["arn:kept", UNKNOWN]);
        });
    });

    describe("simulation", () => {
        beforeEach(start);

        it("makes the same of the same URN", async () => {
            const inputs = { name: "a", rule: {}, region: "us-east-1" };
            const [one, other] = [await client.create(URN, inputs), await client.create(URN, inputs)];
            assert.deepEqual(one, other);
            assert.equal(one.id, "a");
            assert.equal(one.outputs.arn, "arn:aws:test:us-east-1:a");
        });

        it("makes another in another region", async () => {
            const inputs = { name: "a", rule: {} };
            const here = await client.create(URN, inputs);
            await client.configure({ region: "us-east-1" });
            assert.notEqual((await client.create(URN, inputs)).outputs.token, here.outputs.token);
        });

        it("updates, reads and deletes what the state has", async () => {
            const inputs = { name: "a", rule: {}, stream: false };
            const { id, outputs } = await client.create(URN, inputs);
            const existing = { id, state: outputs, inputs };
            assert.deepEqual(await client.read(URN, existing), existing);
            const updated = await client.update(URN, existing, { ...inputs, stream: true, tags: { a: "b" } });
            assert.equal(updated.streamArn, "arn:aws:stream:a");
            assert.equal(updated.token, outputs.token);
            assert.deepEqual(updated.tagsAll, { a: "b" });
            await client.delete(URN, existing);
        });

        it("has nothing to import", () =>
            assert.rejects(client.read(URN, { id: "a", state: {}, inputs: {} }), /'a' cannot be looked up/));
    });

    describe("provider functions", () => {
        beforeEach(start);

        it("answer for the configured account and region", async () => {
            await client.configure({ region: "us-west-2" });
            const { accountId } = await client.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
            assert.equal(accountId, "111122223333");
            const zones = await client.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {
                state: "available",
            });
            assert.deepEqual(zones.names, ["us-west-2a", "us-west-2b", "us-west-2c"]);
            assert.deepEqual(zones.zoneIds, ["usw2-az1", "usw2-az2", "usw2-az3"]);
        });

        it("are refused by name when there is no row, or an argument is not known", async () => {
            await assert.rejects(client.invoke("aws:ec2/getAmi:getAmi", {}), /aws:ec2\/getAmi:getAmi has no row/);
            await assert.rejects(
                client.invoke("aws:index/getPartition:getPartition", { colour: "red" }),
                /does not know the argument 'colour'/,
            );
        });
    });

    it("serves one region", async () => {
        await start();
        await client.configure({ region: "eu-west-1" });
        await client.configure({ region: "eu-west-1" });
        await assert.rejects(client.configure({ region: "us-east-1" }), /two regions, eu-west-1 and us-east-1/);
    });
});
