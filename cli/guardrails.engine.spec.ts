import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBlueprint } from "./driver/blueprint";
import { loadGraph } from "./driver/layers";
import type { LayerReport, Verb } from "./driver/report";
import { runVerb } from "./driver/run";
import { openTarget, type Target } from "./driver/target";
import { makeFixture } from "./testing/fixture";
import { repositoryRoot } from "../local/shared/paths";
import { TAGGABLE_TYPES } from "../policies/aws/tags/taggable";

/** A tag that nothing has: with it, no resource that takes tags is compliant. */
const UNHEARD_OF = { keys: ["unheard-of"] };

const BARE_TABLE = `
const aws = require("@pulumi/aws");
new aws.dynamodb.Table("bare", {
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    billingMode: "PAY_PER_REQUEST",
});
outputs.value = "bare";`;

const BARE_BUCKET = `
const aws = require("@pulumi/aws");
new aws.s3.Bucket("bare", {});
outputs.value = "bare";`;

describe("the policies in front of the real engine", function () {
    this.timeout(600_000);
    let folder: string;
    let target: Target;

    /** One layer's run under a configuration of the pack. */
    const run = async (verb: Verb, layer: string, config: object, of = target): Promise<LayerReport> => {
        const policyConfig = join(folder, "config.json");
        writeFileSync(policyConfig, JSON.stringify(config));
        const report = await runVerb({ ...of, policyConfig }, verb, { layer });
        return report.layers[0];
    };
    const typesOf = async (layer: string, of = target): Promise<string[]> => {
        const { deployment } = JSON.parse(await of.layer(layer).exportedState()) as {
            deployment: { resources?: { type: string }[] };
        };
        return (deployment.resources ?? []).map(({ type }) => type);
    };

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "platform-guardrails-"));
        target = await openTarget(loadBlueprint("dev"), { rehearsal: true });
    });

    after(() => {
        target.close();
        rmSync(folder, { recursive: true, force: true });
    });

    for (const { name: layer } of loadGraph(repositoryRoot).layers.filter(({ name }) => name !== "index")) {
        it(`stop a preview and an update of '${layer}', and only tell when they are advisory`, async () => {
            const mandatory = { "tags-required-present": { enforcementLevel: "mandatory", ...UNHEARD_OF } };
            for (const verb of ["preview", "up"] as const) {
                const stopped = await run(verb, layer, mandatory);
                assert.equal(stopped.status, "failed", verb);
                assert.deepEqual(
                    new Set(
                        stopped.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy),
                    ),
                    new Set(["tags-required-present"]),
                );
            }
            const made = await typesOf(layer);
            assert.deepEqual(
                made.filter((type) => TAGGABLE_TYPES.includes(type)),
                [],
                "refused resources are not made",
            );

            const told = await run("up", layer, { "tags-required-present": UNHEARD_OF });
            assert.equal(told.status, "done", JSON.stringify(told.diagnostics));
            assert.ok(told.violations.some(({ policy }) => policy === "tags-required-present"));
            assert.ok((await typesOf(layer)).some((type) => TAGGABLE_TYPES.includes(type)));
        });
    }

    it("put right what they are told to, and show it in the preview and the update", async () => {
        const fixture = makeFixture({ base: { program: BARE_TABLE } });
        const other = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        try {
            const config = { "dynamodb-pitr-enabled": "remediate", "dynamodb-table-encrypted": "disabled" };
            for (const verb of ["preview", "up"] as const) {
                const { status, remediations, diagnostics } = await run(verb, "base", config, other);
                assert.equal(status, "done", JSON.stringify(diagnostics));
                assert.deepEqual(remediations, [
                    {
                        policy: "dynamodb-pitr-enabled",
                        resource: "aws:dynamodb/table:Table bare",
                        changed: { pointInTimeRecovery: { enabled: true } },
                    },
                ]);
            }
            assert.match(await other.layer("base").exportedState(), /"pointInTimeRecovery": \{\s+"enabled": true/);
        } finally {
            other.close();
            fixture.remove();
        }
    });

    it("stop an update of an environment on AWS before anything is made, also by rules over several resources", async () => {
        const environment = { ...process.env };
        const fixture = makeFixture({ base: { program: BARE_BUCKET } });
        Object.assign(process.env, fixture.variables);
        const cloud = await openTarget(loadBlueprint("dev", fixture.root), { lock: "test" });
        try {
            const simulated = { ...cloud, serveProviders: target.serveProviders };
            const stopped = await run("up", "base", {}, simulated);
            assert.equal(stopped.status, "failed");
            const mandatory = stopped.violations.filter(({ level }) => level === "mandatory");
            assert.ok(mandatory.some(({ policy }) => policy === "s3-public-access-blocked"));
            assert.ok(!(await typesOf("base", simulated)).includes("aws:s3/bucket:Bucket"));
        } finally {
            cloud.close();
            fixture.remove();
            process.env = environment;
        }
    });
});
