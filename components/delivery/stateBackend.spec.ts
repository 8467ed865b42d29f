import assert from "node:assert/strict";
import { StateBackend } from "./stateBackend";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const ARGS = { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/state", accessLogBucketName: "archive" };

describe("StateBackend", () => {
    beforeEach(() => installMocks());

    it("keeps states encrypted under the key, with their versions for half a year, and logs who reads them", async () => {
        const backend = new StateBackend("state", ARGS);
        await settled();
        assert.equal(inputsOf("aws:s3/bucket:Bucket", "state").forceDestroy, false);
        const { rules } = inputsOf(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "state-encryption",
        );
        assert.equal(rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId, ARGS.keyArn);
        const lifecycle = inputsOf(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "state-lifecycle",
        );
        const days = lifecycle.rules.map((rule: any) => rule.noncurrentVersionExpiration?.noncurrentDays);
        assert.ok(days.includes(180));
        assert.equal(inputsOf("aws:s3/bucketLogging:BucketLogging", "state-logging").targetBucket, "archive");
        assert.equal(await valueOf(backend.bucketName), "state");
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new StateBackend("state", { ...ARGS, transform }, opts)));
});
