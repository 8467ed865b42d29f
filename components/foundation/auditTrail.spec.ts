import assert from "node:assert/strict";
import { AuditTrail, type AuditTrailArgs } from "./auditTrail";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled } from "../shared/testing/mocks";

const ARGS: AuditTrailArgs = { trailName: "platform-dev", archiveBucketName: "archive", keyArn: "key" };
const TRAIL = "aws:cloudtrail/trail:Trail";

describe("AuditTrail", () => {
    beforeEach(() => installMocks());

    it("covers all regions, encrypts, and can prove its files unchanged", async () => {
        new AuditTrail("trail", ARGS);
        await settled();
        assert.deepEqual(inputsOf(TRAIL, "trail"), {
            name: "platform-dev",
            s3BucketName: "archive",
            s3KeyPrefix: "trail",
            kmsKeyId: "key",
            isMultiRegionTrail: true,
            includeGlobalServiceEvents: true,
            enableLogFileValidation: true,
        });
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new AuditTrail("trail", { ...ARGS, transform }, opts)));

    for (const trailName of ["ab", "-platform", "platform-", "a__b", "plat form", "x".repeat(129)]) {
        it(`refuses the name '${trailName.slice(0, 12)}'`, () => {
            assert.throws(() => new AuditTrail("trail", { ...ARGS, trailName }), /AuditTrail 'trail': trailName '/);
        });
    }
});
