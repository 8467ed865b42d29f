import assert from "node:assert/strict";
import { ProtectedBucket, type ProtectedBucketArgs } from "./protectedBucket";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resources, settled, valueOf } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";
const ARGS: ProtectedBucketArgs = {
    encryption: { keyArn: KEY },
    accessLogs: { bucketName: "archive" },
    deletionProtection: true,
};

/** What the policy of a bucket refuses, under whatever key. */
const refused = (bucketArn: string) => [
    {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
        Sid: "Tls12OrNewer",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
    {
        Sid: "NoKeyOfTheCaller",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:PutObject"],
        Resource: [`${bucketArn}/*`],
        Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
    },
];
const PROTECTIONS = [
    ...refused("arn:aws:s3:::lake"),
    {
        Sid: "OneKey",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::lake/*"],
        Condition: {
            Null: { "s3:x-amz-server-side-encryption": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY },
        },
    },
];

/** What was made of S3, by resource and logical name. */
function made(): Record<string, unknown> {
    return Object.fromEntries(
        resources()
            .filter(({ type }) => type.startsWith("aws:s3/"))
            .map(({ type, name, inputs }) => [`${type.split(":")[2]} ${name}`, inputs]),
    );
}

describe("ProtectedBucket", () => {
    beforeEach(() => installMocks());

    it("has every protection", async () => {
        new ProtectedBucket("lake", ARGS);
        await settled();
        const { "BucketPolicy lake-policy": policy, ...rest } = made() as Record<string, any>;
        assert.deepEqual(rest, {
            "Bucket lake": { forceDestroy: false },
            "BucketPublicAccessBlock lake-public-access": {
                bucket: "lake",
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            "BucketOwnershipControls lake-ownership": {
                bucket: "lake",
                rule: { objectOwnership: "BucketOwnerEnforced" },
            },
            "BucketServerSideEncryptionConfiguration lake-encryption": {
                bucket: "lake",
                rules: [
                    {
                        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
                        bucketKeyEnabled: true,
                    },
                ],
            },
            "BucketVersioning lake-versioning": { bucket: "lake", versioningConfiguration: { status: "Enabled" } },
            "BucketLifecycleConfiguration lake-lifecycle": {
                bucket: "lake",
                rules: [
                    {
                        id: "keep-tidy",
                        status: "Enabled",
                        filter: {},
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                        noncurrentVersionExpiration: { noncurrentDays: 30 },
                        expiration: { expiredObjectDeleteMarker: true },
                    },
                ],
            },
            "BucketLogging lake-logging": {
                bucket: "lake",
                targetBucket: "archive",
                targetPrefix: "access-logs/lake/",
            },
        });
        assert.equal(policy.bucket, "lake");
        assert.deepEqual(JSON.parse(policy.policy), { Version: "2012-10-17", Statement: PROTECTIONS });
    });

    it("can be one that receives logs: S3-managed keys, no logs of its own", async () => {
        const archive = new ProtectedBucket("archive", { ...ARGS, encryption: "S3Managed", accessLogs: "None" });
        await settled();
        assert.equal(Object.keys(made()).includes("BucketLogging archive-logging"), false);
        assert.deepEqual(
            inputsOf(
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "archive-encryption",
            ).rules,
            [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        );
        const { policy } = inputsOf("aws:s3/bucketPolicy:BucketPolicy", "archive-policy");
        assert.deepEqual(JSON.parse(policy).Statement, refused("arn:aws:s3:::archive"));
        assert.throws(
            () => archive.grant(testGrantee(), "read"),
            /grant needs a bucket with 'encryption: \{ keyArn \}'/,
        );
    });

    /** Whether a policy refuses a write with these headers: an absent one is null, and equal to nothing. */
    const isRefused = (policy: string, headers: Readonly<Record<string, string>>) => {
        const meets: Record<string, (found: string | undefined, asked: string) => boolean> = {
            Null: (found, asked) => (found === undefined) === (asked === "true"),
            StringNotEquals: (found, asked) => found !== asked,
        };
        return JSON.parse(policy)
            .Statement.filter(({ Action }: { Action: string[] }) => Action.includes("s3:PutObject"))
            .map(({ Condition }: { Condition: object }) => Object.entries(Condition))
            .some((operators: [string, Record<string, string>][]) =>
                operators.every(([operator, keys]) =>
                    Object.entries(keys).every(([key, asked]) =>
                        meets[operator]?.(headers[key.slice("s3:".length)], asked),
                    ),
                ),
            );
    };
    const SSE = "x-amz-server-side-encryption";

    for (const [title, headers, refuses] of [
        ["takes writes that leave the encryption to it, as Lambda's and Firehose's", {}, false],
        ["takes writes under its own key", { [SSE]: "aws:kms", [`${SSE}-aws-kms-key-id`]: KEY }, false],
        ["refuses another key", { [SSE]: "aws:kms", [`${SSE}-aws-kms-key-id`]: `${KEY}-2` }, true],
        ["refuses the account's key, which is what KMS without a key means", { [SSE]: "aws:kms" }, true],
        ["refuses S3's keys", { [SSE]: "AES256" }, true],
        ["refuses a key that the caller brings", { [`${SSE}-customer-algorithm`]: "AES256" }, true],
    ] as const) {
        it(title, async () => {
            new ProtectedBucket("lake", ARGS);
            await settled();
            assert.equal(
                isRefused(inputsOf("aws:s3/bucketPolicy:BucketPolicy", "lake-policy").policy, headers),
                refuses,
            );
        });
    }

    it("goes with its objects when it is not protected", async () => {
        new ProtectedBucket("lake", { ...ARGS, deletionProtection: false });
        await settled();
        assert.deepEqual(inputsOf("aws:s3/bucket:Bucket", "lake"), { forceDestroy: true });
    });

    it("takes statements beside those that protect it", async () => {
        new ProtectedBucket("lake", {
            ...ARGS,
            policyStatements: (bucketArn) => [
                {
                    sid: "Writer",
                    effect: "Allow",
                    principal: { Service: "logging.s3.amazonaws.com" },
                    actions: ["s3:PutObject"],
                    resources: [bucketArn],
                    conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                },
            ],
        });
        await settled();
        const { policy } = inputsOf("aws:s3/bucketPolicy:BucketPolicy", "lake-policy");
        assert.deepEqual(JSON.parse(policy).Statement, [
            ...PROTECTIONS,
            {
                Sid: "Writer",
                Effect: "Allow",
                Principal: { Service: "logging.s3.amazonaws.com" },
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::lake"],
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
    });

    it("is known to others only when it is protected", async () => {
        const lake = new ProtectedBucket("lake", ARGS);
        const dependencies = async (output: unknown) =>
            [...(await (output as { allResources(): Promise<Set<{ __name: string }>> }).allResources())].map(
                (resource) => resource.__name,
            );
        assert.equal(await valueOf(lake.bucketName), "lake");
        assert.equal(await valueOf(lake.bucketRegionalDomainName), "lake.s3.eu-west-1.amazonaws.com");
        assert.ok((await dependencies(lake.bucketName)).includes("lake-policy"));
        assert.ok((await dependencies(lake.bucketArn)).includes("lake-policy"));
        assert.ok((await dependencies(lake.bucketRegionalDomainName)).includes("lake-policy"));
    });

    it("grants below prefixes", async () => {
        new ProtectedBucket("lake", ARGS).grant(testGrantee(), "read", { prefixes: ["orders/"] });
        await settled();
        assert.deepEqual(grantedBy("worker-lake-read")[0], {
            Effect: "Allow",
            Action: ["s3:GetObject"],
            Resource: "arn:aws:s3:::lake/orders/*",
        });
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new ProtectedBucket("lake", { ...ARGS, transform }, opts)));

    it("refuses a lifecycle that S3 refuses", () => {
        assert.throws(
            () => new ProtectedBucket("lake", { ...ARGS, lifecycle: { expireAfterDays: 0 } }),
            /ProtectedBucket 'lake': lifecycle\.expireAfterDays/,
        );
    });
});
