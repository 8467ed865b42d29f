import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { LocalWorkspace, PulumiCommand, type Deployment, type Stack } from "@pulumi/pulumi/automation";
import { rowOf } from "../local/provider/row";
import { ProviderServer } from "../local/provider/server";
import { repositoryRoot } from "../local/shared/paths";
import { ensureToolchain, type Toolchain } from "../local/toolchain";
import { buildPolicyPack } from "./build";
import { check } from "./check/check";
import { readState } from "./check/state";
import { rules } from "./rules";
import { ACCOUNT, ARGUMENTS, HEAD, REGION, SUBJECTS } from "./testing/enginePrograms";

const rows = new Map(
    Object.entries(ARGUMENTS).map(([type, args]) => [
        type,
        rowOf(
            {
                type,
                recorded: "only the engine is looked at",
                replaceOn: [],
                simulate: ({ name }) => ({ id: name, outputs: { arn: `arn:aws:test:${REGION}:${ACCOUNT}:${name}` } }),
            },
            { args, required: [], scalars: [], outputs: {} },
        ),
    ]),
);

const others = Object.fromEntries(
    rules.filter(({ id }) => !SUBJECTS.includes(id)).map(({ id }) => [id, "disabled" as const]),
);

/** What a run of the engine did: it never rejects. */
interface Ran {
    readonly ok: boolean;
    readonly output: string;
    /** `<level> <policy> <resource>` of each diagnostic of the pack. */
    readonly verdicts: readonly string[];
}

describe("the policy pack in the real engine", function () {
    this.timeout(240_000);
    let toolchain: Toolchain;
    let root: string;
    let pack: string;
    let stack: Stack;

    before(async () => {
        toolchain = await ensureToolchain();
        root = mkdtempSync(join(tmpdir(), "platform-policies-"));
        mkdirSync(join(repositoryRoot, ".platform"), { recursive: true });
        pack = mkdtempSync(join(repositoryRoot, ".platform", "policies-"));
        buildPolicyPack({ outDir: pack, runtime: toolchain.policyRuntime });
        symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
        mkdirSync(join(root, "states"));
        writeFileSync(join(root, "package.json"), JSON.stringify({ name: "policies-engine" }));
        writeFileSync(join(root, "Pulumi.yaml"), "name: policies-engine\nruntime: nodejs\nmain: index.js\n");
        writeFileSync(join(root, "index.js"), HEAD);
    });

    beforeEach(async () => {
        stack = await LocalWorkspace.createOrSelectStack(
            { stackName: "test", workDir: root },
            {
                pulumiCommand: await PulumiCommand.get({ root: toolchain.root }),
                envVars: {
                    ...toolchain.offlineEnv,
                    PULUMI_BACKEND_URL: pathToFileURL(join(root, "states")).href,
                    PULUMI_CONFIG_PASSPHRASE: "test",
                },
            },
        );
    });

    afterEach(async () => {
        writeFileSync(join(root, "index.js"), HEAD);
        await run("destroy");
    });

    after(() => {
        for (const folder of [root, pack]) rmSync(folder, { recursive: true, force: true });
    });

    async function run(verb: "preview" | "up" | "destroy", program = "", config?: object): Promise<Ran> {
        const provider = new ProviderServer({ rows, functions: new Map(), accountId: ACCOUNT, region: REGION });
        const verdicts: string[] = [];
        let output = "";
        if (program !== "") writeFileSync(join(root, "index.js"), HEAD + program);
        writeFileSync(join(root, "policies.json"), JSON.stringify({ ...others, ...config }));
        stack.workspace.envVars = {
            ...stack.workspace.envVars,
            PULUMI_DEBUG_PROVIDERS: `aws:${await provider.listen()}`,
        };
        const options = {
            onOutput: (text: string) => (output += text),
            ...(verb === "destroy" ? {} : { policyPacks: [pack], policyPackConfigs: [join(root, "policies.json")] }),
            onEvent: ({
                policyEvent,
            }: {
                policyEvent?: { enforcementLevel: string; policyName: string; resourceUrn?: string };
            }) => {
                if (policyEvent === undefined) return;
                const name = (policyEvent.resourceUrn ?? "").split("::").at(-1);
                verdicts.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName} ${name}`);
            },
        };
        try {
            await stack[verb](options);
            return { ok: true, output, verdicts };
        } catch (error) {
            return { ok: false, output: `${output}\n${String(error)}`, verdicts };
        } finally {
            provider.close();
        }
    }

    async function created(): Promise<string[]> {
        const { deployment } = await stack.exportStack();
        const resources: { type: string; urn: string }[] = deployment.resources ?? [];
        return resources.filter(({ type }) => type.startsWith("aws:")).map(({ urn }) => urn.split("::").at(-1) ?? "");
    }

    const bad = `
        make("aws:lambda/function:Function", "untraced", {});
        table({});
        make("aws:iam/rolePolicy:RolePolicy", "star", { role: "worker", policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } }) });
    `;
    const findings = [
        "mandatory dynamodb-pitr-enabled orders",
        "mandatory dynamodb-table-encrypted orders",
        "mandatory dynamodb-table-encrypted orders",
        "mandatory iam-action-wildcard star",
        "mandatory iam-resource-wildcard star",
        "mandatory lambda-tracing-active untraced",
    ];

    it("stops a preview at bad resources, and names finding and remedy", async () => {
        const { ok, verdicts, output } = await run("preview", bad);
        assert.equal(ok, false, output);
        assert.deepEqual(verdicts.filter((verdict) => verdict.startsWith("mandatory")).toSorted(), findings);
        assert.match(output, /allows 's3:\*', which is \d+ actions as of today\. \[Action::s3:\*\]/);
        assert.match(output, /Remedy: Set tracingConfig: \{ mode: "Active" \}\./);
        // Two rules find the one statement, which counts once.
        assert.match(output, /policies-engine\/test: 5 violated, 0 undecided, 0 exempted/);
    });

    it("stops an update before anything bad is created", async () => {
        const { ok, verdicts, output } = await run("up", bad);
        assert.equal(ok, false, output);
        assert.ok(verdicts.some((verdict) => findings.includes(verdict)));
        assert.deepEqual(await created(), []);
    });

    it("lets good resources through and is silent", async () => {
        const program = `table(good); make("aws:lambda/function:Function", "f", { tracingConfig: { mode: "Active" } });`;
        for (const verb of ["preview", "up"] as const) {
            const { ok, verdicts, output } = await run(verb, program);
            assert.equal(ok, true, output);
            assert.deepEqual(verdicts, []);
        }
        assert.deepEqual((await created()).toSorted(), ["f", "orders"]);
    });

    it("leaves open in a preview what is not known, and decides it in the update before the resource exists", async () => {
        const program = `grant([table(good).arn, "arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/*"]);`;
        const preview = await run("preview", program);
        assert.equal(preview.ok, true, preview.output);
        assert.ok(preview.verdicts.includes("advisory iam-resource-wildcard grant"));
        assert.ok(preview.verdicts.every((verdict) => verdict.startsWith("advisory")));
        assert.match(preview.output, /Undecided \[Document::policy\]: 'policy' is not known\./);
        assert.match(preview.output, /0 violated, \d undecided/);
        const update = await run("up", program);
        assert.equal(update.ok, false, update.output);
        assert.ok(update.verdicts.includes("mandatory iam-resource-wildcard grant"), update.output);
        assert.deepEqual(await created(), ["orders"]);
    });

    it("can fail on what is not decided", async () => {
        const strict = { "policies-verdicts-summarised": { undecided: "fail" } };
        const { ok, output } = await run("preview", `grant([table(good).arn]);`, strict);
        assert.equal(ok, false, output);
        assert.match(output, /Undecided findings fail this environment/);
    });

    it("sees at preview that a bucket lacks what belongs to it, and what is attached by reference", async () => {
        const bare = await run("preview", `bucket();`);
        assert.equal(bare.ok, false, bare.output);
        assert.deepEqual(bare.verdicts.filter((verdict) => verdict.startsWith("mandatory")).toSorted(), [
            "mandatory s3-bucket-encrypted lake",
            "mandatory s3-public-access-blocked lake",
            "mandatory s3-tls-only lake",
        ]);
        for (const verb of ["preview", "up"] as const) {
            const { ok, verdicts, output } = await run(verb, `protect(bucket());`);
            assert.equal(ok, true, output);
            assert.ok(verdicts.every((verdict) => verdict.startsWith("advisory")));
        }
    });

    it("takes configuration, and refuses a parameter that a rule does not have", async () => {
        const relaxed = { "lambda-tracing-active": "disabled", "dynamodb-table-encrypted": { requireCmk: false } };
        const program = `make("aws:lambda/function:Function", "f", {}); table({ ...good, serverSideEncryption: { enabled: true } });`;
        const { ok, output } = await run("preview", program, relaxed);
        assert.equal(ok, true, output);
        const typo = await run("preview", program, { "dynamodb-table-encrypted": { requireCMK: false } });
        assert.equal(typo.ok, false);
        assert.match(typo.output, /rule 'dynamodb-table-encrypted' has no parameter 'requireCMK'/);
        const mistyped = await run("preview", program, { "dynamodb-table-encrypted": { requireCmk: "no" } });
        assert.equal(mistyped.ok, false);
        assert.match(mistyped.output, /dynamodb-table-encrypted: requireCmk: Invalid type/);
    });

    it("remediates where it is told to", async () => {
        const remediate = { "lambda-tracing-active": "remediate" };
        const { ok, output } = await run("up", `make("aws:lambda/function:Function", "f", {});`, remediate);
        assert.equal(ok, true, output);
        const { deployment } = await stack.exportStack();
        const made = deployment.resources.find(({ urn }: { urn: string }) => urn.endsWith("::f"));
        assert.deepEqual(made.inputs.tracingConfig, { mode: "Active" });
    });

    it("judges nothing that a program only reads, and neither does a check of the state", async () => {
        const lookUp = `
            const read = (type, name) => new (class extends pulumi.CustomResource {
                constructor() { super(type, name, { arn: undefined, kind: "read" }, { id: name + "-id" }); }
            })();
            const lake = read("aws:s3/bucket:Bucket", "lake");
            read("aws:dynamodb/table:Table", "orders");
            read("aws:lambda/function:Function", "untraced");
        `;
        const open = `make("aws:s3/bucketPolicy:BucketPolicy", "open", { bucket: lake.id, policy: '{"Statement":[]}' });`;
        const told = (verdicts: readonly string[]) => verdicts.filter((verdict) => verdict.startsWith("mandatory"));
        for (const [program, expected] of [
            [lookUp, []],
            // What the program attaches to it is its own.
            [lookUp + open, ["mandatory s3-tls-only open", "mandatory s3-tls-only open"]],
        ] as const) {
            const preview = await run("preview", program);
            assert.deepEqual(told(preview.verdicts), expected, preview.output);
            const advisory = Object.fromEntries(SUBJECTS.map((id) => [id, "advisory"]));
            const update = await run("up", program, advisory);
            assert.equal(update.ok, true, update.output);
            const { deployment } = await stack.exportStack();
            const state = readState(JSON.stringify({ version: 3, deployment }), "state.json");
            assert.deepEqual(
                state.resources
                    .filter(({ external }) => external)
                    .map(({ name }) => name)
                    .toSorted(),
                ["lake", "orders", "untraced"],
            );
            const { findings } = check([state], { rules, exemptions: [], config: others });
            assert.deepEqual(
                findings.map(({ level, rule, urn }) => `${level} ${rule} ${urn.split("::").at(-1)}`),
                expected,
            );
        }
    });

    it("analyzes a state without running a program", async () => {
        assert.equal((await run("up", `table(good); protect(bucket());`)).ok, true);
        const state = await stack.exportStack();
        assert.match((await analyze(state)).output, /policies/i);
        assert.equal((await analyze(state)).code, 0);
        const table = state.deployment.resources.find(({ urn }: { urn: string }) => urn.endsWith("::orders"));
        delete table.inputs.serverSideEncryption;
        state.deployment.resources = state.deployment.resources.filter(
            ({ urn }: { urn: string }) => !urn.endsWith("::block"),
        );
        const { code, output } = await analyze(state);
        assert.notEqual(code, 0);
        assert.match(output, /dynamodb-table-encrypted/);
        assert.match(output, /s3-public-access-blocked/);
    });

    async function analyze(state: Deployment): Promise<{ code: number; output: string }> {
        const file = join(root, "state.json");
        writeFileSync(file, JSON.stringify(state));
        try {
            const arguments_ = ["policy", "analyze", "--file", file, "--policy-pack", pack];
            const env = { ...process.env, ...stack.workspace.envVars };
            const { stdout, stderr } = await promisify(execFile)(toolchain.pulumi, arguments_, { cwd: root, env });
            return { code: 0, output: stdout + stderr };
        } catch (error) {
            const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
            return { code, output: stdout + stderr };
        }
    }
});
