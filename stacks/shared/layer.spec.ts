import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { defineContract, value } from "./contract";
import { PLACEHOLDERS_VARIABLE, publish, readLayer, runLayer, type OutputsOf, type PublishedBy } from "./layer";
import { exampleSettings } from "./testing/exampleSettings";
import { textsOf } from "./testing/flatConfig";
import { installMocks, valueOf } from "../../components/shared/testing/mocks";

const upstream = defineContract({
    layer: "data",
    description: "",
    reads: {},
    publishes: {
        table: value("A table", { name: "orders-0", keyArn: "key-0" }),
        token: value("A token", "placeholder", { secret: true }),
    },
});

describe("readLayer", () => {
    afterEach(() => delete process.env[PLACEHOLDERS_VARIABLE]);

    it("reads the stack of the same environment", async () => {
        installMocks({
            stacks: { "acme/platform-data/dev": { table: { name: "orders-1", keyArn: "key-1" }, token: "t" } },
        });
        const { table } = readLayer(upstream);
        assert.deepEqual(await valueOf(table), { name: "orders-1", keyArn: "key-1" });
    });

    it("fails when the layer does not publish what its contract promises", async () => {
        installMocks({ stacks: { "acme/platform-data/dev": { token: "t" } } });
        await assert.rejects(valueOf(readLayer(upstream).table), /Required output 'table' does not exist/);
    });

    it("fails when what a layer has published lacks a field of its contract", async () => {
        installMocks({ stacks: { "acme/platform-data/dev": { table: { name: "orders-1" }, token: "t" } } });
        const message = /Layer 'data' has published 'table' without a proper 'table\.keyArn'.* Update it first/;
        await assert.rejects(valueOf(readLayer(upstream).table), message);
    });

    it("stands in placeholders in a preview for layers that do not exist, secrets staying secret", async () => {
        installMocks({ preview: true });
        process.env[PLACEHOLDERS_VARIABLE] = "data.table,data.token";
        const { table, token } = readLayer(upstream);
        assert.deepEqual(await valueOf(table), { name: "orders-0", keyArn: "key-0" });
        assert.equal(await pulumi.isSecret(token), true);
    });

    it("stands in only what a layer does not publish yet, and reads the rest", async () => {
        installMocks({ preview: true, stacks: { "acme/platform-data/dev": { token: "t" } } });
        process.env[PLACEHOLDERS_VARIABLE] = "data.table";
        const { table, token } = readLayer(upstream);
        assert.deepEqual(await valueOf(table), { name: "orders-0", keyArn: "key-0" });
        assert.equal(await valueOf(token), "t");
    });

    it("refuses placeholders in an update", () => {
        installMocks();
        process.env[PLACEHOLDERS_VARIABLE] = "data.table";
        assert.throws(() => readLayer(upstream), /placeholders are for previews/);
    });
});

describe("runLayer", () => {
    it("exports each value on its own: a secret makes no secrets of the others", async () => {
        installMocks();
        pulumi.runtime.setAllConfig(textsOf(exampleSettings));
        let exported: Awaited<ReturnType<typeof runLayer>> = {};
        await pulumi.runtime.runInPulumiStack(async () => {
            exported = await runLayer(upstream, (_none, { environment }) => ({
                table: { name: `orders-${environment}`, keyArn: "key-1" },
                token: "t",
            }));
        });
        pulumi.runtime.setAllConfig({});
        assert.deepEqual(Object.keys(exported), ["table", "token"]);
        assert.deepEqual(await valueOf(exported.table), { name: "orders-dev", keyArn: "key-1" });
        assert.equal(await pulumi.isSecret(exported.table), false);
        assert.equal(await pulumi.isSecret(exported.token), true);
    });
});

describe("publish", () => {
    it("marks what the contract calls secret", async () => {
        installMocks();
        const outputs = publish(upstream, { table: { name: "n", keyArn: "k" }, token: "t" });
        assert.equal(await pulumi.isSecret(outputs.token), true);
        assert.equal(await pulumi.isSecret(outputs.table), false);
    });

    it("refuses a layer that returns less than its contract publishes", () => {
        const renamed = { token: "t", tables: {} } as unknown as PublishedBy<typeof upstream>;
        assert.throws(() => publish(upstream, renamed), /Layer '\w+' does not return 'table', which its contract/);
    });

    it("refuses a value without a field that its contract names, given as it is or as an output", async () => {
        installMocks();
        const without = { name: "n", key: "k" };
        const published = (table: unknown) => publish(upstream, { token: "t", table } as PublishedBy<typeof upstream>);
        const message = /Layer 'data' returns 'table' without a proper 'table\.keyArn', which its contract/;
        assert.throws(() => published(without), message);
        assert.throws(() => published({ name: pulumi.output("n"), keyArn: 1 }), message);
        await assert.rejects(valueOf(published(pulumi.output(without)).table), message);
        await assert.rejects(valueOf(published({ name: "n", keyArn: pulumi.output({}) }).table), message);
        assert.deepEqual(await valueOf(published(pulumi.output({ name: "n", keyArn: "k" })).table), {
            name: "n",
            keyArn: "k",
        });
    });

    it("is checked by the compiler on both sides", () => {
        // @ts-expect-error the contract publishes `table`
        type Renamed = OutputsOf<typeof upstream>["orders"];
        // @ts-expect-error a promised value is missing
        const incomplete: PublishedBy<typeof upstream> = { token: "t" };
        // @ts-expect-error a field of a promised value is missing
        const partial: PublishedBy<typeof upstream> = { token: "t", table: { name: "n" } };
        const renamed: Renamed[] = [];
        assert.ok(incomplete && partial && renamed.length === 0);
    });
});
