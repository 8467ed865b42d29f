import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { evaluate } from "../framework/evaluate";
import type { Exemption } from "../framework/exemption";
import { createPack } from "../framework/policies";
import { defineRule } from "../framework/rule";
import { fsbp } from "../framework/references";
import { SECRET } from "../framework/secret";
import { iamRules } from "../rules/iam";
import { rolePolicy } from "../testing/documents";
import { UNKNOWN } from "../testing/harness";
import { dynamodbPitrEnabled } from "../rules/dynamodb/pitrEnabled";
import { s3TlsOnly } from "../rules/s3/tlsOnly";
import { kmsKeyRotation } from "../rules/kms/keyRotation";
import { check, foldedFindings, type CheckReport } from "./check";
import { asJunit } from "./formats/junit";
import { asMarkdown } from "./formats/markdown";
import { asSarif } from "./formats/sarif";
import { asText } from "./formats/text";
import { readState } from "./state";

const TABLE = "aws:dynamodb/table:Table";
const KEY = "aws:kms/key:Key";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

interface Resource {
    readonly type: string;
    readonly name: string;
    readonly inputs?: object;
    readonly outputs?: object;
    readonly external?: boolean;
}

const exportOf = (project: string, resources: readonly Resource[]) =>
    JSON.stringify({
        version: 3,
        deployment: {
            resources: resources.map(({ type, name, ...rest }) => ({
                urn: `urn:pulumi:dev::${project}::${type}::${name}`,
                type,
                ...rest,
            })),
        },
    });
const data = readState(
    exportOf("platform-data", [
        { type: TABLE, name: "orders", inputs: { hashKey: "id" } },
        { type: TABLE, name: "carts", inputs: {} },
        { type: TABLE, name: "good", inputs: { pointInTimeRecovery: { enabled: true } } },
    ]),
    "data.json",
);
const foundation = readState(
    exportOf("platform-foundation", [
        { type: KEY, name: "data <a|b>", inputs: { enableKeyRotation: false } },
        { type: "pulumi:providers:aws", name: "default", inputs: {} },
    ]),
    "foundation.json",
);

/** Every table asks for a key in some stack. */
const acrossStacks = defineRule({
    id: "dynamodb-across-stacks",
    displayName: "Across stacks",
    description: "An environment with tables has a key.",
    severity: "low",
    tags: ["dynamodb"],
    frameworks: [fsbp("DynamoDB.2")],
    remediationSteps: "Add a key.",
    url: "https://docs.aws.amazon.com/kms/",
    examples: ["aws.dynamodb.Table"],
    types: [TABLE],
    level: "advisory",
    environment(environment, judgeOf) {
        for (const table of environment.ofType(TABLE))
            judgeOf(table).decide("key", () => (environment.ofType(KEY).length > 1 ? undefined : "Only one key."));
    },
});

const rules = [dynamodbPitrEnabled, kmsKeyRotation, acrossStacks];
const exemption = (more: Partial<Exemption>): Exemption => ({
    rule: "dynamodb-pitr-enabled",
    finding: "pointInTimeRecovery.enabled",
    resource: "carts",
    stacks: ["platform-data/*"],
    reason: "Carts are lost gladly.",
    owner: "shop",
    ticket: "SHOP-1",
    expires: "2026-12-31",
    ...more,
});
const run = (exemptions: readonly Exemption[] = [exemption({})], config = {}) =>
    check([data, foundation], { rules, exemptions, config, today: "2026-01-01" });
const told = ({ findings }: CheckReport) =>
    findings.map(({ verdict, level, rule, urn }) => `${verdict} ${level} ${rule} ${urn.split("::").at(-1)}`);

describe("check of states", () => {
    it("judges each stack by itself and all of them together", () => {
        const report = run();
        assert.deepEqual(told(report), [
            "violation advisory dynamodb-across-stacks orders",
            "violation advisory dynamodb-across-stacks carts",
            "violation advisory dynamodb-across-stacks good",
            "violation mandatory dynamodb-pitr-enabled orders",
            "exempted mandatory dynamodb-pitr-enabled carts",
            "violation mandatory kms-key-rotation data <a|b>",
        ]);
        assert.ok(report.failed);
        assert.deepEqual(
            report.stacks.map(({ stack, violations, exempted }) => [stack, violations, exempted]),
            [
                ["platform-data/dev", 4, 1],
                ["platform-foundation/dev", 1, 0],
            ],
        );
    });

    it("tells the gravest of what one statement is to blame for, and counts the others", () => {
        const admin = rolePolicy(
            { Effect: "Allow", Action: "*", Resource: "*" },
            { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        );
        const state = readState(
            exportOf("platform-data", [{ type: admin.type, name: "admin", inputs: admin.props }]),
            "data.json",
        );
        const judge = (config = {}, exemptions: readonly Exemption[] = []) => {
            const report = check([state], { rules: iamRules, exemptions, config, today: "2026-01-01" });
            const heads = foldedFindings(report.findings).filter(({ verdict }) => verdict === "violation");
            return { report, heads, told: heads.map(({ rule, level }) => `${level} ${rule}`) };
        };
        const { report, heads, told: names } = judge();
        assert.ok(report.findings.length > 80);
        assert.deepEqual(names, ["mandatory iam-admin-wildcard", "mandatory iam-resource-wildcard"]);
        assert.equal(report.stacks[0]?.violations, 2);
        assert.match(
            heads.map(({ message }) => message).join("\n"),
            /^'admin' .* And \d\d other findings about statement #1 of policy: .*iam-privilege-escalation \(\d\d\)/,
        );

        // Whatever level the gravest has, what fails the run is told first.
        const quiet = judge({ "iam-admin-wildcard": "advisory", "iam-resource-wildcard": "disabled" });
        assert.deepEqual(quiet.told[0], "mandatory iam-action-wildcard");
        assert.ok(quiet.report.failed);

        // An exemption is of the one finding that it names, folded or not.
        const record = exemption({
            rule: "iam-privilege-escalation",
            finding: "Escalation::iam:PutRolePolicy",
            resource: "admin",
        });
        const spared = judge({}, [record]).report;
        assert.deepEqual(
            spared.findings.filter(({ verdict }) => verdict === "exempted").map(({ finding }) => finding),
            ["Escalation::iam:PutRolePolicy"],
        );
        assert.deepEqual(
            spared.notes.filter(({ level }) => level === "mandatory"),
            [],
        );
    });

    it("fails by what is mandatory as configured", () => {
        const quiet = { "dynamodb-pitr-enabled": "advisory", "kms-key-rotation": "disabled" } as const;
        const report = run([exemption({})], quiet);
        assert.equal(report.failed, false, JSON.stringify(report.findings));
        assert.ok(told(report).every((line) => !line.includes("kms-key-rotation")));
        assert.equal(run([exemption({})], { ...quiet, "dynamodb-across-stacks": "mandatory" }).failed, true);
    });

    it("exempts from rules over the environment, and fails by a record that matches nothing", () => {
        const environmental = exemption({
            rule: "dynamodb-across-stacks",
            finding: "key",
            resource: "*",
            maxMatches: 3,
        });
        const quiet = { "dynamodb-pitr-enabled": "advisory", "kms-key-rotation": "advisory" } as const;
        assert.equal(told(run([environmental], quiet)).filter((line) => line.startsWith("exempted")).length, 3);
        const unused = run([exemption({ resource: "gone" })], quiet);
        assert.ok(unused.failed);
        assert.match(asText(unused), /\[mandatory\] policies-exemptions-current: .*matches nothing/);
    });

    it("judges nothing that a program only reads, neither alone nor together, as the engine does", () => {
        const read = { id: "orders", external: true, inputs: {} };
        const states = [
            readState(
                exportOf("platform-data", [
                    { ...read, type: TABLE, name: "read", outputs: { name: "orders" } },
                    { type: TABLE, name: "own", inputs: { pointInTimeRecovery: { enabled: true } } },
                    { ...read, type: "aws:s3/bucket:Bucket", name: "lake", outputs: { bucket: "lake" } },
                    { type: POLICY, name: "policy", inputs: { bucket: "lake", policy: "{}" } },
                    { ...read, type: KEY, name: "shared", outputs: { arn: "arn:key" } },
                    { ...read, type: KEY, name: "second", outputs: { arn: "arn:key-2" } },
                ]),
                "data.json",
            ),
        ];
        const report = check(states, { rules: [...rules, s3TlsOnly], exemptions: [], today: "2026-01-01" });
        // What is the program's own is judged, and rules over the environment see what is read.
        assert.deepEqual([...new Set(told(report))], ["violation mandatory s3-tls-only policy"]);
        const own = check([foundation, ...states], { rules, exemptions: [], today: "2026-01-01" });
        assert.deepEqual(told(own), ["violation mandatory kms-key-rotation data <a|b>"]);
    });

    it("says of each verdict what an engine is told, and leaves out none", () => {
        const state = readState(
            exportOf("platform-data", [
                { type: TABLE, name: "orders", inputs: {} },
                { type: TABLE, name: "carts", inputs: {} },
                { type: TABLE, name: "later", inputs: { pointInTimeRecovery: { enabled: UNKNOWN } } },
            ]),
            "data.json",
        );
        const exemptions = [exemption({})];
        const told = evaluate(createPack(rules, exemptions, { today: "2026-01-01" }), state.resources);
        const messages = told.flatMap(({ entries, message }) => entries.map(() => message));
        const { findings } = check([state], { rules: [dynamodbPitrEnabled], exemptions, today: "2026-01-01" });
        assert.deepEqual(
            findings.map(({ verdict }) => verdict),
            ["violation", "exempted", "undecided"],
        );
        assert.equal(messages.length, findings.length);
        for (const [index, { message }] of findings.entries()) assert.ok(messages[index].includes(message), message);
    });

    it("reads states, without providers, and secrets as such", () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
        const { stack, resources } = readState(
            exportOf("platform-data", [{ type: TABLE, name: "t", inputs: { a: [secret] }, outputs: { b: secret } }]),
            "data.json",
        );
        assert.equal(stack, "platform-data/dev");
        assert.deepEqual(resources[0]?.inputs, { a: [SECRET] });
        assert.deepEqual(resources[0]?.outputs, { a: [SECRET], b: SECRET });
        assert.equal(foundation.resources.length, 1);
        for (const text of ["{", "{}", `{"version":2,"deployment":{}}`])
            assert.throws(() => readState(text, "old.json"), /old\.json is no Pulumi state .*pulumi stack export/);
    });
});

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
