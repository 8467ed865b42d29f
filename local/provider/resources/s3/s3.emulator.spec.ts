import assert from "node:assert/strict";
import * as s3 from "@aws-sdk/client-s3";
import { ifExists } from "../../live";
import { describeRows, type Exercise } from "../../testing/exercise";
import { policyOf } from "../../testing/policyDocument";

const BUCKET = "aws:s3/bucket:Bucket";
const KEYS = "arn:aws:kms:eu-west-1:000000000000:key";

/** The exercise of what is put into a bucket of its own. */
const inBucket = ({ inputs, ...exercise }: Exercise): Exercise => ({
    ...exercise,
    inputs: async (make) => ({ bucket: (await make(BUCKET, { forceDestroy: true })).id, ...inputs }),
    unseen: ["bucket", ...(exercise.unseen ?? [])],
});
const encryptedBy = (key: string, bucketKeyEnabled: boolean) => ({
    rules: [
        {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: `${KEYS}/${key}` },
            bucketKeyEnabled,
        },
    ],
});
const Principal = { AWS: "arn:aws:iam::000000000000:root" };
const policy = (Sid: string, Effect: string) =>
    policyOf({ Sid, Effect, Principal, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::some/*"] });

describeRows("the rows of S3", {
    "make a bucket, and empty it of all versions when told to": {
        type: BUCKET,
        inputs: { forceDestroy: true, tags: { owner: "orders" } },
        async readBack(clients, Bucket) {
            await clients.s3().send(new s3.HeadBucketCommand({ Bucket }));
            await clients.s3().send(new s3.PutObjectCommand({ Bucket, Key: "left", Body: "over" }));
            const tagging = await ifExists(clients.s3().send(new s3.GetBucketTaggingCommand({ Bucket })));
            return tagging?.TagSet ?? [];
        },
        shows: [{ Key: "owner", Value: "orders" }],
        update: { tags: undefined },
        updated: [],
        outputs: ({ id, state }) => {
            assert.match(id, /^subject-.*-[0-9a-f]{7}$/);
            assert.equal(state.arn, `arn:aws:s3:::${id}`);
            assert.equal(state.bucketRegionalDomainName, `${id}.s3.eu-west-1.amazonaws.com`);
            assert.deepEqual(state.tagsAll, { owner: "orders" });
        },
    },
    "make a public access block": inBucket({
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        inputs: { blockPublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
        looks: [[s3.GetPublicAccessBlockCommand, "PublicAccessBlockConfiguration"]],
        update: { ignorePublicAcls: true, blockPublicPolicy: undefined },
    }),
    "make ownership controls": inBucket({
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        inputs: { rule: { objectOwnership: "BucketOwnerEnforced" } },
        looks: [[s3.GetBucketOwnershipControlsCommand, "OwnershipControls"]],
        update: { rule: { objectOwnership: "BucketOwnerPreferred" } },
    }),
    "make a default encryption": inBucket({
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        inputs: encryptedBy("one", true),
        looks: [[s3.GetBucketEncryptionCommand, "ServerSideEncryptionConfiguration"]],
        update: encryptedBy("other", false),
        // What S3 does with a bucket that says nothing.
        leaves: {
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: undefined },
                    bucketKeyEnabled: false,
                },
            ],
        },
    }),
    "switch versioning on; without the resource it is suspended": inBucket({
        type: "aws:s3/bucketVersioning:BucketVersioning",
        inputs: { versioningConfiguration: { status: "Enabled" } },
        looks: [[s3.GetBucketVersioningCommand, (found) => ({ versioningConfiguration: found })]],
        update: { versioningConfiguration: { status: "Suspended" } },
        leaves: { versioningConfiguration: { status: "Suspended" } },
    }),
    "make a lifecycle": inBucket({
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        inputs: {
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
        },
        looks: [s3.GetBucketLifecycleConfigurationCommand],
        update: {
            rules: [
                {
                    id: "once",
                    status: "Disabled",
                    filter: { prefix: "tmp/" },
                    expiration: { date: "2031-01-01T00:00:00Z" },
                },
            ],
        },
    }),
    "make access logging": inBucket({
        type: "aws:s3/bucketLogging:BucketLogging",
        inputs: {
            targetBucket: "archive",
            targetPrefix: "s3/",
            targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
        },
        looks: [[s3.GetBucketLoggingCommand, "LoggingEnabled"]],
        update: { targetPrefix: "other/" },
    }),
    "make a bucket policy": inBucket({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        inputs: { policy: policy("One", "Allow") },
        looks: [s3.GetBucketPolicyCommand],
        update: { policy: policy("Two", "Deny") },
    }),
    "make notifications": {
        type: "aws:s3/bucketNotification:BucketNotification",
        inputs: async (make) => {
            const queueArn = (await make("aws:sqs/queue:Queue", {})).state.arn as string;
            const events = ["s3:ObjectCreated:*"];
            return {
                bucket: (await make(BUCKET, {})).id,
                eventbridge: true,
                queues: [{ id: "created", queueArn, events, filterPrefix: "in/", filterSuffix: ".json" }],
            };
        },
        looks: [
            [
                s3.GetBucketNotificationConfigurationCommand,
                ({ QueueConfigurations, EventBridgeConfiguration }) =>
                    (QueueConfigurations ?? EventBridgeConfiguration) && {
                        EventBridge: EventBridgeConfiguration !== undefined,
                        Queues: QueueConfigurations?.map(({ Filter, ...queue }: any) => ({
                            ...queue,
                            filterPrefix: Filter.Key.FilterRules.find(({ Name }: any) => /prefix/i.test(Name))?.Value,
                            filterSuffix: Filter.Key.FilterRules.find(({ Name }: any) => /suffix/i.test(Name))?.Value,
                        })),
                    },
            ],
        ],
        update: { queues: undefined },
    },
    "put an object": inBucket({
        type: "aws:s3/bucketObjectv2:BucketObjectv2",
        inputs: {
            key: "folder/page.html",
            content: "<p>one</p>",
            contentType: "text/html",
            cacheControl: "no-cache",
            metadata: { made: "here" },
            tags: { kind: "page" },
        },
        looks: [s3.GetObjectCommand, s3.GetObjectTaggingCommand],
        unseen: ["key", "content"],
        async readBack(clients, _id, { bucket: Bucket, key: Key }) {
            const { Body } = await clients.s3().send(new s3.GetObjectCommand({ Bucket, Key }));
            return Body?.transformToString();
        },
        shows: "<p>one</p>",
        update: { content: "<p>two</p>", metadata: undefined, cacheControl: "max-age=60" },
        updated: "<p>two</p>",
        untold: ["content", "forceDestroy"],
    }),
});
