import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, exitCodeFor } from "./commands/execute";
import { clearExports, writeExports } from "./commands/exports";
import { loadGraph } from "./driver/layers";
import type { RunReport } from "./driver/report";
import { runVerb } from "./driver/run";
import { exportedState } from "./driver/stacks";
import { openTarget } from "./driver/target";
import { EXIT } from "./errors";
import { platform } from "./testing/command";
import { makeFixture } from "./testing/fixture";
import { repositoryRoot } from "../local/shared/paths";
import { readState, type StackState } from "../policies/check/state";
import { platformStates } from "../policies/mutation/platform";

const BAD_POLICY = `
const aws = require("@pulumi/aws");
new aws.iam.Policy("everything", {
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
});
outputs.value = "bad";`;

describe("rehearsal", function () {
    this.timeout(600_000);
    let folder: string;

    /** Rehearses as the command does; what it prints is not this test's. */
    const rehearse = async (environment: string, out: string, layer?: string): Promise<Record<string, string>> => {
        const printed: string[] = [];
        const print = (text: string) => printed.push(text);
        const report = await execute(environment, "up", { rehearsal: true, json: true, out, layer, print });
        assert.equal(exitCodeFor(report), EXIT.ok, printed.join("\n"));
        assert.deepEqual(JSON.parse(printed.join("")), JSON.parse(JSON.stringify(report)));
        return Object.fromEntries(readdirSync(out).map((file) => [file, readFileSync(join(out, file), "utf8")]));
    };

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "platform-planned-"));
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    it("brings every layer of prod up without account, emulator or network, twice the same", async () => {
        const first = await rehearse("prod", join(folder, "first"));
        const layers = loadGraph(repositoryRoot).layers.map(({ name }) => `${name}.json`);
        assert.deepEqual(Object.keys(first).sort(), layers.sort());
        assert.deepEqual(await rehearse("prod", join(folder, "second")), first);
        assert.ok(!Object.values(first).join("").includes(repositoryRoot));
        // The proof of the policies by mutation makes the same states without an engine.
        const inputsOf = ({ resources }: StackState) =>
            resources
                .filter(({ type }) => type.startsWith("aws:"))
                // The engine adds the hash of a function's code, and leaves out where it is.
                .map(({ urn, inputs }): [string, unknown] => [urn, { ...inputs, code: undefined }])
                .sort(([one], [other]) => (one < other ? -1 : 1));
        for (const state of await platformStates("prod")) {
            const file = `${state.stack.split("/")[0]?.replace("platform-", "")}.json`;
            assert.deepEqual(inputsOf(state), inputsOf(readState(first[file] ?? "", file)));
        }
    });

    it("brings every layer of dev up", async () => {
        assert.match((await rehearse("dev", join(folder, "dev")))["data.json"] ?? "", /aws:dynamodb\/table:Table/);
    });

    it("previews every layer of prod before anything exists, by the contracts' placeholders", async () => {
        const target = await openTarget("prod", { rehearsal: true });
        try {
            const { status, layers } = await runVerb(target, "preview");
            assert.equal(status, "ok", JSON.stringify(layers, null, 4));
            for (const { layer, placeholders, changes } of layers) {
                const { reads } = target.graph.node(layer);
                const promised = reads.flatMap((read) =>
                    Object.keys(target.graph.node(read).publishes).map((name) => `${read}.${name}`),
                );
                assert.deepEqual(placeholders, promised, layer);
                assert.ok((changes.create ?? 0) > 0, layer);
            }
        } finally {
            target.close();
        }
    });

    it("brings a single layer up on those that it reads, and leaves no other's state export behind", async () => {
        const out = join(folder, "single");
        mkdirSync(out);
        writeFileSync(join(out, "compute.json"), "{}");
        assert.deepEqual(Object.keys(await rehearse("dev", out, "data")).sort(), ["data.json", "foundation.json"]);
    });

    it("stops a resource that violates a mandatory policy before it is created, at preview and at up", async () => {
        const fixture = makeFixture({ base: { program: BAD_POLICY }, top: { reads: ["base"] } });
        const target = await openTarget("dev", { root: fixture.root, rehearsal: true });
        try {
            const preview = await runVerb(target, "preview", { layer: "base" });
            const out = join(folder, "failed");
            mkdirSync(out);
            for (const file of ["base.json", "top.json", "other.json"]) writeFileSync(join(out, file), "{}");
            clearExports(target, out);
            const up = await runVerb(target, "up");
            assert.deepEqual(await writeExports(target, up, out), ["base", "top"]);
            assert.deepEqual(readdirSync(out), ["other.json"]);
            for (const report of [preview, up]) {
                assert.equal(exitCodeFor(report), EXIT.failed);
                const [violation] = report.layers[0]?.violations.filter(({ level }) => level === "mandatory") ?? [];
                assert.equal(violation?.resource, "aws:iam/policy:Policy everything");
            }
            assert.equal(up.layers[1]?.because, "base");
            assert.doesNotMatch(await exportedState(target, "base"), /aws:iam\/policy:Policy/);
        } finally {
            target.close();
            fixture.remove();
        }
    });

    it("takes its engines along when the terminal is closed", async () => {
        let closed = false;
        const { code, stdout } = await platform(["rehearse", "prod", "--json"], {
            onError: (text, end) => {
                if (closed || !text.includes("create aws:")) return;
                closed = true;
                end("SIGHUP");
            },
        });
        assert.equal(code, EXIT.interrupted);
        const { layers } = JSON.parse(stdout) as RunReport;
        assert.deepEqual(new Set(layers.map(({ status }) => status)), new Set(["interrupted"]));
    });
});
