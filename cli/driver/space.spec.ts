import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../errors";
import { requireFolder, requireSpace, watchSpace } from "./space";

describe("requireSpace", () => {
    it("refuses a disk with less room than is needed, and says how to mend that", () => {
        const none = (error: Error) =>
            /^\d+ MiB are free at .+, and 1e\+21 are needed\. Make room\.$/.test(error.message) &&
            error.message.includes(tmpdir());
        assert.throws(() => requireSpace(tmpdir(), "Make room.", 1e21), none);
        requireSpace(tmpdir(), "Make room.", 0);
    });
});

describe("watchSpace", () => {
    it("tells once when there is less room than is needed, and nothing otherwise", async () => {
        const told: number[] = [];
        const ends = [1e21, 0].map((mebibytes) => watchSpace(tmpdir(), (free) => told.push(free), mebibytes));
        await new Promise((resolve) => setTimeout(resolve, 1_300));
        for (const end of ends) end();
        assert.equal(told.length, 1);
        assert.ok(told[0] > 0);
    });
});

describe("requireFolder", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-space-"));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("makes a folder with those above it, and leaves nothing in it", () => {
        const deep = join(directory, "a", "b");
        requireFolder(deep, "--out names");
        assert.ok(existsSync(deep));
        assert.deepEqual(readdirSync(deep), []);
        requireFolder(deep, "--out names");
    });

    // The superuser has every right, so that a folder without the right to write says nothing here; /proc refuses everybody.
    for (const [what, place] of [
        ["a file", () => join(directory, "file")],
        ["in a file", () => join(directory, "file", "folder")],
        ["where the kernel makes no folders", () => "/proc/platform"],
        ["where the kernel makes no files", () => "/proc"],
    ] as const)
        it(`names what it was told when that is ${what}`, function () {
            if (process.platform !== "linux" && place().startsWith("/proc")) return;
            writeFileSync(join(directory, "file"), "");
            const isNamed = (error: unknown) =>
                error instanceof UsageError &&
                error.message.startsWith(`--out names ${place()}, where nothing can be written (E`) &&
                error.message.endsWith("Name another folder.");
            assert.throws(() => requireFolder(place(), "--out names"), isNamed);
        });
});
