import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isLike } from "../pattern";
import { commonReach, isWithin, overlap } from "./reach";

const text = fc.stringMatching(/^[ab:]{0,5}$/);
const pattern = fc.stringMatching(/^[ab:*?]{0,5}$/);
const only = (...patterns: string[]) => ({ patterns, isRest: false });
const but = (...patterns: string[]) => ({ patterns, isRest: true });

describe("patterns", () => {
    it("overlap when a text matches both", () => {
        fc.assert(
            fc.property(pattern, pattern, text, (one, other, each) => {
                if (isLike(one, each) && isLike(other, each)) assert.ok(overlap(one, other));
            }),
            { numRuns: 3000, seed: 1 },
        );
        for (const [one, other] of [
            ["a*b", "*ba*"],
            ["a?", "*b"],
            ["**", ""],
            ["a*", "?"],
            ["${v}b", "ab"],
        ] as const)
            assert.ok(overlap(one, other), `${one} ${other}`);
        for (const [one, other] of [
            ["a*", "b*"],
            ["?", ""],
            ["a?b", "ab"],
            ["*a", "*b"],
        ] as const)
            assert.ok(!overlap(one, other), `${one} ${other}`);
    });

    it("are within another when whatever matches them matches that", () => {
        fc.assert(
            fc.property(pattern, pattern, text, (inner, outer, each) => {
                if (isWithin(inner, outer) && isLike(inner, each)) assert.ok(isLike(outer, each));
            }),
            { numRuns: 3000, seed: 1 },
        );
        assert.ok(isWithin("arn:aws:s3:::lake/*", "arn:aws:s3:::lake*"));
        assert.ok(!isWithin("arn:aws:s3:::lake*", "arn:aws:s3:::lake/*"));
    });
});

describe("actions that two statements have in common", () => {
    it("are the narrower ones, or those that AWS lists where neither is", () => {
        assert.deepEqual(
            commonReach(only("s3:*", "sqs:SendMessage"), only("s3:Get*", "*Message")),
            only("s3:Get*", "sqs:SendMessage"),
        );
        assert.deepEqual(commonReach(only("sqs:Send*"), only("sqs:*age")), only("sqs:SendMessage"));
        assert.equal(commonReach(only("s3:Get*"), only("s3:Put*")), undefined);
    });

    it("are without exceptions", () => {
        assert.deepEqual(
            commonReach(only("sqs:*Message", "s3:Get*"), but("sqs:Send*", "iam:*")),
            only("s3:Get*", "sqs:DeleteMessage", "sqs:ReceiveMessage"),
        );
        assert.deepEqual(commonReach(only("*"), but("iam:*")), but("iam:*"));
        assert.equal(commonReach(but("s3:*"), only("s3:GetObject")), undefined);
        assert.deepEqual(commonReach(but("s3:*"), but("iam:*")), but("iam:*", "s3:*"));
    });
});
