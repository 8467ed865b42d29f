import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { freePort } from "../local/emulator/ports";
import { repositoryRoot } from "../local/shared/paths";
import { acquireLock } from "./driver/lock";
import { locksDirectory } from "./driver/places";
import type { RunReport } from "./driver/report";
import { platform } from "./testing/command";
import { exampleSettings } from "../stacks/shared/testing/exampleSettings";

/** Without any way to AWS credentials. */
const stranger: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: join(tmpdir(), "platform-nobody"),
    AWS_EC2_METADATA_DISABLED: "true",
};

describe("platform", function () {
    this.timeout(120_000);

    it("ends with 2 for what it does not know, and says what it knows", async () => {
        const unknown = await platform(["up", "nowhere"]);
        assert.equal(unknown.code, 2);
        assert.match(unknown.stderr, /There are (\S+, )*Pulumi\.dev\.yaml/);
        assert.equal((await platform(["upp", "dev"])).code, 2);
        assert.equal((await platform(["graph", "--format", "dot"])).code, 2);
        const twice = await platform(["rehearse", "dev", "--layer", "data", "--layer", "identity"]);
        assert.deepEqual([twice.code, twice.stdout], [2, ""]);
        assert.match(twice.stderr, /'--layer <name>' argument 'identity' is invalid\. It takes one value/);
        const help = await platform(["help", "nope"]);
        assert.deepEqual([help.code, help.stdout], [2, ""]);
        assert.match(help.stderr, /unknown command 'nope'/);
    });

    it("answers in JSON also where the parser refuses, if that was asked for", async () => {
        for (const [command, error] of [
            [["up", "--json"], /^missing required argument 'env'/],
            [["graph", "--nope", "--format", "json"], /^unknown option '--nope'/],
        ] as const) {
            const { code, stdout } = await platform(command);
            const document = JSON.parse(stdout) as { error: string; exitCode: number };
            assert.deepEqual([code, document.exitCode], [2, 2]);
            assert.match(document.error, error);
        }
        // These belong to another program.
        assert.equal((await platform(["local", "exec", "--nope", "--", "aws", "--json"])).stdout, "");
    });

    it("refuses a folder where nothing can be written, whoever named it", async () => {
        const file = join(repositoryRoot, "package.json");
        for (const command of [["up", "local"], ["stop"], ["local", "start"], ["local", "stop"]]) {
            const env = { ...process.env, PLATFORM_DIRECTORY: file };
            const { code, stderr } = await platform(command, { env });
            assert.equal(code, 2, stderr);
            assert.match(stderr, /PLATFORM_DIRECTORY is .*package\.json, where nothing can be written/);
        }
        const { code, stderr } = await platform(["rehearse", "dev", "--out", "/proc/platform/out"]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, /^platform: --out names \/proc\/platform\/out, where nothing can be written/);
    });

    it("checks everything that it was told before it starts anything", async () => {
        const directory = join(mkdtempSync(join(tmpdir(), "platform-main-")), "none");
        const env = { ...process.env, PLATFORM_DIRECTORY: directory };
        const layer = await platform(["up", "local", "--layer", "wrong"], { env });
        assert.equal(layer.code, 2);
        assert.match(layer.stderr, /no layer 'wrong'; there are foundation, /);
        for (const command of [["up", "local"], ["start"], ["local", "start"]]) {
            const { code, stderr } = await platform(command, { env: { ...env, PLATFORM_LOCAL_PORT: "abc" } });
            assert.equal(code, 2);
            assert.match(
                stderr,
                /PLATFORM_LOCAL_PORT is 'abc'\. Give a port between 1 and 65535, or unset it for 4577/,
            );
        }
        assert.equal(existsSync(directory), false);
    });

    it("starts nothing for an embedded environment of which nothing is remembered and nothing is to be made", async () => {
        const directory = join(mkdtempSync(join(tmpdir(), "platform-main-")), "none");
        const env = { ...process.env, PLATFORM_DIRECTORY: directory, PLATFORM_LOCAL_PORT: String(await freePort()) };
        for (const verb of ["destroy", "refresh"]) {
            const { code, stdout, stderr } = await platform([verb, "local"], { env });
            assert.deepEqual([code, stdout, stderr], [0, "Nothing of 'local' is deployed.\n", ""]);
            const { stdout: json } = await platform([verb, "local", "--layer", "data", "--json"], { env });
            const report = { environment: "local", verb, status: "ok", seconds: 0, layers: [] };
            assert.deepEqual(JSON.parse(json), report);
        }
        const { code, stderr } = await platform(["up", "local", "--layer", "data"], { env });
        assert.equal(code, 1);
        assert.match(stderr, /'data' needs 'foundation'.*, not deployed in 'local'\. Deploy first: /);
        assert.equal(existsSync(directory), false);
    });

    it("answers in JSON also when it fails", async () => {
        const { code, stdout, stderr } = await platform(["outputs", "nowhere", "--json"]);
        assert.equal(code, 2);
        const { error, exitCode } = JSON.parse(stdout) as { error: string; exitCode: number };
        assert.equal(exitCode, 2);
        assert.match(error, /^There is no environment 'nowhere'/);
        assert.equal(stderr, `platform: ${error}\n`);
    });

    it("documents its exit codes", async () => {
        const { code, stdout } = await platform(["--help"]);
        assert.equal(code, 0);
        assert.match(stdout, /130 +interrupted/);
    });

    it("prints the layers in each form, whoever asks", async () => {
        const first = { text: /^foundation /, mermaid: /^flowchart LR\n/, json: /^\{/ };
        for (const [format, start] of Object.entries(first)) {
            const { code, stdout, stderr } = await platform(["graph", "--format", format], { env: stranger });
            assert.equal(code, 0, stderr);
            assert.match(stdout, start);
        }
    });

    it("says what runs on this machine, whether anything does or not", async () => {
        const { code, stdout, stderr } = await platform(["local", "status"]);
        assert.equal(code, 0, stderr);
        assert.match(stdout, /^emulator .*\nmoto .*\nstreams .*\ndelivery /);
    });

    it("finds nothing amiss once all is prepared", async () => {
        // Another checkout's emulator may hold the usual port.
        const env = { ...process.env, PLATFORM_LOCAL_PORT: String(await freePort()) };
        const { code, stdout } = await platform(["doctor"], { env });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^Recorded only/m);
    });

    it("refuses without credentials before anything starts, and names the ways out", async () => {
        const { code, stderr } = await platform(["preview", "dev"], { env: stranger });
        assert.equal(code, 1);
        assert.match(stderr, /no AWS credentials for the environment 'dev'/);
        assert.match(stderr, /aws sso login/);
        assert.match(stderr, /platform rehearse dev/);
    });

    it("cannot tell outputs without the backend that keeps them, and says how to log in", async () => {
        const env = { ...process.env, PULUMI_BACKEND_URL: "file:///no/such/folder" };
        const { code, stderr } = await platform(["outputs", "dev"], { env });
        assert.equal(code, 1);
        assert.match(stderr, /cannot list the stacks of '\w+'.*\nLog in to the backend.* 'pulumi login'/s);
    });

    it("refuses a second run with exit code 3 and names the holder", async () => {
        const lock = acquireLock(locksDirectory(repositoryRoot, "prod"), "prod", "up prod");
        try {
            const { code, stderr } = await platform(["preview", "prod"], { env: stranger });
            assert.equal(code, 3);
            assert.match(stderr, new RegExp(`'platform up prod' \\(.*@${hostname()}, process ${process.pid}`));
        } finally {
            lock.release();
        }
    });

    it("destroys nothing that nobody has confirmed", async () => {
        const { code, stderr } = await platform(["destroy", "dev"], { env: stranger });
        assert.equal(code, 2);
        assert.match(stderr, /asks for the environment's name to be typed/);
    });

    it("destroys nothing that is protected, whoever confirms it, and says how to lift that", async () => {
        // The users' own environments may be protected or not.
        const name = `protected-${process.pid}`;
        const file = join(repositoryRoot, `Pulumi.${name}.yaml`);
        writeFileSync(file, stringify({ config: { ...exampleSettings, "platform:deletionProtection": true } }));
        try {
            const { code, stderr } = await platform(["destroy", name, "--yes"], { env: stranger });
            assert.equal(code, 1);
            const setting = `platform:deletionProtection is true in Pulumi.${name}.yaml. To destroy it, set that to false`;
            assert.ok(stderr.includes(setting), stderr);
        } finally {
            rmSync(file);
        }
    });

    it("cancels on SIGINT, ends with 130 and leaves nothing behind", async () => {
        // Other specs rehearse at the same time.
        const folder = mkdtempSync(join(tmpdir(), "platform-interrupted-"));
        let interrupted = false;
        // A proxy is for calls that leave this machine; none does here. And a list may have blanks.
        const env = {
            ...process.env,
            TMPDIR: folder,
            http_proxy: "http://127.0.0.1:9",
            no_proxy: "example.com, example.org",
        };
        const { code, stdout, stderr } = await platform(["rehearse", "prod", "--json"], {
            env,
            onError: (text, interrupt) => {
                if (interrupted || !text.includes("create aws:")) return;
                interrupted = true;
                interrupt();
            },
        });
        assert.ok(interrupted, stderr);
        // In a log, lines of layers side by side say whose they are.
        for (const line of stderr.split("\n").filter((each) => each.includes("create aws:")))
            assert.match(line, /\w+: create aws:/);
        assert.equal(code, 130);
        const { status, layers } = JSON.parse(stdout) as RunReport;
        assert.equal(status, "interrupted");
        // An engine that is not told brings its layer up all the same.
        assert.deepEqual(new Set(layers.map((layer) => layer.status)), new Set(["interrupted"]));
        // Only an engine that ends in order sums up what it did.
        assert.ok((layers[0]?.changes.create ?? 0) > 0);
        const left = readdirSync(folder).filter((name) => name.startsWith("platform-"));
        rmSync(folder, { recursive: true });
        assert.deepEqual(left, []);
    });
});
