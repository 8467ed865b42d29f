import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, exitCodeFor } from "./commands/execute";
import { clearExports, exportsOf, writeExports } from "./commands/exports";
import { loadBlueprint } from "./driver/blueprint";
import { STACK_TYPE } from "./driver/engineEvents";
import { loadGraph } from "./driver/layers";
import type { RunReport } from "./driver/report";
import { runVerb } from "./driver/run";
import { openTarget } from "./driver/target";
import { EXIT } from "./errors";
import { platform } from "./testing/command";
import { makeFixture } from "./testing/fixture";
import { rows } from "../local/provider/table";
import { repositoryRoot } from "../local/shared/paths";
import { readState, type StackState } from "../policies/check/state";
import { PROTECTED_TYPES, RETAINED_TYPES } from "../stacks/shared/protection";
import { platformStates } from "../policies/testing/platform";

const BAD_POLICY = `
const aws = require("@pulumi/aws");
new aws.iam.Policy("everything", {
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
});
outputs.value = "bad";`;

/** What other layers use although nothing in it can be lost: it is there again as it was, and the plan of an update tells its readers. */
const WITHOUT_DATA: Readonly<Record<string, string>> = {
    "aws:ec2/securityGroup:SecurityGroup": "rules, from the program",
    "aws:ec2/subnet:Subnet": "a range of addresses",
    "aws:ec2/vpc:Vpc": "a range of addresses",
    "aws:iam/role:Role": "permissions and trust, from the program",
    "aws:lambda/function:Function": "code, from the program",
};

interface StateResource {
    readonly type: string;
    readonly id: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly ignoreChanges?: readonly string[];
}

/** The resources of all layers' state exports; those of AWS, unless a type is given. */
function resourcesOf(exports: Readonly<Record<string, string>>, wanted?: string): StateResource[] {
    return Object.values(exports)
        .flatMap((text) => (JSON.parse(text) as { deployment: { resources: StateResource[] } }).deployment.resources)
        .filter(({ type }) => (wanted === undefined ? type.startsWith("aws:") : type === wanted));
}

function identitiesOf({ id, outputs }: StateResource): string[] {
    return [id, outputs?.arn].filter((one): one is string => typeof one === "string");
}

function textsIn(value: unknown): string[] {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("rehearsal", function () {
    this.timeout(600_000);
    let folder: string;
    let prod: Readonly<Record<string, string>>;

    /** Rehearses as the command does; what it prints is not this test's. */
    const rehearse = async (environment: string, out: string, layer?: string): Promise<Record<string, string>> => {
        const printed: string[] = [];
        const print = (text: string) => printed.push(text);
        const report = await execute(loadBlueprint(environment), "up", {
            rehearsal: true,
            json: true,
            out,
            layer,
            print,
        });
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
        prod = first;
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

    it("protects in prod what holds what would be lost, and leaves no publication to chance", () => {
        const all = resourcesOf(prod);
        for (const { type, inputs, protect, retainOnDelete } of all) {
            assert.equal(protect === true, type in PROTECTED_TYPES, type);
            // API Gateway prescribes this name: a group that stayed behind would be in the way of its stage.
            const isPrescribed = String(inputs.name).startsWith("API-Gateway-Execution-Logs_");
            if (type in RETAINED_TYPES) assert.equal(retainOnDelete === true, !isPrescribed, String(inputs.name));
        }
        const published = new Set(resourcesOf(prod, STACK_TYPE).flatMap(({ outputs }) => textsIn(outputs)));
        // Settings go by the id of what they set.
        const kept = new Set(
            all.filter(({ protect, retainOnDelete }) => protect || retainOnDelete).flatMap(identitiesOf),
        );
        const behind = all.filter((one) => identitiesOf(one).some((id) => published.has(id) && !kept.has(id)));
        assert.deepEqual(
            [...new Set(behind.map(({ type }) => type))].sort(),
            Object.keys(WITHOUT_DATA),
            "decide in stacks/shared/protection.ts what becomes of what other layers use",
        );
    });

    it("replaces nothing because somebody finds better words", () => {
        const fixed = resourcesOf(prod).filter(
            ({ type, inputs }) => "description" in inputs && rows.get(type)?.replaceOn?.includes("description"),
        );
        assert.deepEqual(fixed.map(({ type }) => type).sort(), [
            "aws:ec2/securityGroup:SecurityGroup",
            "aws:iam/policy:Policy",
        ]);
        for (const { type, ignoreChanges } of fixed) assert.deepEqual(ignoreChanges, ["description"], type);
    });

    it("brings every layer of dev up, whose data would not stay when it is destroyed", async () => {
        const dev = await rehearse("dev", join(folder, "dev"));
        assert.match(dev["data.json"] ?? "", /aws:dynamodb\/table:Table/);
        // Without its states Pulumi would not know what there is to destroy.
        const kept = resourcesOf({ "delivery.json": dev["delivery.json"] }).filter(({ protect }) => protect);
        assert.deepEqual(kept.map(({ type }) => type).sort(), ["aws:kms/key:Key", "aws:s3/bucket:Bucket"]);
        const others = Object.fromEntries(Object.entries(dev).filter(([file]) => file !== "delivery.json"));
        const holding = resourcesOf(others).filter(({ type }) => type in PROTECTED_TYPES || type in RETAINED_TYPES);
        assert.ok(holding.every(({ protect, retainOnDelete }) => protect !== true && retainOnDelete !== true));
    });

    it("previews every layer of prod before anything exists, by the contracts' placeholders", async () => {
        const target = await openTarget(loadBlueprint("prod"), { rehearsal: true });
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
        const target = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        try {
            const preview = await runVerb(target, "preview", { layer: "base" });
            const out = join(folder, "failed");
            mkdirSync(out);
            for (const file of ["base.json", "top.json", "other.json"]) writeFileSync(join(out, file), "{}");
            clearExports(target.graph, out);
            const up = await runVerb(target, "up");
            assert.deepEqual(writeExports(target, await exportsOf(target, up), out), ["base", "top"]);
            assert.deepEqual(readdirSync(out), ["other.json"]);
            for (const report of [preview, up]) {
                assert.equal(exitCodeFor(report), EXIT.failed);
                const [violation] = report.layers[0]?.violations.filter(({ level }) => level === "mandatory") ?? [];
                assert.equal(violation?.resource, "aws:iam/policy:Policy everything");
            }
            assert.equal(up.layers[1]?.because, "base");
            assert.doesNotMatch(await target.layer("base").exportedState(), /aws:iam\/policy:Policy/);
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
