import assert from "node:assert/strict";
import * as fc from "fast-check";
import { UnreadableError } from "../../framework/reading";
import { alarmsRaising } from "./alarmRule";

const ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-failing";

describe("alarmsRaising", () => {
    for (const [rule, ...names] of [
        ['ALARM("a")', "a"],
        ["ALARM(a)", "a"],
        [`  alarm ( ${ARN} )\n`, ARN],
        ['ALARM("a b (c), \\"d\\"")', 'a b (c), "d"'],
        ['ALARM("AND") OR ALARM(OR)', "AND", "OR"],
        ['ALARM("a") AND NOT ALARM("b")', "a"],
        ['(ALARM("a") OR ALARM("b")) AND (NOT OK("c"))', "a", "b", "c"],
        ['NOT (OK("a") AND INSUFFICIENT_DATA("b"))', "a", "b"],
        ['NOT NOT ALARM("a")', "a"],
        ['OK("a")'],
        ["TRUE"],
        ["false"],
        ['ALARM("a") OR FALSE', "a"],
        ['ALARM("a") OR TRUE'],
        ['ALARM("a") AND (FALSE OR NOT TRUE)'],
        ['AT_LEAST(2, ALARM, (a, "b c", d))', "a", "b c", "d"],
        ["AT_LEAST(50%, NOT OK, (a, b))", "a", "b"],
    ] as const) {
        it(`reads ${rule}`, () => assert.deepEqual([...alarmsRaising(rule, "rule")].sort(), [...names].sort()));
    }

    for (const rule of [
        "",
        "a",
        'ALARM("a"',
        'ALARM("a',
        "ALARM()",
        "ALARM(a b)",
        'ALARM("a") ALARM("b")',
        'ALARM("a") OR',
        'ALARM("a") XOR ALARM("b")',
        'alarms("a")',
        "((TRUE)",
        "NOT",
        "AT_LEAST(x, ALARM, (a))",
        "AT_LEAST(1, ALARM, a)",
    ]) {
        it(`cannot read ${rule}`, () => assert.throws(() => alarmsRaising(rule, "rule"), UnreadableError));
    }

    it("reads every name in quotes", () => {
        fc.assert(
            fc.property(fc.string({ minLength: 1 }), (name) => {
                const rule = `ALARM("${name.replace(/[\\"]/g, "\\$&")}")`;
                assert.deepEqual([...alarmsRaising(rule, "rule")], [name]);
            }),
        );
    });
});
