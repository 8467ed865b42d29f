import assert from "node:assert/strict";
import { defineRule } from "./rule";
import type { Exemption } from "./exemption";
import { wellArchitected } from "./references";
import { run, subjectsOf, UNKNOWN, type Subject } from "../testing/harness";

const things = subjectsOf("test:index:Thing");
/** Finds every fault that a thing lists. */
const rule = defineRule({
    id: "test-thing-faultless",
    displayName: "Things are faultless",
    description: "Things have no faults.",
    severity: "low",
    tags: ["test"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: "Remove the fault.",
    url: "https://example.com",
    examples: ["aws.sqs.Queue"],
    types: ["test:index:Thing"],
    resource({ props }, judge) {
        judge.decide("faults", () => {
            for (const fault of props.faults as string[]) judge.violation(`Fault::${fault}`, `It has ${fault}.`);
            return undefined;
        });
    },
});

const record = (overrides: Partial<Exemption> = {}): Exemption => ({
    rule: rule.id,
    finding: "Fault::a",
    resource: "subject",
    stacks: ["platform-test/dev"],
    reason: "It is meant to be.",
    owner: "platform",
    ticket: "PLAT-1",
    expires: "2026-06-30",
    ...overrides,
});

const judge = (
    faults: unknown,
    exemptions: readonly Exemption[],
    today = "2026-01-01",
    more: readonly Subject[] = [],
) => {
    const { violations, exempted, diagnostics } = run({
        rules: [rule],
        subjects: [things({ faults }), ...more],
        exemptions,
        today,
    });
    const faultsOf = (policy: string) => diagnostics.filter((found) => found.policy === policy);
    return {
        violations,
        exempted,
        findings: faultsOf(rule.id),
        records: faultsOf("policies-exemptions-current").map(({ level, message }) => `${level}: ${message}`),
        summary: faultsOf("policies-verdicts-summarised").map(({ level, message }) => `${level}: ${message}`),
    };
};

describe("exemptions", () => {
    it("let exactly the named finding stand, and are printed with reason, owner, ticket and date", () => {
        const { violations, exempted, findings, records } = judge(["a", "ab"], [record()]);
        assert.deepEqual(
            { violations, exempted, records },
            { violations: ["Fault::ab"], exempted: ["Fault::a"], records: [] },
        );
        assert.equal(
            findings.find(({ level }) => level === "advisory")?.message,
            "Exempted [Fault::a]: It has a. Reason: It is meant to be. (platform, PLAT-1, until 2026-06-30)",
        );
    });

    it("can name findings by an expression and resources by a pattern or a URN", () => {
        const other = things({ faults: ["b"] }, { name: "other" });
        const broad = record({ finding: /^Fault::[ab]$/, resource: "*", maxMatches: 2 });
        assert.deepEqual(judge(["a"], [broad], undefined, [other]).violations, []);
        const urn = record({ resource: "urn:pulumi:dev::platform-test::test:index:Thing::subject" });
        assert.deepEqual(judge(["a"], [urn]).violations, []);
        assert.deepEqual(judge(["a"], [record({ resource: "sub" })]).violations, ["Fault::a"]);
    });

    it("hold to the last day, and are a violation from the next", () => {
        assert.deepEqual(judge(["a"], [record()], "2026-06-30").violations, []);
        const { violations, records, findings } = judge(["a"], [record()], "2026-07-01");
        assert.deepEqual(violations, ["Fault::a"]);
        assert.match(findings[0]?.message ?? "", /An exemption names this finding but expired on 2026-06-30\./);
        assert.deepEqual(records, [
            `mandatory: Exemption of subject from ${rule.id} (Fault::a) expired on 2026-06-30.`,
        ]);
    });

    for (const field of ["reason", "owner", "ticket"] as const) {
        it(`exempt nothing without ${field}`, () => {
            const { violations, records } = judge(["a"], [record({ [field]: " " })]);
            assert.deepEqual(violations, ["Fault::a"]);
            assert.match(records.join(), new RegExp(`^mandatory: .* has no ${field}\\.$`));
        });
    }

    it("exempt nothing with a date that is none, or from a rule that does not exist", () => {
        assert.match(judge(["a"], [record({ expires: "soon" })]).records.join(), /no date in 'expires', but 'soon'/);
        assert.match(judge([], [record({ rule: "test-gone" })]).records.join(), /names a rule that does not exist/);
    });

    it("that match nothing are a violation in the stacks that they name, and there only", () => {
        assert.match(judge([], [record()]).records.join(), /matches nothing in platform-test\/dev; remove it/);
        assert.deepEqual(judge([], [record({ stacks: ["platform-test/prod"] })]).records, []);
        assert.deepEqual(judge(["a"], [record({ stacks: ["platform-test/prod"] })]).violations, ["Fault::a"]);
        assert.deepEqual(judge(["a"], [record({ stacks: ["*/dev"] })]).violations, []);
        assert.deepEqual(judge([], [record({ stacks: ["*/*", "!*/d*"] })]).records, []);
        assert.deepEqual(judge(["a"], [record({ stacks: ["*/*", "!*/d*"] })]).violations, ["Fault::a"]);
        assert.deepEqual(judge(["a"], [record({ stacks: ["*/*", "!*/p*"] })]).violations, []);
    });

    it("that match nothing yet wait for what is not decided", () => {
        assert.deepEqual(judge(UNKNOWN, [record()]).records, []);
        assert.match(judge(UNKNOWN, [record({ resource: "other" })]).records.join(), /matches nothing/);
    });

    it("that match more than they state cover no more than that, and are a violation", () => {
        const { violations, exempted, records, findings } = judge(
            ["a", "b", "c"],
            [record({ finding: /./, maxMatches: 2 })],
        );
        assert.deepEqual({ violations, exempted }, { violations: ["Fault::c"], exempted: ["Fault::a", "Fault::b"] });
        assert.match(findings.at(-1)?.message ?? "", /covers more than the 2 it states/);
        assert.match(records.join(), /covers 3 findings but states 2/);
    });

    it("are counted in the summary, which is silent when all passed", () => {
        assert.deepEqual(judge(["a", "b"], [record()]).summary, [
            "advisory: platform-test/dev: 1 violated, 0 undecided, 1 exempted, 1 passed. Why what is exempted may stand, policies/exemptions.ts says.",
        ]);
        assert.deepEqual(judge([], []).summary, []);
    });
});
