import { unzipSync } from "fflate";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesOf } from "./assets";
import { SIGNATURE } from "./values";

const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" };
const ARCHIVE = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7" };

describe("the content of assets", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "platform-assets-"));
        mkdirSync(join(folder, "deep"));
        writeFileSync(join(folder, "index.js"), "one");
        writeFileSync(join(folder, "deep", "other.js"), "two");
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const unzipped = async (archive: object) =>
        Object.entries(unzipSync(await bytesOf(archive))).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]);

    it("is a text or a file", async () => {
        assert.equal(Buffer.from(await bytesOf({ ...ASSET, text: "hello" })).toString(), "hello");
        assert.equal(Buffer.from(await bytesOf({ ...ASSET, path: join(folder, "index.js") })).toString(), "one");
    });

    it("is a zip file of a folder, the same each time", async () => {
        const archive = { ...ARCHIVE, path: folder };
        assert.deepEqual(await unzipped(archive), [
            ["deep/other.js", "two"],
            ["index.js", "one"],
        ]);
        assert.deepEqual(await bytesOf(archive), await bytesOf(archive));
    });

    it("is a zip file of what a collection holds", async () => {
        const assets = { "a.txt": { ...ASSET, text: "A" }, lib: { ...ARCHIVE, path: join(folder, "deep") } };
        assert.deepEqual(await unzipped({ ...ARCHIVE, assets }), [
            ["a.txt", "A"],
            ["lib/other.js", "two"],
        ]);
    });

    it("is refused when it is elsewhere", () =>
        assert.rejects(bytesOf({ ...ARCHIVE, uri: "https://example.com/a.zip" }), /no remote assets: 'https:/));
});
