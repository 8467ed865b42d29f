import assert from "node:assert/strict";
import { evaluate } from "../framework/evaluate";
import type { Exemption } from "../framework/exemption";
import { createPack } from "../framework/policies";
import { SECRET } from "../framework/secret";
import { iamRules } from "../rules/iam";
import { rolePolicy } from "../testing/documents";
import { UNKNOWN } from "../testing/harness";
import { dynamodbPitrEnabled } from "../rules/dynamodb/pitrEnabled";
import { s3TlsOnly } from "../rules/s3/tlsOnly";
import { check, foldedFindings } from "./check";
import { asText } from "./formats/text";
import { readState } from "./state";
import { TABLE, KEY, POLICY, exportOf, foundation, rules, exemption, run, told } from "../testing/checkedStates";

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
