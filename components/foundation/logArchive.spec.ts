import assert from "node:assert/strict";
import { LogArchive, type LogArchiveArgs } from "./logArchive";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resources, settled, valueOf } from "../shared/testing/mocks";

const ARGS: LogArchiveArgs = { expireAfterDays: 400, trailName: "platform-dev", deletionProtection: true };

describe("LogArchive", () => {
    beforeEach(() => installMocks());

    it("admits server access logs and one trail of this account, and nobody else", async () => {
        new LogArchive("log-archive", ARGS);
        await settled();
        const { policy } = inputsOf("aws:s3/bucketPolicy:BucketPolicy", "log-archive-policy");
        const statements: { Effect: string }[] = JSON.parse(policy).Statement;
        const writers = statements.filter(({ Effect }) => Effect !== "Deny");
        const ofTrail = {
            "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/platform-dev",
        };
        assert.deepEqual(writers, [
            {
                Sid: "AccessLogsOfThisAccount",
                Effect: "Allow",
                Principal: { Service: "logging.s3.amazonaws.com" },
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::log-archive/access-logs/*"],
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
            {
                Sid: "TrailChecks",
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: ["s3:GetBucketAcl"],
                Resource: ["arn:aws:s3:::log-archive"],
                Condition: { StringEquals: ofTrail },
            },
            {
                Sid: "TrailWrites",
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::log-archive/trail/AWSLogs/111122223333/*"],
                Condition: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
        ]);
    });

    it("is a protected bucket that S3 can deliver logs to, and lets them expire", async () => {
        const archive = new LogArchive("log-archive", ARGS);
        await settled();
        assert.equal(await valueOf(archive.bucketName), "log-archive");
        assert.equal(await valueOf(archive.bucketArn), "arn:aws:s3:::log-archive");
        assert.deepEqual(inputsOf("aws:s3/bucket:Bucket", "log-archive"), { forceDestroy: false });
        const [encryption] = inputsOf(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "log-archive-encryption",
        ).rules;
        assert.deepEqual(encryption, { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } });
        const [lifecycle] = inputsOf(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "log-archive-lifecycle",
        ).rules;
        assert.deepEqual(lifecycle.expiration, { days: 400 });
        assert.equal(
            resources().some(({ type }) => type.endsWith(":BucketLogging")),
            false,
        );
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new LogArchive("log-archive", { ...ARGS, transform }, opts)));

    it("refuses to expire logs at once", () => {
        assert.throws(
            () => new LogArchive("log-archive", { ...ARGS, expireAfterDays: 0 }),
            /'log-archive': .*expireAfterDays/,
        );
    });
});
