import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../local/shared/paths";
import { acquireLock } from "./driver/lock";
import { locksDirectory } from "./driver/places";

interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs the command as a user does. `onError` sees standard error as it grows. */
async function platform(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; onError?: (text: string, kill: () => void) => void } = {},
): Promise<Ended> {
    const child = spawn(process.execPath, [join(repositoryRoot, "cli", "bin.js"), ...args], {
        env: options.env ?? process.env,
        stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
        options.onError?.(stderr, () => child.kill("SIGINT"));
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr };
}

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
        assert.match(unknown.stderr, /There are Pulumi.dev.yaml, Pulumi.local.yaml, Pulumi.prod.yaml/);
        assert.equal((await platform(["upp", "dev"])).code, 2);
        assert.equal((await platform(["graph", "--format", "dot"])).code, 2);
    });

    it("documents each command with examples and exit codes", async () => {
        const { code, stdout } = await platform(["--help"]);
        assert.equal(code, 0);
        assert.match(stdout, /130 +interrupted/);
        for (const command of ["up", "preview", "destroy", "refresh", "outputs", "rehearse", "graph"]) {
            const help = await platform([command, "--help"]);
            assert.match(help.stdout, /Examples:\n {2}\$ platform/, command);
        }
    });

    it("refuses without credentials before anything starts, and names the ways out", async () => {
        const { code, stderr } = await platform(["preview", "dev"], { env: stranger });
        assert.equal(code, 1);
        assert.match(stderr, /no AWS credentials for the environment 'dev'/);
        assert.match(stderr, /aws sso login/);
        assert.match(stderr, /platform rehearse dev/);
    });

    it("refuses a second run with exit code 3 and names the holder", async () => {
        const lock = acquireLock(locksDirectory(repositoryRoot), "prod", "up prod");
        try {
            const { code, stderr } = await platform(["preview", "prod"], { env: stranger });
            assert.equal(code, 3);
            assert.match(stderr, new RegExp(`'platform up prod' \\(.*@${hostname()}, process ${process.pid}`));
        } finally {
            lock.release();
        }
    });

    it("destroys nothing that nobody has confirmed", async () => {
        const { code, stderr } = await platform(["destroy", "prod"], { env: stranger });
        assert.equal(code, 2);
        assert.match(stderr, /asks for the environment's name to be typed/);
    });

    it("cancels on SIGINT, ends with 130 and leaves nothing behind", async () => {
        const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("platform-rehearsal-prod-"));
        const before = left();
        let interrupted = false;
        const { code, stdout } = await platform(["rehearse", "prod"], {
            onError: (text, kill) => {
                if (interrupted || !text.includes("create ")) return;
                interrupted = true;
                kill();
            },
        });
        assert.ok(interrupted);
        assert.equal(code, 130);
        assert.match(stdout, /rehearse prod: interrupted/);
        assert.deepEqual(left(), before);
    });
});
