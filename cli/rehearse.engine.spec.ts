import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, exitCodeFor } from "./commands/execute";
import { loadGraph } from "./driver/layers";
import { runVerb } from "./driver/run";
import { exportedState } from "./driver/stacks";
import { openTarget } from "./driver/target";
import { EXIT } from "./errors";
import { makeFixture } from "./testing/fixture";
import { repositoryRoot } from "../local/shared/paths";

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
    const rehearse = async (environment: string, out: string): Promise<Record<string, string>> => {
        const print = console.log;
        const printed: string[] = [];
        console.log = (text: string) => printed.push(text);
        try {
            await execute(environment, "up", { rehearsal: true, json: true, out });
        } finally {
            console.log = print;
        }
        const code = process.exitCode;
        process.exitCode = undefined;
        assert.equal(code, EXIT.ok, printed.join("\n"));
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
    });

    it("brings every layer of dev up", async () => {
        assert.match((await rehearse("dev", join(folder, "dev")))["data.json"] ?? "", /aws:dynamodb\/table:Table/);
    });

    it("stops a resource that violates a mandatory policy before it is created, at preview and at up", async () => {
        const fixture = makeFixture({ base: { program: BAD_POLICY }, top: { reads: ["base"] } });
        const target = await openTarget("dev", { root: fixture.root, rehearsal: true });
        try {
            const preview = await runVerb(target, "preview", { layer: "base" });
            const up = await runVerb(target, "up");
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
});
