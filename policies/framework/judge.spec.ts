import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { run, subjectsOf, UNKNOWN } from "../testing/harness";
import { Judge } from "./judge";
import { reading, readingsOf } from "./reading";
import { wellArchitected } from "./references";
import { defineRule } from "./rule";

const props = unknownCheckingProxy({ known: { inner: 1 }, unknown: UNKNOWN, list: ["a", UNKNOWN, { b: UNKNOWN }] });

describe("readings", () => {
    it("tell a value from the path of what is not known", () => {
        assert.deepEqual(
            reading(() => props.known.inner),
            { known: true, value: 1 },
        );
        assert.deepEqual(
            reading(() => props.unknown.inner),
            { known: false, path: "unknown" },
        );
        assert.deepEqual(
            reading(() => props.list[2].b),
            { known: false, path: "list[2].b" },
        );
    });

    it("of a list stand each for themselves", () => {
        const [first, second, third] = readingsOf<unknown>(props.list);
        assert.deepEqual(first, { known: true, value: "a" });
        assert.deepEqual(second, { known: false, path: "list[1]" });
        assert.equal(third?.known, true);
        assert.deepEqual(readingsOf(undefined), []);
    });

    it("do not swallow other errors", () => {
        assert.throws(() => reading(() => assert.fail("a bug")), /a bug/);
    });
});

describe("Judge", () => {
    it("decides each finding on its own", () => {
        const judge = new Judge();
        judge.decide("first", () => String(props.unknown));
        judge.decide("second", () => "is wrong");
        judge.decide("third", () => undefined);
        assert.deepEqual(judge.findings, [
            { id: "first", verdict: "undecided", message: "unknown" },
            { id: "second", verdict: "violation", message: "is wrong" },
            { id: "third", verdict: "pass", message: "" },
        ]);
    });

    it("keeps the gravest of several verdicts on one finding, and the first message", () => {
        const judge = new Judge();
        judge.decide("a", () => undefined);
        judge.decide("a", () => String(props.unknown));
        judge.violation("a", "is wrong");
        judge.violation("a", "is wrong again");
        judge.decide("a", () => undefined);
        assert.deepEqual(judge.findings, [{ id: "a", verdict: "violation", message: "is wrong" }]);
    });

    it("makes a violation of an error and goes on, but not of a value that is not known", () => {
        const judge = new Judge();
        judge.decide("a", () => assert.fail("a bug"));
        judge.decide("b", () => undefined);
        assert.deepEqual(
            judge.findings.map(({ id, verdict }) => [id, verdict]),
            [
                ["rule-failed", "violation"],
                ["b", "pass"],
            ],
        );
        assert.match(judge.findings[0].message, /failed on this resource.*a bug/);
        assert.throws(() => judge.attempt(() => props.unknown.inner));
    });
});

const broken = {
    displayName: "Broken",
    description: "Fails.",
    severity: "low",
    tags: ["test"],
    frameworks: [wellArchitected("SEC02-BP03")],
    remediationSteps: "None.",
    url: "https://docs.aws.amazon.com/",
    examples: ["aws.sqs.Queue"],
    types: ["aws:s3/bucket:Bucket"],
} as const;
const failing = (name: string) => {
    if (name === "first") throw new TypeError("a bug");
    return "is wrong";
};
const rules = [
    defineRule({
        ...broken,
        id: "test-resource-judged",
        resource: ({ name }, judge) => judge.violation("a", failing(name)),
    }),
    defineRule({
        ...broken,
        id: "test-stack-judged",
        stack: (stack, judgeOf) =>
            stack.ofType(broken.types[0]).forEach((each) => judgeOf(each).decide("a", () => failing(each.name))),
    }),
    defineRule({
        ...broken,
        id: "test-view-failed",
        stack: () => assert.fail("a bug"),
    }),
    defineRule({
        ...broken,
        id: "test-environment-failed",
        environment: () => assert.fail("a bug"),
    }),
];

describe("a rule that fails", () => {
    it("is a violation of that resource; other resources and rules are judged", () => {
        const bucket = subjectsOf(broken.types[0]);
        const { entries } = run({ rules, subjects: [bucket({}, { name: "first" }), bucket({}, { name: "second" })] });
        assert.deepEqual(entries.map(({ rule, urn, finding }) => [rule, urn.split("::")[3], finding.id]).sort(), [
            ["test-environment-failed", "first", "rule-failed"],
            ["test-resource-judged", "first", "rule-failed"],
            ["test-resource-judged", "second", "a"],
            ["test-stack-judged", "first", "rule-failed"],
            ["test-stack-judged", "second", "a"],
            ["test-view-failed", "first", "rule-failed"],
        ]);
    });
});
