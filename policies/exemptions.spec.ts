import assert from "node:assert/strict";
import { exemptions } from "./exemptions";
import { evaluate } from "./framework/evaluate";
import { createPack } from "./framework/policies";
import { rules } from "./rules";
import { documentText } from "./testing/documents";

/** What is said of a permissions boundary that allows some actions, with the exemptions of the platform. */
function judgeBoundary(actions: readonly string[]) {
    const type = "aws:iam/policy:Policy";
    const policy = documentText({ Effect: "Allow", Action: actions, Resource: "*" });
    const urn = `urn:pulumi:dev::platform-foundation::${type}::boundary`;
    const resource = { type, name: "boundary", urn, inputs: { policy }, outputs: { policy }, propertyDependencies: {} };
    const pack = createPack(
        rules.filter(({ id }) => id === "iam-resource-wildcard"),
        exemptions.filter(({ rule }) => rule === "iam-resource-wildcard"),
        { today: "2026-12-01" },
    );
    evaluate(pack, [resource]);
    const entries = pack.ledger.entries();
    return entries.filter(({ exemption }) => exemption === undefined).map(({ finding }) => finding.id);
}

describe("exemptions of the platform", () => {
    it("let the boundary cap roles to the use of data", () => {
        assert.deepEqual(judgeBoundary(["dynamodb:GetItem", "s3:PutObject", "kms:Decrypt", "sqs:SendMessage"]), []);
    });

    it("let nothing into the boundary that is not written down, be it of the same services", () => {
        const management = [
            "dynamodb:DeleteTable",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "lambda:UpdateFunctionCode",
            "s3:DeleteBucket",
            "s3:PutBucketPolicy",
        ];
        assert.deepEqual(
            judgeBoundary(["s3:GetObject", ...management]),
            management.map((action) => `Resource::*#${action}`),
        );
    });
});
