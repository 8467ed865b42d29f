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
        const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("platform-rehearsal-prod-"));
        const before = left();
        let interrupted = false;
        const { code, stdout } = await platform(["rehearse", "prod", "--json"], {
            onError: (text, interrupt) => {
                if (interrupted || !text.includes("create aws:")) return;
                interrupted = true;
                interrupt();
            },
        });
        assert.ok(interrupted);
        assert.equal(code, 130);
        const { status, layers } = JSON.parse(stdout) as RunReport;
        assert.equal(status, "interrupted");
        // An engine that is not told brings its layer up all the same.
        assert.deepEqual(new Set(layers.map((layer) => layer.status)), new Set(["interrupted"]));
        // Only an engine that ends in order sums up what it did.
        assert.ok((layers[0]?.changes.create ?? 0) > 0);
        assert.deepEqual(left(), before);
    });
});
