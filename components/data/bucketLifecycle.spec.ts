import assert from "node:assert/strict";
import { lifecycleRules, validateLifecycle, type BucketLifecycle } from "./bucketLifecycle";

const TIDY = {
    id: "keep-tidy",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

describe("lifecycleRules", () => {
    it("keep current versions by default and remove what nobody needs", () => {
        assert.deepEqual(lifecycleRules({}), [
            {
                ...TIDY,
                noncurrentVersionExpiration: { noncurrentDays: 30 },
                expiration: { expiredObjectDeleteMarker: true },
            },
        ]);
    });

    it("move and expire objects as asked", () => {
        const lifecycle: BucketLifecycle = {
            transitions: [
                { afterDays: 30, storageClass: "STANDARD_IA" },
                { afterDays: 90, storageClass: "GLACIER_IR" },
            ],
            expireAfterDays: 365,
            expireOldVersionsAfterDays: 5,
        };
        validateLifecycle("B 'x'", lifecycle);
        assert.deepEqual(lifecycleRules(lifecycle), [
            {
                ...TIDY,
                noncurrentVersionExpiration: { noncurrentDays: 5 },
                expiration: { days: 365 },
                transitions: [
                    { days: 30, storageClass: "STANDARD_IA" },
                    { days: 90, storageClass: "GLACIER_IR" },
                ],
            },
        ]);
    });
});

describe("validateLifecycle", () => {
    const refused: readonly { lifecycle: BucketLifecycle; message: RegExp }[] = [
        { lifecycle: { expireAfterDays: 0 }, message: /B 'x': lifecycle\.expireAfterDays .* at least 1\.$/ },
        { lifecycle: { expireOldVersionsAfterDays: 1.5 }, message: /lifecycle\.expireOldVersionsAfterDays/ },
        {
            lifecycle: { transitions: [{ afterDays: 29, storageClass: "STANDARD_IA" }] },
            message: /transitions to STANDARD_IA need a whole number of days, at least 30/,
        },
        {
            lifecycle: { expireAfterDays: 90, transitions: [{ afterDays: 90, storageClass: "GLACIER_IR" }] },
            message: /GLACIER_IR after 90 days come too late: objects expire after 90/,
        },
    ];
    for (const { lifecycle, message } of refused) {
        it(`refuses ${JSON.stringify(lifecycle)}`, () => {
            assert.throws(() => validateLifecycle("B 'x'", lifecycle), message);
        });
    }
});
