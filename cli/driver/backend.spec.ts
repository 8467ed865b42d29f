import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mendBackend } from "./backend";

describe("what Pulumi notes of a file backend", () => {
    let backend: string;
    let meta: string;
    let told: string[];
    const mend = () => mendBackend(backend, (message) => told.push(message));

    beforeEach(() => {
        backend = mkdtempSync(join(tmpdir(), "platform-backend-"));
        meta = join(backend, ".pulumi", "meta.yaml");
        mkdirSync(dirname(meta));
        told = [];
    });
    afterEach(() => rmSync(backend, { recursive: true }));

    it("stays as it is", () => {
        writeFileSync(meta, "# Pulumi's\nversion: 1\n");
        assert.equal(mend(), false);
        assert.deepEqual([told, readdirSync(dirname(meta))], [[], ["meta.yaml"]]);
    });

    it("is set aside as often as it is damaged, with the reason", () => {
        for (const text of ["version: [", "version: one"]) {
            writeFileSync(meta, text);
            mend();
        }
        assert.deepEqual(readdirSync(dirname(meta)).sort(), ["meta.yaml.2.damaged", "meta.yaml.damaged"]);
        assert.equal(readFileSync(`${meta}.damaged`, "utf8"), "version: [");
        assert.match(told[0], /meta\.yaml was damaged, and is set aside as \S+meta\.yaml\.damaged: Flow sequence/);
        assert.match(told[1], /meta\.yaml\.2\.damaged: Invalid input: expected number/);
    });

    it("is set aside when it is a folder", () => {
        mkdirSync(join(meta, "in-the-way"), { recursive: true });
        mend();
        assert.deepEqual(readdirSync(dirname(meta)), ["meta.yaml.damaged"]);
    });

    it("is named with what to do when it may not be read", () => {
        symlinkSync(meta, meta);
        assert.throws(
            mend,
            /meta\.yaml cannot be read \(ELOOP: .*\)\. Give yourself the permission, or remove the file/,
        );
    });
});
