"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const strict_1 = __importDefault(require("node:assert/strict"));
const exemption_1 = require("./exemption");
const ledger_1 = require("./ledger");
const passed = { id: "a", verdict: "pass", message: "" };
const violated = { id: "b", verdict: "violation", message: "Wrong." };
describe("Ledger", () => {
    const ledger = () => new ledger_1.Ledger(new exemption_1.Exemptions([], new Set(), "2026-01-01"));
    it("replaces what was said of a resource that is judged again", () => {
        const book = ledger();
        book.write("rule", "resource", "urn", [passed, violated]);
        book.write("rule", "resource", "urn", [passed, { ...violated, verdict: "pass" }]);
        strict_1.default.deepEqual(book.entries(), []);
        strict_1.default.deepEqual(book.counts(), { passed: 2, violations: 0, undecided: 0, exempted: 0 });
        book.write("rule", "resource", "urn", [violated]);
        strict_1.default.deepEqual(book.counts(), { passed: 0, violations: 1, undecided: 0, exempted: 0 });
    });
    it("counts what has the same cause once, but for what an exemption names", () => {
        const record = {
            rule: "rule",
            finding: "b",
            resource: "*",
            stacks: ["p/dev"],
            reason: "It has to.",
            owner: "platform",
            ticket: "PLAT-1",
            expires: "2026-12-31",
        };
        const urn = "urn:pulumi:dev::p::aws:iam/role:Role::worker";
        const blamed = ["b", "c", "d"].map((id) => ({ ...violated, id, cause: "statement #1" }));
        const book = new ledger_1.Ledger(new exemption_1.Exemptions([record], new Set(["rule", "other"]), "2026-01-01"));
        book.write("rule", "resource", urn, [...blamed, { ...violated, id: "e", cause: "statement #2" }]);
        book.write("other", "resource", urn, blamed);
        book.write("other", "resource", "urn-2", blamed);
        strict_1.default.deepEqual(book.counts(), { passed: 0, violations: 3, undecided: 0, exempted: 1 });
        strict_1.default.equal(book.entries().length, 10);
        strict_1.default.deepEqual(book.exemptions.violations("p/dev", []), []);
    });
    it("keeps what each view of a rule, and each rule, says", () => {
        const book = ledger();
        for (const phase of ["resource", "stack"])
            book.write("rule", phase, "urn", [violated]);
        book.write("other", "stack", "urn", [passed]);
        book.write("other", "stack", "urn-2", [passed]);
        strict_1.default.equal(book.entries().length, 2);
        strict_1.default.deepEqual(book.counts(), { passed: 2, violations: 2, undecided: 0, exempted: 0 });
    });
    it("tells once what a stack and the environment show alike, and the graver of what they do not", () => {
        const open = { id: "b", verdict: "undecided", message: "b" };
        const told = (first, second) => {
            const book = ledger();
            book.write("rule", "environment", "urn", [first]);
            const written = book.write("rule", "stack", "urn", [second]);
            return [book.counts().violations, book.counts().undecided, written.length];
        };
        strict_1.default.deepEqual(told(violated, violated), [1, 0, 0]);
        strict_1.default.deepEqual(told(open, open), [0, 1, 0]);
        strict_1.default.deepEqual(told(violated, open), [1, 0, 0]);
        strict_1.default.deepEqual(told(open, violated), [1, 1, 1]);
        strict_1.default.deepEqual(told(violated, { ...violated, id: "c" }), [2, 0, 1]);
    });
});
