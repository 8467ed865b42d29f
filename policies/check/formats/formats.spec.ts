import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { check } from "../check";
import { asJunit } from "./junit";
import { asMarkdown } from "./markdown";
import { asSarif } from "./sarif";
import { asText } from "./text";
import { readState } from "../state";
import { TABLE, exportOf, rules, exemption, run } from "../../testing/checkedStates";

describe("formats of the check", () => {
    it("text tells what fails first, and an exemption with its reason", () => {
        const text = asText(run());
        assert.match(
            text,
            /^\[mandatory\] dynamodb-pitr-enabled: platform-data\/dev: aws:dynamodb\/table:Table orders \[point[^]*\n\[advisory\] dynamodb-across-stacks: /,
        );
        assert.match(
            text,
            /\[exempted\] dynamodb-pitr-enabled: platform-data\/dev: 1 finding\n {4}Carts are lost gladly\. \(shop, SHOP-1, until 2026-12-31\)/,
        );
        assert.match(text, /\npolicy check: failed$/);
    });

    it("SARIF is valid by its schema, with exemptions as suppressions", () => {
        const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
        const ajv = new Ajv({ strict: false, unicodeRegExp: false });
        addFormats.default(ajv);
        const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
        const sarif = JSON.parse(asSarif(run(), rules, "1.0.0")) as {
            runs: { results: { ruleIndex: number; suppressions?: { justification: string }[] }[] }[];
        };
        assert.ok(validate(sarif), JSON.stringify(validate.errors));
        const { results } = sarif.runs[0];
        assert.equal(results.length, 6);
        assert.ok(results.every(({ ruleIndex }) => ruleIndex >= 0));
        assert.match(results[4]?.suppressions?.[0]?.justification ?? "", /^Carts are lost gladly\./);
        assert.ok(!validate({ ...sarif, version: "1.0" }));
        const stale = JSON.parse(asSarif(run([exemption({ resource: "gone" })]), rules, "1.0.0")) as typeof sarif;
        assert.ok(validate(stale), JSON.stringify(validate.errors));
        assert.match(JSON.stringify(stale.runs[0].results.at(-1)), /"policies-exemptions-current".*matches nothing/);
    });

    it("JUnit counts what stops a run as failures, and escapes what is told", () => {
        const xml = asJunit(run());
        assert.match(xml, /<testsuite name="platform-data\/dev" tests="5" failures="1" errors="0" skipped="3">/);
        assert.match(xml, /name="aws:kms\/key:Key data &lt;a\|b(&gt;|>) \[/);
    });

    it("Markdown folds what is long, and keeps names from breaking its tables", () => {
        const markdown = asMarkdown(run(), rules);
        assert.match(markdown, /^### Policies: ❌ failed/);
        assert.match(markdown, /<details open><summary>Violations \(5\)<\/summary>/);
        const rows = markdown.split("\n").filter((row) => row.startsWith("| mandatory"));
        for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 5, row);
        assert.match(
            markdown,
            /\| `dynamodb-pitr-enabled` \| platform-data\/dev \| 1 finding \| Carts are lost gladly\. _\(shop, SHOP-1, until/,
        );
    });

    it("Markdown fits into a comment, however much is violated", () => {
        const tables = Array.from({ length: 3000 }, (_, index) => ({ type: TABLE, name: `orders-${index}` }));
        const report = check([readState(exportOf("platform-data", tables), "data.json")], { rules, exemptions: [] });
        const markdown = asMarkdown(report, rules);
        assert.ok(markdown.length < 65_536, String(markdown.length));
        assert.match(markdown, /<summary>Violations \(6000\)[^]*… and 5940 more, which `--format json` tells\./);
    });
});
