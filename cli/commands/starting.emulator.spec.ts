import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunReport } from "../driver/report";
import { platform } from "../testing/command";
import { emulatorStatus, type EmulatorStatus, layoutOf } from "../../local/emulator";
import { freePort } from "../../local/emulator/ports";

/** The state of a stack that refuses to be destroyed. */
const PROTECTED = {
    version: 3,
    checkpoint: {
        stack: "organization/platform-data/local",
        latest: {
            manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
            resources: [
                {
                    urn: "urn:pulumi:local::platform-data::platform:data:DynamoTable::orders",
                    type: "platform:data:DynamoTable",
                    custom: false,
                    protect: true,
                },
            ],
        },
    },
};

describe("platform start and stop", function () {
    this.timeout(300_000);

    let directory: string;
    let env: NodeJS.ProcessEnv;
    const local = () => join(directory, "local");
    const run = async (...args: string[]) => {
        const ended = await platform(args, { env });
        assert.equal(ended.code, 0, ended.stdout + ended.stderr);
        return ended;
    };
    const processes = async () => Object.values((await emulatorStatus(local())).processes);
    const assertNothingLeft = async () => {
        assert.deepEqual(await processes(), [undefined, undefined, undefined, undefined]);
        for (const path of [layoutOf(local()).memory, layoutOf(local()).memoryMark, join(local(), "backend")])
            assert.equal(existsSync(path), false, path);
        assert.deepEqual(readdirSync(join(directory, "locks")), []);
    };

    beforeEach(async () => {
        directory = mkdtempSync(join(tmpdir(), "platform-stop-"));
        env = { ...process.env, PLATFORM_DIRECTORY: directory, PLATFORM_LOCAL_PORT: String(await freePort()) };
    });

    afterEach(async () => {
        await platform(["stop", "--force"], { env });
        rmSync(directory, { recursive: true, force: true });
    });

    it("end with 2 for another port than the environment's, whether it runs or not, and leave it where it is", async () => {
        await run("local", "start");
        const { url, memory } = await emulatorStatus(local());
        const port = String(await freePort());
        const elsewhere = { ...env, PLATFORM_LOCAL_PORT: port };
        const refused = new RegExp(
            `PLATFORM_LOCAL_PORT asks for port ${port}, .* by port ${env.PLATFORM_LOCAL_PORT}\\.`,
        );
        for (const command of [["up", "local"], ["start"], ["local", "start"], ["stop"]]) {
            const { code, stderr } = await platform(command, { env: elsewhere });
            assert.deepEqual([code, refused.test(stderr)], [2, true], `${command.join(" ")}: ${stderr}`);
        }
        const { url: kept, memory: remembered } = await emulatorStatus(local());
        assert.deepEqual([kept, remembered], [url, memory]);

        await run("local", "stop");
        const { code, stdout } = await platform(["local", "start", "--json"], { env: elsewhere });
        const { error, exitCode } = JSON.parse(stdout) as { error: string; exitCode: number };
        assert.deepEqual([code, exitCode], [2, 2]);
        assert.match(error, refused);
        await run("stop", "--force");
        await assertNothingLeft();
    });

    it("take down what an emulator remembers that does not run, and have nothing to do a second time", async () => {
        const started = JSON.parse((await run("local", "start", "--json")).stdout) as { url: string };
        assert.equal(started.url, `http://127.0.0.1:${env.PLATFORM_LOCAL_PORT}`);
        const stopped = JSON.parse((await run("local", "stop", "--json")).stdout) as EmulatorStatus;
        assert.equal(stopped.url, undefined);
        assert.equal(existsSync(layoutOf(local()).memoryMark), true);

        const first = await run("stop", "--json");
        assert.match(first.stderr, /it is started to take that down/);
        const { run: report } = JSON.parse(first.stdout) as { run: RunReport };
        assert.deepEqual([report.verb, report.status], ["destroy", "ok"]);
        await assertNothingLeft();

        const second = await run("stop");
        assert.equal(second.stdout, "Nothing of the embedded environment runs, and nothing of it is remembered.\n");
    });

    it("name the ways out when destroying fails, of which the last forgets everything", async () => {
        await run("local", "start");
        const { memory } = await emulatorStatus(local());
        const stacks = join(local(), "backend", memory!, ".pulumi", "stacks", "platform-data");
        mkdirSync(stacks, { recursive: true });
        writeFileSync(join(stacks, "local.json"), JSON.stringify(PROTECTED));

        const failed = await platform(["stop"], { env });
        assert.equal(failed.code, 1, failed.stdout + failed.stderr);
        assert.match(
            failed.stderr,
            /'platform local stop' stops them as they are, and 'platform stop --force' forgets/,
        );
        assert.equal((await processes()).includes(undefined), false);

        await run("stop", "--force");
        await assertNothingLeft();
    });
});
