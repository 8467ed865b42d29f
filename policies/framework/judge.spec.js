"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const strict_1 = __importDefault(require("node:assert/strict"));
const policy_1 = require("@pulumi/policy");
const harness_1 = require("../testing/harness");
const judge_1 = require("./judge");
const reading_1 = require("./reading");
const references_1 = require("./references");
const rule_1 = require("./rule");
const props = (0, policy_1.unknownCheckingProxy)({ known: { inner: 1 }, unknown: harness_1.UNKNOWN, list: ["a", harness_1.UNKNOWN, { b: harness_1.UNKNOWN }] });
describe("readings", () => {
    it("tell a value from the path of what is not known", () => {
        strict_1.default.deepEqual((0, reading_1.reading)(() => props.known.inner), { known: true, value: 1 });
        strict_1.default.deepEqual((0, reading_1.reading)(() => props.unknown.inner), { known: false, path: "unknown" });
        strict_1.default.deepEqual((0, reading_1.reading)(() => props.list[2].b), { known: false, path: "list[2].b" });
    });
    it("of a list stand each for themselves", () => {
        const [first, second, third] = (0, reading_1.readingsOf)(props.list);
        strict_1.default.deepEqual(first, { known: true, value: "a" });
        strict_1.default.deepEqual(second, { known: false, path: "list[1]" });
        strict_1.default.equal(third?.known, true);
        strict_1.default.deepEqual((0, reading_1.readingsOf)(undefined), []);
    });
    it("do not swallow other errors", () => {
        strict_1.default.throws(() => (0, reading_1.reading)(() => strict_1.default.fail("a bug")), /a bug/);
    });
});
describe("Judge", () => {
    it("decides each finding on its own", () => {
        const judge = new judge_1.Judge();
        judge.decide("first", () => String(props.unknown));
        judge.decide("second", () => "is wrong");
        judge.decide("third", () => undefined);
        strict_1.default.deepEqual(judge.findings, [
            { id: "first", verdict: "undecided", message: "unknown" },
            { id: "second", verdict: "violation", message: "is wrong" },
            { id: "third", verdict: "pass", message: "" },
        ]);
    });
    it("keeps the gravest of several verdicts on one finding, and the first message", () => {
        const judge = new judge_1.Judge();
        judge.decide("a", () => undefined);
        judge.decide("a", () => String(props.unknown));
        judge.violation("a", "is wrong");
        judge.violation("a", "is wrong again");
        judge.decide("a", () => undefined);
        strict_1.default.deepEqual(judge.findings, [{ id: "a", verdict: "violation", message: "is wrong" }]);
    });
    it("makes a violation of an error and goes on, but not of a value that is not known", () => {
        const judge = new judge_1.Judge();
        judge.decide("a", () => strict_1.default.fail("a bug"));
        judge.decide("b", () => undefined);
        strict_1.default.deepEqual(judge.findings.map(({ id, verdict }) => [id, verdict]), [
            ["rule-failed", "violation"],
            ["b", "pass"],
        ]);
        strict_1.default.match(judge.findings[0].message, /failed on this resource.*a bug/);
        strict_1.default.throws(() => judge.attempt(() => props.unknown.inner));
    });
});
const broken = {
    displayName: "Broken",
    description: "Fails.",
    severity: "low",
    tags: ["test"],
    frameworks: [(0, references_1.wellArchitected)("SEC02-BP03")],
    remediationSteps: "None.",
    url: "https://docs.aws.amazon.com/",
    examples: { aws: "" },
    types: ["aws:s3/bucket:Bucket"],
};
const failing = (name) => {
    if (name === "first")
        throw new TypeError("a bug");
    return "is wrong";
};
const rules = [
    (0, rule_1.defineRule)({
        ...broken,
        id: "test-resource-judged",
        resource: ({ name }, judge) => judge.violation("a", failing(name)),
    }),
    (0, rule_1.defineRule)({
        ...broken,
        id: "test-stack-judged",
        stack: (stack, judgeOf) => stack.ofType(broken.types[0]).forEach((each) => judgeOf(each).decide("a", () => failing(each.name))),
    }),
    (0, rule_1.defineRule)({
        ...broken,
        id: "test-view-failed",
        stack: () => strict_1.default.fail("a bug"),
    }),
    (0, rule_1.defineRule)({
        ...broken,
        id: "test-environment-failed",
        environment: () => strict_1.default.fail("a bug"),
    }),
];
describe("a rule that fails", () => {
    it("is a violation of that resource; other resources and rules are judged", () => {
        const bucket = (0, harness_1.subjectsOf)(broken.types[0]);
        const { entries } = (0, harness_1.run)({ rules, subjects: [bucket({}, { name: "first" }), bucket({}, { name: "second" })] });
        strict_1.default.deepEqual(entries.map(({ rule, urn, finding }) => [rule, urn.split("::")[3], finding.id]).sort(), [
            ["test-environment-failed", "first", "rule-failed"],
            ["test-resource-judged", "first", "rule-failed"],
            ["test-resource-judged", "second", "a"],
            ["test-stack-judged", "first", "rule-failed"],
            ["test-stack-judged", "second", "a"],
            ["test-view-failed", "first", "rule-failed"],
        ]);
    });
});
