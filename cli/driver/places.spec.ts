import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locksDirectory, openLocal, openRehearsal } from "./places";

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
