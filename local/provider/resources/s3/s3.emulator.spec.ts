import assert from "node:assert/strict";
import {
    GetBucketEncryptionCommand,
    GetBucketLifecycleConfigurationCommand,
    GetBucketLoggingCommand,
    GetBucketNotificationConfigurationCommand,
    GetBucketOwnershipControlsCommand,
    GetBucketPolicyCommand,
    GetBucketTaggingCommand,
    GetBucketVersioningCommand,
    GetObjectCommand,
    GetPublicAccessBlockCommand,
    HeadBucketCommand,
    PutObjectCommand,
} from "@aws-sdk/client-s3";
import { ifExists } from "../../live";
import { exerciseRow, type Exercise } from "../../testing/exercise";
import { s3Rows } from ".";
import { sqsRows } from "../sqs";

const BUCKET = "aws:s3/bucket:Bucket";

describe("the rows of S3", function () {
    this.timeout(120_000);

    const exercise = (exercise: Exercise) => exerciseRow([...s3Rows, ...sqsRows], exercise);
    const inBucket =
        (inputs: object): Exercise["inputs"] =>
        async (make) => {
            const { id } = await make(BUCKET, { forceDestroy: true });
            return { bucket: id, ...inputs };
        };

    it("make a bucket, and empty it of all versions when told to", () =>
        exercise({
            type: BUCKET,
            inputs: { forceDestroy: true, tags: { owner: "orders" } },
            async readBack(clients, Bucket) {
                await clients.s3().send(new HeadBucketCommand({ Bucket }));
                await clients.s3().send(new PutObjectCommand({ Bucket, Key: "left", Body: "over" }));
                const tagging = await ifExists(clients.s3().send(new GetBucketTaggingCommand({ Bucket })));
                return tagging?.TagSet ?? [];
            },
            shows: [{ Key: "owner", Value: "orders" }],
            update: { inputs: { tags: undefined }, shows: [] },
            replaceOn: {
                bucket: "another",
                bucketNamespace: "account-regional",
                bucketPrefix: "another-",
                objectLockEnabled: true,
            },
            outputs: ({ id, state }) => {
                assert.match(id, /^subject-.*-[0-9a-f]{7}$/);
                assert.equal(state.arn, `arn:aws:s3:::${id}`);
                assert.equal(state.bucketRegionalDomainName, `${id}.s3.eu-west-1.amazonaws.com`);
                assert.deepEqual(state.tagsAll, { owner: "orders" });
            },
            untold: ["forceDestroy"],
        }));

    it("make a public access block", () =>
        exercise({
            type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            inputs: inBucket({ blockPublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true }),
            readBack: async (clients, Bucket) =>
                (await clients.s3().send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
            shows: {
                BlockPublicAcls: true,
                BlockPublicPolicy: true,
                IgnorePublicAcls: false,
                RestrictPublicBuckets: true,
            },
            update: {
                inputs: { ignorePublicAcls: true, blockPublicPolicy: undefined },
                shows: {
                    BlockPublicAcls: true,
                    BlockPublicPolicy: false,
                    IgnorePublicAcls: true,
                    RestrictPublicBuckets: true,
                },
            },
            replaceOn: { bucket: "another" },
        }));

    it("make ownership controls", () =>
        exercise({
            type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            inputs: inBucket({ rule: { objectOwnership: "BucketOwnerEnforced" } }),
            readBack: async (clients, Bucket) =>
                (await clients.s3().send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls?.Rules,
            shows: [{ ObjectOwnership: "BucketOwnerEnforced" }],
            update: {
                inputs: { rule: { objectOwnership: "BucketOwnerPreferred" } },
                shows: [{ ObjectOwnership: "BucketOwnerPreferred" }],
            },
            replaceOn: { bucket: "another" },
        }));

    it("make a default encryption", () => {
        const rules = (keyId: string, bucketKeyEnabled: boolean) => [
            {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyId },
                bucketKeyEnabled,
            },
        ];
        const shown = (keyId: string, bucketKeyEnabled: boolean) => [
            {
                ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyId },
                BucketKeyEnabled: bucketKeyEnabled,
            },
        ];
        const [one, other] = ["one", "other"].map((id) => `arn:aws:kms:eu-west-1:000000000000:key/${id}`) as [
            string,
            string,
        ];
        return exercise({
            type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            inputs: inBucket({ rules: rules(one, true) }),
            readBack: async (clients, Bucket) =>
                (await clients.s3().send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration
                    ?.Rules,
            shows: shown(one, true),
            update: { inputs: { rules: rules(other, false) }, shows: shown(other, false) },
            replaceOn: { bucket: "another", expectedBucketOwner: "111111111111" },
            // What S3 does with a bucket that says nothing.
            leaves: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
        });
    });

    it("switch versioning on; without the resource it is suspended", () =>
        exercise({
            type: "aws:s3/bucketVersioning:BucketVersioning",
            inputs: inBucket({ versioningConfiguration: { status: "Enabled" } }),
            readBack: async (clients, Bucket) =>
                (await clients.s3().send(new GetBucketVersioningCommand({ Bucket }))).Status,
            shows: "Enabled",
            update: { inputs: { versioningConfiguration: { status: "Suspended" } }, shows: "Suspended" },
            replaceOn: { bucket: "another", expectedBucketOwner: "111111111111" },
            leaves: "Suspended",
        }));

    it("make a lifecycle", () =>
        exercise({
            type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            inputs: inBucket({
                rules: [
                    {
                        id: "expire",
                        status: "Enabled",
                        filter: {},
                        expiration: { days: 30 },
                        noncurrentVersionExpiration: { noncurrentDays: 7 },
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
                    },
                    {
                        id: "cold",
                        status: "Enabled",
                        filter: { and: { prefix: "orders/", objectSizeGreaterThan: 1024, tags: { kind: "old" } } },
                        transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
                    },
                ],
            }),
            readBack: async (clients, Bucket) =>
                (await clients.s3().send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules,
            shows: [
                {
                    ID: "expire",
                    Status: "Enabled",
                    Filter: { Prefix: "" },
                    Expiration: { Days: 30 },
                    NoncurrentVersionExpiration: { NoncurrentDays: 7 },
                    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
                },
                {
                    ID: "cold",
                    Status: "Enabled",
                    Filter: {
                        And: { Prefix: "orders/", ObjectSizeGreaterThan: 1024, Tags: [{ Key: "kind", Value: "old" }] },
                    },
                    Transitions: [{ Days: 90, StorageClass: "GLACIER_IR" }],
                },
            ],
            update: {
                inputs: {
                    rules: [
                        {
                            id: "once",
                            status: "Disabled",
                            filter: { prefix: "tmp/" },
                            expiration: { date: "2031-01-01T00:00:00Z" },
                        },
                    ],
                },
                shows: [
                    {
                        ID: "once",
                        Status: "Disabled",
                        Filter: { Prefix: "tmp/" },
                        Expiration: { Date: new Date("2031-01-01T00:00:00Z") },
                    },
                ],
            },
            replaceOn: { bucket: "another", expectedBucketOwner: "111111111111" },
        }));

    it("make access logging", () =>
        exercise({
            type: "aws:s3/bucketLogging:BucketLogging",
            inputs: inBucket({
                targetBucket: "archive",
                targetPrefix: "s3/",
                targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
            }),
            readBack: async (clients, Bucket) => {
                const { LoggingEnabled } = await clients.s3().send(new GetBucketLoggingCommand({ Bucket }));
                return LoggingEnabled && [LoggingEnabled.TargetBucket, LoggingEnabled.TargetPrefix];
            },
            shows: ["archive", "s3/"],
            update: { inputs: { targetPrefix: "other/" }, shows: ["archive", "other/"] },
            replaceOn: { bucket: "another", expectedBucketOwner: "111111111111" },
        }));

    it("make a bucket policy", () => {
        const policy = (name: string, effect: string) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: name,
                        Effect: effect,
                        Principal: { AWS: "arn:aws:iam::000000000000:root" },
                        Action: ["s3:GetObject"],
                        Resource: ["arn:aws:s3:::some/*"],
                    },
                ],
            });
        return exercise({
            type: "aws:s3/bucketPolicy:BucketPolicy",
            inputs: inBucket({ policy: policy("One", "Allow") }),
            readBack: async (clients, Bucket) =>
                JSON.parse((await clients.s3().send(new GetBucketPolicyCommand({ Bucket }))).Policy!).Statement[0].Sid,
            shows: "One",
            update: { inputs: { policy: policy("Two", "Deny") }, shows: "Two" },
            replaceOn: { bucket: "another" },
        });
    });

    it("make notifications", () =>
        exercise({
            type: "aws:s3/bucketNotification:BucketNotification",
            inputs: async (make) => {
                const bucket = await make(BUCKET, {});
                const queue = await make("aws:sqs/queue:Queue", {});
                return {
                    bucket: bucket.id,
                    eventbridge: true,
                    queues: [
                        {
                            id: "created",
                            queueArn: queue.state.arn,
                            events: ["s3:ObjectCreated:*"],
                            filterPrefix: "in/",
                            filterSuffix: ".json",
                        },
                    ],
                };
            },
            readBack: async (clients, Bucket) => {
                const found = await clients.s3().send(new GetBucketNotificationConfigurationCommand({ Bucket }));
                const queues = found.QueueConfigurations?.map(({ Id, Events }) => [Id, Events]);
                return queues || found.EventBridgeConfiguration
                    ? [queues ?? [], found.EventBridgeConfiguration !== undefined]
                    : undefined;
            },
            shows: [[["created", ["s3:ObjectCreated:*"]]], true],
            update: { inputs: { queues: undefined }, shows: [[], true] },
            replaceOn: { bucket: "another" },
        }));

    it("put an object", () =>
        exercise({
            type: "aws:s3/bucketObjectv2:BucketObjectv2",
            inputs: inBucket({
                key: "folder/page.html",
                content: "<p>one</p>",
                contentType: "text/html",
                cacheControl: "no-cache",
                metadata: { made: "here" },
                tags: { kind: "page" },
            }),
            async readBack(clients, id) {
                const [Bucket = "", ...key] = id.split("/");
                const found = await clients.s3().send(new GetObjectCommand({ Bucket, Key: key.join("/") }));
                return [await found.Body?.transformToString(), found.ContentType, found.CacheControl, found.Metadata];
            },
            shows: ["<p>one</p>", "text/html", "no-cache", { made: "here" }],
            update: {
                inputs: { content: "<p>two</p>", metadata: undefined, cacheControl: "max-age=60" },
                shows: ["<p>two</p>", "text/html", "max-age=60", {}],
            },
            replaceOn: { bucket: "another", key: "other" },
            untold: ["content", "forceDestroy"],
        }));
});
