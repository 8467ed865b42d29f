import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { UNKNOWN } from "../testing/harness";
import { Judge } from "./judge";
import { reading, readingsOf } from "./reading";

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
});
