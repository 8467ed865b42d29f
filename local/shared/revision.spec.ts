import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { revisionOf } from "./revision";

describe("the revision of what something was made from", () => {
    let root: string;
    const write = (file: string, text: string) => {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
    };
    const revision = (...settings: string[]) => revisionOf(root, ["code", "package-lock.json"], settings);

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "platform-revision-"));
        write("code/main.ts", "one");
        write("code/inner/part.ts", "one");
        write("package-lock.json", "{}");
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    for (const [what, change] of [
        ["a file", () => write("code/main.ts", "two")],
        ["a file further in", () => write("code/inner/part.ts", "two")],
        ["a file's name", () => renameSync(join(root, "code/main.ts"), join(root, "code/other.ts"))],
        ["a file that is named itself", () => write("package-lock.json", "[]")],
        ["what files there are", () => write("code/new.ts", "")],
    ] as const) {
        it(`changes with ${what}`, async () => {
            const before = await revision();
            change();
            assert.notEqual(await revision(), before);
        });
    }

    it("changes with a setting", async () => {
        assert.notEqual(await revision("eu-west-1"), await revision("us-east-1"));
    });

    it("stays the same over specs, and over files elsewhere", async () => {
        const before = await revision("eu-west-1");
        write("code/main.spec.ts", "new");
        write("elsewhere.ts", "new");
        assert.equal(await revision("eu-west-1"), before);
    });
});
