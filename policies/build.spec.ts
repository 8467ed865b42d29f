import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { buildPolicyPack } from "./build";

const PLATFORM = path.join(__dirname, "..", ".platform");

describe("buildPolicyPack", () => {
    let folder: string;

    beforeEach(() => {
        mkdirSync(PLATFORM, { recursive: true });
        folder = mkdtempSync(path.join(PLATFORM, "build-"));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("makes what the engine wants of a pack, for either runtime", () => {
        assert.equal(buildPolicyPack({ outDir: folder, runtime: "embedded-nodejs" }), folder);
        assert.deepEqual(readdirSync(folder).toSorted(), ["PulumiPolicy.yaml", "attach", "index.js", "package.json"]);
        const project = readFileSync(path.join(folder, "PulumiPolicy.yaml"), "utf8");
        assert.match(project, /^description: .+\nruntime: embedded-nodejs\nmain: index\.js\n$/);
        const { name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
        assert.equal(name, "platform-policies");
        assert.match(version, /^\d+\.\d+\.\d+$/);
        buildPolicyPack({ outDir: folder, runtime: "nodejs" });
        assert.match(readFileSync(path.join(folder, "PulumiPolicy.yaml"), "utf8"), /runtime: nodejs/);
    });

    it("gives the same bytes again, names no folder of this machine, and leaves what is right alone", () => {
        buildPolicyPack({ outDir: folder, runtime: "nodejs" });
        const file = path.join(folder, "index.js");
        const [first, { mtimeMs, ino }] = [readFileSync(file, "utf8"), statSync(file)];
        buildPolicyPack({ outDir: folder, runtime: "nodejs" });
        assert.deepEqual([statSync(file).mtimeMs, statSync(file).ino], [mtimeMs, ino]);
        buildPolicyPack({ outDir: path.join(folder, "other"), runtime: "nodejs" });
        assert.equal(readFileSync(path.join(folder, "other", "index.js"), "utf8"), first);
        assert.ok(!first.includes(path.dirname(__dirname)));
    });

    it("starts without the modules that make the SDK slow", async () => {
        buildPolicyPack({ outDir: folder, runtime: "nodejs" });
        const script = `require("./index.js"); console.log(JSON.stringify(Object.keys(require.cache))); process.exit(0)`;
        const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: folder });
        const loaded = JSON.parse(stdout.split("\n").find((line) => line.startsWith("[")) ?? "[]") as string[];
        assert.ok(loaded.some((module) => module.includes("@pulumi/pulumi/output")));
        const slow = loaded.filter((module) =>
            /@pulumi\/(aws|pulumi\/automation|pulumi\/dynamic)|typescript/.test(module),
        );
        assert.deepEqual(slow, []);
    });
});
