import assert from "node:assert/strict";
import { rules } from "../rules";
import * as controls from "./controls";
import { fsbp } from "./references";

const TABLES: readonly Readonly<Record<string, string>>[] = Object.values(controls);

describe("what rules refer to", () => {
    it("bears its publisher's title", () => {
        assert.equal(fsbp("S3.5").specification, controls.FOUNDATIONAL["S3.5"]);
    });

    it("is refused when no table has it", () => {
        assert.throws(() => fsbp("S3.4711" as "S3.5"), /no 'S3\.4711' in policies\/framework\/controls\.ts/);
    });

    it("comes from a table in every rule, and is not named twice", () => {
        for (const { id, frameworks } of rules) {
            for (const { reference = "", specification } of frameworks)
                assert.ok(
                    TABLES.some((titles) => titles[reference] === specification),
                    `${id}: ${reference}`,
                );
            assert.equal(
                new Set(frameworks.map(({ name, reference }) => `${name} ${reference}`)).size,
                frameworks.length,
                id,
            );
        }
    });

    it("is all that the tables have", () => {
        const used = new Set(rules.flatMap(({ frameworks }) => frameworks.map(({ specification }) => specification)));
        const unused = TABLES.flatMap((titles) => Object.entries(titles)).filter(([, title]) => !used.has(title));
        assert.deepEqual(unused, []);
    });

    it("is in Security Hub's standard or beside it, not both", () => {
        const both = Object.keys(controls.SECURITY_HUB).filter((reference) => reference in controls.FOUNDATIONAL);
        assert.deepEqual(both, []);
    });
});
