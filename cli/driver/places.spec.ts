import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { locksDirectory, openLocal, openRehearsal, releaseDeadLocks, requireSpace } from "./places";

describe("openRehearsal", () => {
    it("is gone when closed", () => {
        const place = openRehearsal("dev");
        const backend = new URL(place.variables.PULUMI_BACKEND_URL ?? "");
        assert.ok(existsSync(backend));
        place.close();
        assert.ok(!existsSync(backend));
    });
});

describe("openLocal", () => {
    it("starts nothing when it may only look, and says how to start", async () => {
        const root = mkdtempSync(join(tmpdir(), "platform-places-"));
        try {
            await assert.rejects(
                openLocal(root, "eu-west-1", false),
                /'local' does not run. Start it with 'npm start'/,
            );
            assert.deepEqual(readdirSync(root), []);
        } finally {
            rmSync(root, { recursive: true });
        }
    });
});

describe("requireSpace", () => {
    it("refuses a disk with less room than is needed, and says how to mend that", () => {
        const none = (error: Error) =>
            /^\d+ MiB are free at .+, and 1e\+21 are needed\. Make room\.$/.test(error.message) &&
            error.message.includes(tmpdir());
        assert.throws(() => requireSpace(tmpdir(), "Make room.", 1e21), none);
        requireSpace(tmpdir(), "Make room.", 0);
    });
});

describe("locksDirectory", () => {
    const before = process.env.PLATFORM_DIRECTORY;

    afterEach(() => {
        if (before === undefined) delete process.env.PLATFORM_DIRECTORY;
        else process.env.PLATFORM_DIRECTORY = before;
    });

    it("is one for all runs on an account, also of those with an embedded environment of their own", () => {
        process.env.PLATFORM_DIRECTORY = "/second";
        assert.equal(locksDirectory("/repository", "prod"), "/repository/.platform/locks");
        assert.equal(locksDirectory("/repository", "local"), "/second/locks");
        delete process.env.PLATFORM_DIRECTORY;
        assert.equal(locksDirectory("/repository", "local"), "/repository/.platform/locks");
    });
});

describe("releaseDeadLocks", () => {
    it("removes the locks of engines that are gone, and no others", () => {
        const backend = mkdtempSync(join(tmpdir(), "platform-places-"));
        const locks = join(backend, ".pulumi", "locks", "organization", "platform-data", "local");
        mkdirSync(locks, { recursive: true });
        const { pid: dead } = spawnSync(process.execPath, ["-e", ""]);
        for (const [name, pid] of Object.entries({ dead, alive: process.pid })) {
            writeFileSync(join(locks, `${name}.json`), JSON.stringify({ pid, hostname: hostname() }));
        }
        releaseDeadLocks(backend);
        assert.deepEqual(readdirSync(locks), ["alive.json"]);
        rmSync(backend, { recursive: true });
    });
});
