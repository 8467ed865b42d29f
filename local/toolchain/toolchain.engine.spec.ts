import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { ensureToolchain, type Toolchain } from ".";
import { repositoryRoot } from "../shared/paths";
import { pulumiVersion } from "./versions";

describe("the toolchain", function () {
    // On a machine without it, it is built here.
    this.timeout(900_000);

    let toolchain: Toolchain;
    let root: string;

    before(async () => {
        toolchain = await ensureToolchain();
        root = mkdtempSync(join(tmpdir(), "platform-engine-"));
        symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
    });

    after(() => rmSync(root, { recursive: true, force: true }));

    const write = (folder: string, files: Record<string, string>) => {
        mkdirSync(join(root, folder));
        for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text);
    };

    it("is the pinned version or a newer one", () => {
        const answer = execFileSync(toolchain.pulumi, ["version"], {
            env: { ...process.env, ...toolchain.env },
            encoding: "utf8",
        });
        assert.equal(answer.trim(), `v${toolchain.version}`);
        assert.ok(Number(toolchain.version.split(".")[1]) >= Number(pulumiVersion.split(".")[1]));
    });

    it("runs a program, and a policy pack that stops it, without a network", async () => {
        write("backend", {});
        write("program", {
            "Pulumi.yaml": "name: probe\nruntime: nodejs\n",
            "index.js":
                'const { ComponentResource } = require("@pulumi/pulumi");\n' +
                'new ComponentResource("probe:index:Bad", "bad");\n',
        });
        write("pack", {
            "PulumiPolicy.yaml": `runtime: ${toolchain.policyRuntime}\nmain: index.js\n`,
            "package.json": '{ "name": "probe-pack", "version": "1.0.0", "main": "index.js" }',
            "index.js": `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("probe-pack", {
    policies: [{
        name: "nothing-bad",
        description: "Nothing is bad.",
        enforcementLevel: "mandatory",
        validateStack: ({ resources }, report) => {
            for (const { type } of resources) if (type === "probe:index:Bad") report("here is a bad one");
        },
    }],
});`,
        });
        const stack = await LocalWorkspace.createOrSelectStack(
            { stackName: "test", workDir: join(root, "program") },
            {
                pulumiCommand: await PulumiCommand.get({ root: toolchain.root }),
                pulumiHome: toolchain.home,
                envVars: {
                    ...toolchain.offlineEnv,
                    PULUMI_BACKEND_URL: `file://${join(root, "backend")}`,
                    PULUMI_CONFIG_PASSPHRASE: "",
                },
            },
        );
        const { changeSummary } = await stack.preview();
        assert.deepEqual(changeSummary, { create: 2 });
        await assert.rejects(stack.preview({ policyPacks: [join(root, "pack")] }), /here is a bad one/);
    });
});
