import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { asideOf, readJson, writeJson } from "./json";
import { damages } from "./testing/damages";

describe("a JSON file that is read back", () => {
    const schema = z.object({ name: z.string() });
    let directory: string;
    let file: string;
    let told: string[];
    const read = () => readJson(file, schema, (message) => told.push(message));

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-json-"));
        file = join(directory, "deep", "file.json");
        told = [];
        writeJson(file, { name: "kept" });
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("says what was written, and nothing before that", () => {
        assert.deepEqual(read(), { name: "kept" });
        rmSync(file);
        assert.equal(read(), undefined);
        assert.deepEqual(told, []);
    });

    const folder = (place: string) => {
        rmSync(place);
        mkdirSync(place);
    };
    for (const [what, damage] of Object.entries({ ...damages, "a folder": folder }))
        it(`is set aside when it is ${what}, and named`, () => {
            damage(file);
            assert.equal(read(), undefined);
            assert.equal(told.length, 1);
            assert.ok(told[0]?.startsWith(`${file} was damaged, and is set aside as ${asideOf(file)}: `), told[0]);
            assert.ok(!told[0]?.includes("\n"), told[0]);
            assert.deepEqual(readdirSync(join(directory, "deep")), ["file.json.damaged"]);
            assert.equal(read(), undefined);
            assert.equal(told.length, 1);
            writeJson(file, { name: "again" });
            assert.deepEqual(read(), { name: "again" });
        });

    it("is left alone, and named, where nothing can be moved", () => {
        writeFileSync(file, "");
        mkdirSync(join(asideOf(file), "in-the-way"), { recursive: true });
        assert.equal(read(), undefined);
        assert.match(told.join(), /file\.json is damaged: Unexpected end of JSON input$/);
    });

    it("leaves nothing half written behind", () => {
        rmSync(file);
        mkdirSync(join(file, "in-the-way"), { recursive: true });
        assert.throws(() => writeJson(file, {}));
        assert.deepEqual(readdirSync(join(directory, "deep")), ["file.json"]);
    });
});
