import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { asidesOf, readJson, removeAsides, writeJson } from "./json";
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
            assert.ok(told[0]?.startsWith(`${file} was damaged, and is set aside as ${file}.damaged: `), told[0]);
            assert.ok(!told[0]?.includes("\n"), told[0]);
            assert.deepEqual(readdirSync(join(directory, "deep")), ["file.json.damaged"]);
            assert.equal(read(), undefined);
            assert.equal(told.length, 1);
            writeJson(file, { name: "again" });
            assert.deepEqual(read(), { name: "again" });
        });

    it("is set aside each time that it is damaged, up to ten times, after which the newest is the tenth", () => {
        const damaged = Array.from({ length: 12 }, (_, time) => `"${time}"`);
        for (const text of damaged) {
            writeFileSync(file, text);
            assert.equal(read(), undefined);
        }
        const kept = asidesOf(file);
        assert.deepEqual(
            kept.map((aside) => readFileSync(aside, "utf8")),
            [...damaged.slice(0, 9), damaged.at(-1)],
        );
        assert.equal(kept[1], `${file}.2.damaged`);
        assert.ok(told[1]?.includes(` set aside as ${file}.2.damaged: `), told[1]);
        removeAsides(file);
        assert.deepEqual([asidesOf(file), readdirSync(join(directory, "deep"))], [[], []]);
    });

    it("loses its copies when they are folders, too", () => {
        folder(file);
        assert.equal(read(), undefined);
        removeAsides(file);
        assert.deepEqual(readdirSync(join(directory, "deep")), []);
    });

    it("may be written in another language", () => {
        const readAs = () =>
            readJson(
                file,
                schema,
                (message) => told.push(message),
                (name) => ({ name }),
            );
        writeFileSync(file, "kept");
        assert.deepEqual(readAs(), { name: "kept" });
    });

    it("is left alone, and named with what to do, where nothing can be moved", () => {
        for (const text of Array.from({ length: 10 }, () => "")) {
            writeFileSync(file, text);
            read();
        }
        const last = asidesOf(file).at(-1)!;
        rmSync(last);
        mkdirSync(join(last, "in-the-way"), { recursive: true });
        writeFileSync(file, "");
        told = [];
        assert.equal(read(), undefined);
        assert.match(
            told.join(),
            /file\.json is damaged, and cannot be set aside \(\w+\), so remove it yourself: Unexpected end of JSON input$/,
        );
    });

    it("is named with what to do when it may not be read", () => {
        rmSync(file);
        // Nobody can read what leads to itself, whatever is permitted.
        symlinkSync(file, file);
        assert.throws(read, (error: Error) => {
            assert.ok(error.message.startsWith(`${file} cannot be read (ELOOP: `), error.message);
            assert.match(error.message, /Give yourself the permission, or remove the file: docs\/local\.md says/);
            return true;
        });
    });

    it("leaves nothing half written behind", () => {
        rmSync(file);
        mkdirSync(join(file, "in-the-way"), { recursive: true });
        assert.throws(() => writeJson(file, {}));
        assert.deepEqual(readdirSync(join(directory, "deep")), ["file.json"]);
    });
});
