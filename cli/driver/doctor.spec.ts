import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose } from "./doctor";
import { acquireLock } from "./lock";
import { locksDirectory } from "./places";
import { makeFixture, type Fixture } from "../testing/fixture";

describe("diagnose", function () {
    this.timeout(60_000);
    const before = { ...process.env };
    let fixture: Fixture;
    let home: string;

    beforeEach(() => {
        fixture = makeFixture({ base: {} });
        home = mkdtempSync(join(tmpdir(), "platform-doctor-"));
        process.env = { ...before, PLATFORM_DIRECTORY: home };
    });

    afterEach(() => {
        process.env = before;
        fixture.remove();
        rmSync(home, { recursive: true });
    });

    const detailsOf = async (env: NodeJS.ProcessEnv) => {
        const { checks } = await diagnose(fixture.root, env);
        return new Map(checks.map((check) => [check.name, check]));
    };

    it("tells a fresh machine what is missing and what it takes, and gets nothing", async () => {
        const found = await detailsOf({ HOME: home, PATH: home, XDG_CACHE_HOME: join(home, "cache") });
        assert.match(
            found.get("Pulumi")?.detail ?? "",
            /^missing; .* about 6 minutes \(which needs Go, and there is none\)/,
        );
        const emulator = found.get("emulator's installation");
        assert.equal(emulator?.ok, false);
        assert.match(emulator?.detail ?? "", /no 'python3' on the PATH/);
        assert.deepEqual(readdirSync(home), []);
        assert.equal(existsSync(join(fixture.root, ".platform")), false);
    });

    it("says that the port is somebody else's", async () => {
        const server = createServer().listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        process.env.PLATFORM_LOCAL_PORT = String(port);
        const check = (await detailsOf({ HOME: home, PATH: home })).get("emulator");
        server.close();
        assert.equal(check?.ok, false);
        assert.match(check?.detail ?? "", new RegExp(`port ${port} is taken.*PLATFORM_LOCAL_PORT`));
    });

    it("names who holds an environment, the embedded one where it is kept", async () => {
        assert.equal((await detailsOf({ HOME: home, PATH: home })).get("locks")?.detail, "none held");
        writeFileSync(join(fixture.root, "Pulumi.local.yaml"), "config: {}");
        const held = (["dev", "local"] as const).map((name) =>
            acquireLock(locksDirectory(fixture.root, name), name, `up ${name}`),
        );
        assert.deepEqual(readdirSync(join(home, "locks")), ["local.json"]);
        const check = (await detailsOf({ HOME: home, PATH: home })).get("locks");
        held.forEach((lock) => lock.release());
        const by = `process ${process.pid}`;
        assert.equal(check?.detail, `dev by 'up dev', ${by}; local by 'up local', ${by}`);
    });

    it("calls missing credentials no fault", async () => {
        for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
        Object.assign(process.env, { HOME: home, AWS_EC2_METADATA_DISABLED: "true" });
        const check = (await detailsOf({ HOME: home, PATH: home })).get("AWS for dev");
        assert.deepEqual(check, {
            name: "AWS for dev",
            ok: true,
            detail: "no credentials; only 'platform rehearse dev' works without",
        });
    });
});
