import assert from "node:assert/strict";
import { evaluatePrefix, PrefixError } from "./prefix";

describe("prefixes of delivered objects", () => {
    const values = {
        time: new Date("2026-03-04T05:06:07Z"),
        randomString: "abcdefghijk",
        partitionKeys: { customer: "c-1" },
    };

    for (const [prefix, expected] of [
        ["orders/", "orders/2026/03/04/05/"],
        ["", "2026/03/04/05/"],
        [
            "orders/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
            "orders/year=2026/month=03/day=04/",
        ],
        ["!{timestamp:yy-M-d'T'HH.mm.ss}/", "26-3-4T05.06.07/"],
        ["!{firehose:random-string}/!{timestamp:yyyy}/", "abcdefghijk/2026/"],
        ["by/!{partitionKeyFromLambda:customer}/", "by/c-1/2026/03/04/05/"],
    ] as const) {
        it(`${prefix || "none"} becomes ${expected}`, () => assert.equal(evaluatePrefix(prefix, values), expected));
    }

    it("names the kind of error, and follows the time zone", () => {
        const error = { ...values, errorType: "processing-failed", timeZone: "America/New_York" };
        assert.equal(evaluatePrefix("!{firehose:error-output-type}/!{timestamp:HH}/", error), "processing-failed/00/");
    });

    for (const prefix of [
        "!{partitionKeyFromLambda:missing}/",
        "!{firehose:error-output-type}/",
        "!{timestamp:yyyy-MMM}/",
    ]) {
        it(`refuses ${prefix}`, () => assert.throws(() => evaluatePrefix(prefix, values), PrefixError));
    }
});
