import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureToolchain } from ".";
import { installAnalyzer } from "./analyzer";
import { repositoryRoot } from "../shared/paths";
import { builtHostVersion, pulumiVersion } from "./versions";

const platform = `${process.platform}-${process.arch}`;
const archiveName = `pulumi-v${pulumiVersion}-${platform}.tar.gz`;

describe("ensuring the toolchain", () => {
    let root: string;
    let env: NodeJS.ProcessEnv;
    let server: Server;
    let releases: string;
    let published: Record<string, Buffer | string>;
    let steps: string[];

    const script = (file: string, text: string) => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `#!/bin/sh\n${text}\n`);
        chmodSync(file, 0o755);
    };
    const installation = (bin: string, version: string, names: readonly string[] = ["pulumi-language-nodejs"]) => {
        script(join(bin, "pulumi"), `echo v${version}`);
        for (const name of names) script(join(bin, name), "");
    };
    const official = ["pulumi-language-nodejs", "pulumi-analyzer-policy"];
    const versions = () => join(root, "home", ".pulumi", "versions", pulumiVersion);
    const ensure = () => {
        steps = [];
        return ensureToolchain({ env, releases, onProgress: ({ title }) => steps.push(title) });
    };
    /** A `go` that makes scripts instead of programs, and notes what it was asked for. */
    const fakeGo = (build: string) =>
        script(
            join(root, "path", "go"),
            `if [ "$1" = env ]; then echo go1.26.1; exit; fi
echo "$@" >> ${join(root, "go-calls")}
while [ "$1" != -o ]; do shift; done
${build}`,
        );
    const goodBuild = `printf '#!/bin/sh\\necho v${pulumiVersion}\\n' > "$2"; chmod +x "$2"`;
    const goCalls = () => readFileSync(join(root, "go-calls"), "utf8").trim().split("\n");
    const publish = (names: readonly string[], version = pulumiVersion) => {
        installation(join(root, "release", "pulumi"), version, names);
        execFileSync("tar", ["-czf", join(root, archiveName), "-C", join(root, "release"), "pulumi"]);
        const archive = readFileSync(join(root, archiveName));
        published[archiveName] = archive;
        const sum = createHash("sha256").update(archive).digest("hex");
        published[`pulumi-${pulumiVersion}-checksums.txt`] =
            `${"0".repeat(64)}  pulumi-other.tar.gz\n${sum}  ${archiveName}\n`;
    };

    beforeEach((done) => {
        root = mkdtempSync(join(tmpdir(), "platform-toolchain-"));
        mkdirSync(join(root, "path"));
        env = {
            PATH: `${join(root, "path")}:/usr/bin:/bin`,
            HOME: join(root, "home"),
            XDG_CACHE_HOME: join(root, "cache"),
        };
        published = {};
        server = createServer((request, response) => {
            const body = published[request.url!.slice(1)];
            response.writeHead(body === undefined ? 404 : 200).end(body);
        }).listen(0, "127.0.0.1", () => {
            releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
            done();
        });
    });

    afterEach(() => {
        server.close();
        rmSync(root, { recursive: true, force: true });
    });

    it("takes the CLI on the PATH when it has its language host", async () => {
        installation(join(root, "opt", "bin"), "3.999.1", official);
        symlinkSync(join(root, "opt", "bin", "pulumi"), join(root, "path", "pulumi"));
        const found = await ensure();
        assert.deepEqual([found.root, found.version, found.policyRuntime], [join(root, "opt"), "3.999.1", "nodejs"]);
        assert.deepEqual(steps, []);
    });

    for (const [why, version, names, bin] of [
        ["is older than the pinned one", "3.258.9", official, "bin"],
        ["is of another major", "4.0.0", official, "bin"],
        ["has no language host", pulumiVersion, [], "bin"],
        ["is not in a folder 'bin', where the Automation API looks", pulumiVersion, official, "programs"],
    ] as const) {
        it(`passes over the CLI on the PATH that ${why}`, async () => {
            installation(join(root, "opt", bin), version, names);
            env = { ...env, PATH: `${join(root, "opt", bin)}:${env.PATH}` };
            installation(join(versions(), "bin"), pulumiVersion);
            assert.equal((await ensure()).root, versions());
        });
    }

    it("takes what an earlier run has made", async () => {
        installation(join(versions(), "bin"), pulumiVersion);
        const found = await ensure();
        assert.equal(found.pulumi, join(versions(), "bin", "pulumi"));
        assert.deepEqual(steps, []);
    });

    it("downloads the official release, checked", async () => {
        publish(official);
        const found = await ensure();
        assert.deepEqual([found.root, found.policyRuntime], [versions(), "nodejs"]);
        assert.deepEqual(steps, ["Looking for the official Pulumi release", "Downloading Pulumi"]);
        await ensure();
        assert.deepEqual(steps, []);
    });

    it("refuses a release with another checksum than the published one", async () => {
        publish(official);
        published[archiveName] = "something else";
        await assert.rejects(ensure(), /has the SHA-256 [0-9a-f]{64}, and the published one is [0-9a-f]{64}/);
        assert.equal(existsSync(versions()), false);
    });

    it("builds both programs from the pinned modules when there is no release to be had", async () => {
        fakeGo(goodBuild);
        const found = await ensure();
        assert.deepEqual([found.root, found.policyRuntime], [versions(), "embedded-nodejs"]);
        assert.deepEqual(steps.slice(1), ["Building the Pulumi CLI", "Building Pulumi's Node.js language host"]);
        assert.match(goCalls()[0], /-C .*tools\/pulumi .*Version=v3\.259\.0 .*pkg\/v3\/cmd\/pulumi$/);
        assert.match(goCalls()[1], /-C .*tools\/pulumi-language-nodejs .*nodejs\/cmd\/pulumi-language-nodejs$/);
    });

    it("goes on where an interrupted build was", async () => {
        fakeGo(`case "$2" in *language*) exit 1;; esac; ${goodBuild}`);
        await assert.rejects(ensure(), /Building Pulumi's Node.js language host v3\.68\.0 failed/);
        fakeGo(goodBuild);
        await ensure();
        assert.deepEqual(steps.slice(1), ["Building Pulumi's Node.js language host"]);
    });

    it("builds once when two commands need it at the same time", async () => {
        fakeGo(goodBuild);
        await Promise.all([ensureToolchain({ env, releases }), ensureToolchain({ env, releases })]);
        assert.equal(goCalls().length, 2);
    });

    it("says what to install when there is no Go", async () => {
        env = { ...env, PATH: join(root, "path") };
        await assert.rejects(
            ensure(),
            /no 'go' on the PATH to build it\. Install Go 1\.26 or newer .*or install Pulumi 3\.259\.0/,
        );
    });

    it("repeats the compiler's complaint", async () => {
        fakeGo("echo 'no space left on device' >&2; exit 1");
        await assert.rejects(
            ensure(),
            /Building the Pulumi CLI v3\.259\.0 failed:\nno space left on device\nCheck that the Go/,
        );
    });

    it("installs the policy packs' starter with a language host that cannot start them", async () => {
        installation(join(versions(), "bin"), pulumiVersion);
        const { home, offlineEnv } = await ensure();
        assert.equal(offlineEnv.PULUMI_HOME, home);
        for (const place of [home, join(root, "home", ".pulumi")]) {
            const file = "plugins/analyzer-policy-embedded-nodejs-v0.0.1/pulumi-analyzer-policy-embedded-nodejs";
            assert.match(readFileSync(join(place, file), "utf8"), /^#!\/usr\/bin\/env node\n/);
        }
    });

    it("ends a policy pack with the engine that it was started for", async () => {
        await installAnalyzer(root);
        const packages = join(root, "node_modules", "@pulumi", "pulumi", "cmd");
        mkdirSync(packages, { recursive: true });
        writeFileSync(join(packages, "run-policy-pack.js"), `setInterval(() => 0, 1_000); console.log("started");`);
        const file = "plugins/analyzer-policy-embedded-nodejs-v0.0.1/pulumi-analyzer-policy-embedded-nodejs";
        const pack = spawn(process.execPath, [join(root, file)], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
        try {
            await once(pack.stdout, "data");
            assert.equal(pack.exitCode, null);
            // As the system does when the engine is killed.
            pack.stdin.destroy();
            const ended = once(pack, "exit", { signal: AbortSignal.timeout(5_000) });
            assert.deepEqual(await ended, [0, null]);
        } finally {
            pack.kill();
        }
    });

    it("is pinned to one version everywhere", () => {
        const text = (file: string) => readFileSync(join(repositoryRoot, file), "utf8");
        const { dependencies } = JSON.parse(text("package.json")) as { dependencies: Record<string, string> };
        assert.equal(dependencies["@pulumi/pulumi"], pulumiVersion);
        assert.match(text("tools/pulumi/go.mod"), new RegExp(`github.com/pulumi/pulumi/pkg/v3 v${pulumiVersion} `));
        assert.match(
            text("tools/pulumi-language-nodejs/go.mod"),
            new RegExp(`github.com/pulumi/pulumi/sdk/v3 v${builtHostVersion} `),
        );
    });
});
