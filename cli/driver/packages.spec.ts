import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTALLED, LOCK, staleness } from "./packages";

const packages = {
    "": { version: "0.1.0" },
    cli: { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/other-system": { version: "1.0.0", optional: true },
};

describe("the packages that are installed", () => {
    let root: string;
    const told = (installed: object | string, lock: object = packages) => {
        const text = (value: object | string) =>
            typeof value === "string" ? value : JSON.stringify({ packages: value });
        writeFileSync(join(root, LOCK), text(lock));
        writeFileSync(join(root, INSTALLED), text(installed));
        return staleness(root);
    };

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "platform-packages-"));
        mkdirSync(join(root, "node_modules"));
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it("are those of the lock file, but for those of other systems", () => {
        const { "node_modules/a": a } = packages;
        assert.equal(told({ "node_modules/a": a }), undefined);
        assert.equal(told({ "node_modules/a": { version: "0.9.0" } }), "a is 0.9.0 in place of 1.0.0");
        assert.equal(told({}), "a 1.0.0 is missing");
        assert.equal(
            told({ "node_modules/a": a, "node_modules/other-system": { version: "2.0.0" } }),
            "other-system is 2.0.0 in place of 1.0.0",
        );
    });

    it("are not looked at where npm says nothing of them", () => {
        assert.equal(told("{ no lock"), undefined);
        rmSync(join(root, INSTALLED));
        assert.equal(staleness(root), undefined);
    });
});
