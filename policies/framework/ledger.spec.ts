import assert from "node:assert/strict";
import { Exemptions } from "./exemption";
import type { Finding } from "./judge";
import { Ledger } from "./ledger";

const passed: Finding = { id: "a", verdict: "pass", message: "" };
const violated: Finding = { id: "b", verdict: "violation", message: "Wrong." };

describe("Ledger", () => {
    const ledger = () => new Ledger(new Exemptions([], new Set(), "2026-01-01"));

    it("replaces what was said of a resource that is judged again", () => {
        const book = ledger();
        book.write("rule", "resource", "urn", [passed, violated]);
        book.write("rule", "resource", "urn", [passed, { ...violated, verdict: "pass" }]);
        assert.deepEqual(book.entries(), []);
        assert.deepEqual(book.counts(), { passed: 2, violations: 0, undecided: 0, exempted: 0 });
        book.write("rule", "resource", "urn", [violated]);
        assert.deepEqual(book.counts(), { passed: 0, violations: 1, undecided: 0, exempted: 0 });
    });

    it("counts what has the same cause once, but for what an exemption names", () => {
        const record = {
            rule: "rule",
            finding: "b",
            resource: "*",
            stacks: ["p/dev"] as [string],
            reason: "It has to.",
            owner: "platform",
            ticket: "PLAT-1",
            expires: "2026-12-31",
        };
        const urn = "urn:pulumi:dev::p::aws:iam/role:Role::worker";
        const blamed = ["b", "c", "d"].map((id): Finding => ({ ...violated, id, cause: "statement #1" }));
        const book = new Ledger(new Exemptions([record], new Set(["rule", "other"]), "2026-01-01"));
        book.write("rule", "resource", urn, [...blamed, { ...violated, id: "e", cause: "statement #2" }]);
        book.write("other", "resource", urn, blamed);
        book.write("other", "resource", "urn-2", blamed);
        assert.deepEqual(book.counts(), { passed: 0, violations: 3, undecided: 0, exempted: 1 });
        assert.equal(book.entries().length, 10);
        assert.deepEqual(book.exemptions.violations("p/dev", []), []);
    });

    it("keeps what each view of a rule, and each rule, says", () => {
        const book = ledger();
        for (const phase of ["resource", "stack"] as const) book.write("rule", phase, "urn", [violated]);
        book.write("other", "stack", "urn", [passed]);
        book.write("other", "stack", "urn-2", [passed]);
        assert.equal(book.entries().length, 2);
        assert.deepEqual(book.counts(), { passed: 2, violations: 2, undecided: 0, exempted: 0 });
    });

    it("tells once what a stack and the environment show alike, and the graver of what they do not", () => {
        const open: Finding = { id: "b", verdict: "undecided", message: "b" };
        const told = (first: Finding, second: Finding) => {
            const book = ledger();
            book.write("rule", "environment", "urn", [first]);
            const written = book.write("rule", "stack", "urn", [second]);
            return [book.counts().violations, book.counts().undecided, written.length];
        };
        assert.deepEqual(told(violated, violated), [1, 0, 0]);
        assert.deepEqual(told(open, open), [0, 1, 0]);
        assert.deepEqual(told(violated, open), [1, 0, 0]);
        assert.deepEqual(told(open, violated), [1, 1, 1]);
        assert.deepEqual(told(violated, { ...violated, id: "c" }), [2, 0, 1]);
        assert.deepEqual(told({ ...passed, id: "b" }, open), [0, 0, 0]);
        assert.deepEqual(told({ ...passed, id: "b" }, violated), [1, 0, 1]);
        assert.deepEqual(told(passed, open), [0, 1, 1]);
    });
});
