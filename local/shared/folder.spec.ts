import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "./folder";

describe("makeFolder", () => {
    it("makes what is missing, leaves what is there, and ends where nothing can be made", () => {
        const directory = mkdtempSync(join(tmpdir(), "platform-folder-"));
        try {
            const deep = join(directory, "a", "b", "c");
            makeFolder(deep);
            makeFolder(deep);
            assert.ok(existsSync(deep));
            writeFileSync(join(directory, "file"), "");
            assert.throws(() => makeFolder(join(directory, "file")), { code: "EEXIST" });
            assert.throws(() => makeFolder(join(directory, "file", "folder")), { code: "EEXIST" });
            // Node.js's own recursion tries this for ever.
            if (process.platform === "linux") assert.throws(() => makeFolder("/proc/none/folder"), { code: "ENOENT" });
        } finally {
            rmSync(directory, { recursive: true });
        }
    });
});
