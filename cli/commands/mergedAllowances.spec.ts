import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LastUpdate } from "../driver/layer";
import { LayerGraph, type LayerNode } from "../driver/layers";
import { mergedAllowances } from "./mergedAllowances";

const recordOf = (layer: string, name: string) =>
    `- layer: ${layer}\n  resource: aws:s3/bucket:Bucket ${name}\n  reason: nobody has put anything there\n`;

describe("the losses that merged requests allow", () => {
    let root: string;
    let updates: Readonly<Record<string, readonly Partial<LastUpdate>[]>>;

    const commit = (allowances: string): string => {
        const git = (...args: readonly string[]) =>
            execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
                cwd: root,
                encoding: "utf8",
            }).trim();
        git("init", "--quiet");
        writeFileSync(join(root, "allowances.yaml"), allowances);
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "change");
        return git("rev-parse", "HEAD");
    };
    const graph = new LayerGraph(
        ["data", "streaming"].map((name) => ({ name, reads: [] as readonly string[] }) as LayerNode),
    );
    const layer = (name: string) => ({ updates: () => Promise.resolve((updates[name] ?? []) as LastUpdate[]) });
    const allowed = async () =>
        (await mergedAllowances({ root, graph, layer })).map(({ resource }) => resource.split(" ")[1]);
    const updated = (from: string, result = "succeeded", kind = "update") => ({ kind, result, commit: from });

    beforeEach(() => (root = mkdtempSync(join(tmpdir(), "platform-merged-"))));
    afterEach(() => rmSync(root, { recursive: true }));

    it("are those that have come since the layer's last successful update, each layer by itself", async () => {
        const first = commit(recordOf("data", "a"));
        const second = commit(recordOf("data", "a") + recordOf("data", "b") + recordOf("streaming", "c"));
        updates = { data: [updated(first)], streaming: [updated(second)] };
        assert.deepEqual(await allowed(), ["b"]);
        updates = { data: [updated(second)], streaming: [updated(second)] };
        assert.deepEqual(await allowed(), [], "a second update loses nothing more");
        updates = { data: [updated(second, "failed"), updated(second, "succeeded", "refresh"), updated(first)] };
        assert.deepEqual(await allowed(), ["b"], "an update that failed is run again");
    });

    it("are none of a layer that was never updated, or outside of a repository", async () => {
        const first = commit("");
        commit(recordOf("data", "a"));
        updates = {};
        assert.deepEqual(await allowed(), []);
        updates = { data: [{ kind: "update", result: "succeeded" }, updated(first)] };
        assert.deepEqual(await allowed(), []);
    });

    it("are not those that no commit has, nor of layers that are not there", async () => {
        const first = commit("");
        commit(recordOf("monitoring", "a"));
        writeFileSync(join(root, "allowances.yaml"), recordOf("data", "b"));
        updates = { data: [updated(first)], monitoring: [updated(first)] };
        assert.deepEqual(await allowed(), []);
    });

    it("cannot be told where the clone lacks the commit", async () => {
        commit(recordOf("data", "a"));
        updates = { data: [updated("0123456789012345678901234567890123456789")] };
        await assert.rejects(allowed(), /There is no revision '0123456789\d+' in this clone/);
    });
});
