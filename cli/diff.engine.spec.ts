import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { AccessChanges } from "./access/changes";
import type { AccessPart } from "./access/permission";
import type { Diff, LayerDiff } from "./diff/diff";
import { EXIT } from "./errors";
import { RepositoryCopy } from "./testing/copy";

const TABLE = "aws:dynamodb/table:Table orders";
const LAYER = "stacks/integration/layer.ts";

interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly custom?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
}

describe("platform diff", function () {
    this.timeout(600_000);
    let copy: RepositoryCopy;
    let base: string;
    let head: string;
    let scratch: string;

    /** With a folder of its own for what is temporary, so that it shows what is left there. */
    const diff = async (against: string, ...options: readonly string[]) => {
        const { code, stdout, stderr } = await copy.platform(["diff", "dev", "--against", against, ...options], {
            env: { ...process.env, TMPDIR: scratch },
        });
        assert.deepEqual(
            readdirSync(scratch).filter((name) => name.startsWith("platform-")),
            [],
            "nothing is left behind",
        );
        return { code, stdout, stderr, json: (): Diff => JSON.parse(stdout) as Diff };
    };
    const layerOf = ({ layers }: Diff, name: string): LayerDiff => layers.find(({ layer }) => layer === name)!;
    const changesIn = (told: Diff, name: string) =>
        layerOf(told, name).changes.map(({ what, resource }) => `${what} ${resource}`);
    const rehearsed = async (name: string): Promise<StateResource[]> => {
        const out = join(copy.root, ".platform", name);
        const { code, stdout } = await copy.platform(["rehearse", "dev", "--out", out]);
        assert.equal(code, 0, stdout);
        return readdirSync(out).flatMap(
            (file) =>
                (JSON.parse(readFileSync(join(out, file), "utf8")) as { deployment: { resources: StateResource[] } })
                    .deployment.resources,
        );
    };
    const custom = (resources: readonly StateResource[]) =>
        new Map(
            resources
                .filter(({ type, custom }) => custom === true && !type.startsWith("pulumi:"))
                .map((each) => [each.urn, each]),
        );

    before(() => {
        copy = RepositoryCopy.make();
        scratch = join(copy.root, ".platform", "scratch");
        mkdirSync(scratch, { recursive: true });
        base = copy.commit("what is merged");
        // A route goes, a table gets another key, a role gets one more permission, logs are kept for longer.
        copy.edit(LAYER, (text) =>
            text
                .replace(/ *\{ method: "GET", path: "\/orders\/\{orderId\}", function: readOrder \},\n/, "")
                .replace(/( *)readOrder\.link\(.*orders.*\n/, '$&$1orders.grant(readOrder, "scan");\n'),
        );
        copy.edit("functions/shared/tables.ts", (text) => text.replace('rangeKey: "orderId"', 'rangeKey: "id"'));
        copy.edit("Pulumi.dev.yaml", (text) =>
            text.replace(/platform:logRetentionDays: \d+/, "platform:logRetentionDays: 30"),
        );
        head = copy.commit("what is asked for");
    });
    after(() => copy.remove());

    it("has nothing to say of a commit and itself, also where two ask at once", async () => {
        const both = await Promise.all([diff(head), copy.platform(["diff", "dev", "--against", head, "--json"])]);
        for (const { code, stderr } of both) assert.equal(code, EXIT.ok, stderr);
        assert.match(both[0].stdout, /^dev: nothing changes \(against [0-9a-f]{7}\)\n$/);
        const { losses, outputs, settings, layers } = JSON.parse(both[1].stdout) as Diff;
        assert.deepEqual([losses, outputs, settings, layers.filter(({ what }) => what !== "same")], [[], [], [], []]);
    });

    it("tells what a merge would do, and what is lost first", async () => {
        const { code, stdout, stderr } = await diff(base);
        assert.equal(code, EXIT.failed, stderr);
        assert.match(
            stdout,
            /^Lost:\n {4}data: aws:dynamodb\/table:Table orders is replaced, because of rangeKey: the items\n/,
        );
        assert.match(stdout, /Pulumi\.dev\.yaml\n {4}platform:logRetentionDays: \d+ → 30\n/);
        assert.match(stdout, /- aws:lambda\/permission:Permission read-order-orders-GET-orders-orderId\n/);
        assert.match(stdout, /\+ aws:iam\/rolePolicy:RolePolicy read-order-orders-scan\n/);
        assert.match(stdout, / {4}data\.ordersTable, read by compute, integration, monitoring, streaming\n {8}arn: /);
        assert.match(stdout, /\ndev: 1 deleted, \d+ replaced, \d+ changed, 1 created; 1 at risk \(against /);
    });

    it("tells the same as two environments that are brought up apart", async () => {
        const told = (await diff(base, "--json")).json();
        const after = custom(await rehearsed("after"));
        copy.git("checkout", "--quiet", base);
        const before = custom(await rehearsed("before"));
        copy.git("checkout", "--quiet", head);
        const expected = [...new Set([...before.keys(), ...after.keys()])].flatMap((urn) => {
            const [old, now] = [before.get(urn), after.get(urn)];
            if (old === undefined) return [`created ${urn}`];
            if (now === undefined) return [`deleted ${urn}`];
            if (old.id !== now.id) return [`replaced ${urn}`];
            return isDeepStrictEqual(old.inputs, now.inputs) ? [] : [`changed ${urn}`];
        });
        const found = told.layers.flatMap(({ changes }) => changes.map(({ what, urn }) => `${what} ${urn}`));
        assert.deepEqual(found.sort(), expected.sort());
        assert.ok(expected.length > 10, "what reads the table changes with it, through all layers");
    });

    it("makes one comment of it for a request, and findings beside it", async () => {
        const out = join(copy.root, ".platform", "comment");
        const comment = async () => {
            const { code, stderr } = await copy.platform([
                "pull-request",
                "--environments",
                "dev",
                "--against",
                base,
                "--out",
                join(out, "c.md"),
            ]);
            assert.equal(code, EXIT.failed, stderr);
            return readFileSync(join(out, "c.md"), "utf8");
        };
        const first = await comment();
        assert.match(first, /^<!-- platform pull-request -->\n/);
        assert.match(
            first,
            /\| <code>dev<\/code> \| 1 deleted, \d+ replaced, \d+ changed, 1 created \| ❌ 1 \| ✅ \| \d+ gained, \d+ lost \| ±0\.00 /,
        );
        assert.match(first, /data: aws:dynamodb\/table:Table orders is replaced, because of rangeKey: the items/);
        assert.match(first, /<summary>Who may do more or less<\/summary>/);
        assert.equal(await comment(), first, "the same each time");
        const { runs } = JSON.parse(readFileSync(join(out, "c.dev.sarif"), "utf8")) as {
            runs: { automationDetails: { id: string } }[];
        };
        assert.equal(runs[0].automationDetails.id, "platform-policies/dev/");
        const usage = await copy.platform([
            "pull-request",
            "--environments",
            "dev,nowhere",
            "--against",
            base,
            "--out",
            "c.md",
        ]);
        assert.equal(usage.code, EXIT.usage);
        assert.match(usage.stderr, /no environment 'nowhere'/);
    });

    it("tells who may do more than before", async () => {
        const { code, stdout, stderr } = await copy.platform([
            "access",
            "dev",
            "--against",
            base,
            "--principal",
            "read-order",
            "--json",
        ]);
        assert.equal(code, EXIT.ok, stderr);
        const { gained, lost } = JSON.parse(stdout) as AccessChanges;
        const told = ({ permissions }: AccessPart) =>
            permissions.map(({ principal, actions, resource }) => ({ principal, actions, resource }));
        assert.deepEqual(told(gained), [
            { principal: "role read-order", actions: ["dynamodb:Scan"], resource: "table orders" },
        ]);
        assert.deepEqual(told(lost), []);
    });

    it("lets a loss be for which the request says why, and no other time", async () => {
        const record = `- layer: data\n  resource: ${TABLE}\n  reason: nobody has placed an order yet\n`;
        writeFileSync(join(copy.root, "allowances.yaml"), record);
        const { code, stdout, stderr } = await diff(base, "--layer", "data");
        assert.equal(code, EXIT.ok, stdout);
        assert.match(stdout, /the items; allowed: nobody has placed an order yet\n/);
        assert.match(stderr, /What is not committed is part of what is compared\./);
        copy.commit("with a reason");
        const idle = await diff(head);
        assert.match(
            idle.stdout,
            /allowances\.yaml allows a loss that does not happen: data: aws:dynamodb\/table:Table orders/,
        );
        copy.git("checkout", "--quiet", head);
    });

    it("takes what has only got another name for what it was", async () => {
        copy.edit("stacks/data/layer.ts", (text) =>
            text
                .replace('new ProtectedBucket("lake", {', 'new ProtectedBucket("data-lake", {')
                .replace(/\n {4}\}\);\n {4}return/, '\n    }, { aliases: [{ name: "lake" }] });\n    return'),
        );
        const told = (await diff(head, "--layer", "data", "--json")).json();
        copy.git("checkout", "--quiet", ".");
        assert.deepEqual(told.losses, []);
        const changes = layerOf(told, "data").changes;
        const fates = new Set(changes.map(({ what }) => what));
        assert.deepEqual([...fates].sort(), ["changed", "renamed"], "nothing is made, and nothing goes");
        assert.ok(
            changes.some(({ formerly }) => formerly === "aws:s3/bucket:Bucket lake"),
            JSON.stringify(changes, null, 4),
        );
    });

    it("says that a layer whose code is gone stays deployed", async () => {
        copy.git("rm", "-r", "--quiet", "stacks/monitoring");
        copy.edit("stacks/layers.ts", (text) => text.replace(/.*monitoringContract.*\n/g, ""));
        const { stdout, stderr } = await diff(head);
        copy.git("checkout", "--quiet", head, ".");
        assert.match(stdout, /monitoring: its code is gone: its \d+ resources stay deployed/, stderr);
        assert.match(
            stdout,
            /^Lost:\n {4}monitoring: aws:sns\/topic:Topic alarms is orphaned: subscriptions that people/,
        );
        assert.match(stdout, /\ndev: left behind: monitoring; .*1 at risk \(against /);
    });

    it("compares one layer also where it is new, or gone, and refuses one that there never was", async () => {
        copy.git("rm", "-r", "--quiet", "stacks/monitoring");
        copy.edit("stacks/layers.ts", (text) => text.replace(/.*monitoringContract.*\n/g, ""));
        const without = copy.commit("without a layer");
        const gone = (await diff(head, "--layer", "monitoring", "--json")).json();
        assert.equal(layerOf(gone, "monitoring").what, "orphaned");
        assert.ok(layerOf(gone, "compute") !== undefined, "with what it read");
        assert.deepEqual(
            gone.layers.filter(({ what }) => what !== "same" && what !== "orphaned"),
            [],
        );
        copy.git("checkout", "--quiet", head);
        const made = (await diff(without, "--layer", "monitoring", "--json")).json();
        assert.equal(layerOf(made, "monitoring").what, "new");
        assert.deepEqual(
            made.layers.filter(({ what }) => what !== "same" && what !== "new"),
            [],
        );
        const { code, stderr } = await diff(without, "--layer", "monitor");
        assert.equal(code, EXIT.usage);
        assert.match(stderr, /There is no layer 'monitor', neither here nor in \w+; there are .*monitoring/);
    });

    it("makes all anew that is in a region, when that changes, and nothing else", async () => {
        copy.edit("Pulumi.dev.yaml", (text) => text.replace("eu-west-1", "us-east-1"));
        const told = (await diff(head, "--layer", "data", "--json")).json();
        copy.git("checkout", "--quiet", ".");
        const of = (fate: string) =>
            told.layers.flatMap(({ changes }) => changes.filter(({ what }) => what === fate)).map(({ urn }) => urn);
        assert.ok(of("replaced").some((urn) => urn.endsWith("Table::orders")));
        assert.ok(told.losses[0].because.includes("region"), "what is lost comes first");
        const stay = of("changed").filter((urn) => !/::aws:iam\/|\$aws:iam\//.test(urn));
        assert.deepEqual(stay, [], "only IAM is not of a region");
    });

    it("says what is protected, also where the request argues, and what comes first", async () => {
        copy.edit("Pulumi.dev.yaml", (text) =>
            text.replace(/platform:deletionProtection: .*/, "platform:deletionProtection: true"),
        );
        const before = copy.commit("protected");
        copy.edit("functions/shared/tables.ts", (text) => text.replace('rangeKey: "id"', 'rangeKey: "number"'));
        const record = `- layer: data\n  resource: ${TABLE}\n  reason: nobody has placed an order yet\n`;
        writeFileSync(join(copy.root, "allowances.yaml"), record);
        const { code, stdout, stderr } = await diff(before, "--layer", "data");
        rmSync(join(copy.root, "allowances.yaml"));
        copy.git("checkout", "--quiet", "--force", head);
        assert.equal(code, EXIT.failed, stderr);
        assert.match(stderr, /Once more, as if it were not:/);
        assert.match(
            stdout,
            /Table orders is replaced, because of rangeKey: the items; allowed: nobody .*\n +it is protected: 'platform up' refuses this\n/,
        );
        assert.match(stdout, /sets platform:deletionProtection to false has been merged/);
        assert.doesNotMatch(stdout, /reason: …/);
    });

    it("lifts protection also from the layers that wait for one that it stood in the way of", async () => {
        copy.edit("Pulumi.dev.yaml", (text) =>
            text.replace(/platform:deletionProtection: .*/, "platform:deletionProtection: true"),
        );
        const before = copy.commit("protected");
        copy.edit("functions/shared/tables.ts", (text) => text.replace('rangeKey: "id"', 'rangeKey: "number"'));
        copy.edit("stacks/streaming/layer.ts", (text) =>
            text.replace('new LakeDelivery("order-changes"', 'new LakeDelivery("changes-of-orders"'),
        );
        const { code, stdout, json } = await diff(before, "--layer", "streaming", "--json");
        copy.git("checkout", "--quiet", "--force", head);
        assert.equal(code, EXIT.failed);
        const { layers, losses } = json();
        assert.deepEqual(
            layers.filter(({ what }) => what === "failed"),
            [],
            stdout,
        );
        const refused = losses.filter(({ isProtected }) => isProtected).map(({ resource }) => resource);
        assert.deepEqual(refused.sort(), [
            TABLE,
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream order-changes",
        ]);
    });

    it("shows the head alone when the revision does not come up, and says why", async () => {
        copy.edit("stacks/data/layer.ts", (text) =>
            text.replace("return {", 'throw new Error("half done");\n    return {'),
        );
        const broken = copy.commit("does not come up");
        copy.git("checkout", "--quiet", head);
        const { code, stdout } = await diff(broken, "--layer", "data");
        assert.equal(code, EXIT.failed);
        assert.match(
            stdout,
            /^There is nothing to compare with, and all is shown as new: \w+ does not come up\.\n.*half done/s,
        );
        assert.match(stdout, /data: a new layer; \d+ created/);
        assert.doesNotMatch(stdout, /platform-revision-|its code is gone/);
    });

    it("says what of the working tree does not come up", async () => {
        copy.edit("stacks/data/layer.ts", (text) =>
            text.replace("return {", 'throw new Error("half done");\n    return {'),
        );
        const { code, stdout } = await diff(head, "--layer", "data");
        copy.git("checkout", "--quiet", ".");
        assert.equal(code, EXIT.failed);
        assert.match(stdout, /data: does not come up\n.*half done/s);
    });

    it("refuses a revision that is not there, and says how it comes", async () => {
        const { code, stderr, stdout } = await diff("nowhere", "--json");
        assert.equal(code, EXIT.usage);
        assert.match(stderr, /There is no revision 'nowhere' in this clone\. 'git fetch' brings/);
        assert.equal((JSON.parse(stdout) as { exitCode: number }).exitCode, EXIT.usage);
        assert.equal((await diff("--output=x")).code, EXIT.usage);
    });

    it("ends at an interrupt, and leaves nothing behind", async () => {
        let isInterrupted = false;
        const interrupted = await copy.platform(["diff", "dev", "--against", `${base}~0`, "--layer", "streaming"], {
            env: { ...process.env, TMPDIR: scratch },
            onError: (text, interrupt) => {
                if (isInterrupted || !text.includes("create aws:")) return;
                isInterrupted = true;
                interrupt();
            },
        });
        assert.equal(interrupted.code, EXIT.interrupted, interrupted.stderr);
        assert.deepEqual(
            readdirSync(scratch).filter((name) => name.startsWith("platform-")),
            [],
        );
        assert.deepEqual(changesIn((await diff(head, "--layer", "streaming", "--json")).json(), "streaming"), []);
    });
});
