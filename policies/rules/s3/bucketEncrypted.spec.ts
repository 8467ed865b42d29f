import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { s3BucketEncrypted } from "./bucketEncrypted";

const bucket = subjectsOf("aws:s3/bucket:Bucket");
const bucketV2 = subjectsOf("aws:s3/bucketV2:BucketV2");
const encryption = subjectsOf("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration");
const encryptionV2 = subjectsOf(
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
);
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const byKey = (key: string | undefined) => ({
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
    bucketKeyEnabled: true,
});
const kms = byKey(KEY);
const aes = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
const lake = { name: "lake", outputs: { bucket: "lake-1" } };
/** As in a preview: the bucket's name is not made yet, and its computed outputs are unknown. */
const planned = { name: "lake", outputs: { bucket: UNKNOWN, serverSideEncryptionConfiguration: UNKNOWN } };
const byReference = { name: "lake-encryption", references: { bucket: ["lake"] } };

const own = encryption({ bucket: "lake-1", rules: [aes] }, { name: "own" });
const logsOf = subjectsOf("aws:lb/loadBalancer:LoadBalancer");
const policyFor = (Principal: unknown) =>
    subjectsOf("aws:s3/bucketPolicy:BucketPolicy")({
        bucket: "lake-1",
        policy: documentText({ Effect: "Allow", Principal, Action: "s3:PutObject", Resource: "arn:aws:s3:::lake-1/*" }),
    });
const logging = subjectsOf("aws:s3/bucketLogging:BucketLogging", { bucket: "other", targetPrefix: "" });
const loggingToPlanned = logging({ targetBucket: UNKNOWN }, { name: "l", references: { targetBucket: ["lake"] } });

describeRule(s3BucketEncrypted, {
    passes: {
        "the keys of S3 for access logs of other buckets": [bucket({}, lake), own, logging({ targetBucket: "lake-1" })],
        "for access logs of buckets still to be made": [
            bucket({}, planned),
            encryption({ bucket: UNKNOWN, rules: [aes] }, byReference),
            loggingToPlanned,
        ],
        "for access logs by deprecated properties": [
            bucketV2(
                {
                    serverSideEncryptionConfigurations: [
                        { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256" }] }] },
                    ],
                },
                lake,
            ),
            bucket(
                { logging: { targetBucket: "lake-1" }, serverSideEncryptionConfiguration: { rule: kms } },
                { name: "other" },
            ),
        ],
        "for logs of a load balancer": [
            bucket({}, lake),
            own,
            logsOf({ accessLogs: { bucket: "lake-1", enabled: true } }),
        ],
        "for connections to a load balancer": [
            bucket({}, lake),
            own,
            logsOf({ loadBalancerType: "application", connectionLogs: { bucket: "lake-1", enabled: true } }),
        ],
        "for logs of a classic load balancer, and of Redshift, into buckets of other stacks": [
            encryption({ bucket: "a", rules: [aes] }, { name: "a" }),
            encryption({ bucket: "b", rules: [aes] }, { name: "b" }),
            subjectsOf("aws:elb/loadBalancer:LoadBalancer")({ accessLogs: { bucket: "a" } }, { name: "c" }),
            subjectsOf("aws:redshift/logging:Logging")({ clusterIdentifier: "w", bucketName: "b" }, { name: "d" }),
        ],
        ...Object.fromEntries(
            [
                { Service: "logging.s3.amazonaws.com" },
                { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
                { Service: "redshift.amazonaws.com" },
                { AWS: "arn:aws:iam::156460612806:root" },
            ].map((principal) => [
                `for what ${Object.values(principal).join()} delivers of other stacks`,
                [bucket({}, lake), own, policyFor(principal)],
            ]),
        ),
        "a bucket with its configuration": [bucket({}, lake), encryption({ bucket: "lake-1", rules: [kms] })],
        "both V2 types": [bucketV2({}, lake), encryptionV2({ bucket: "lake-1", rules: [kms] })],
        "the deprecated property": bucket({ serverSideEncryptionConfiguration: { rule: kms } }),
        "the deprecated property of the V2 type": bucketV2({
            serverSideEncryptionConfigurations: [
                {
                    rules: [
                        {
                            applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY }],
                            bucketKeyEnabled: true,
                        },
                    ],
                },
            ],
        }),
        "a configuration that refers to a bucket still to be made": [
            bucket({}, planned),
            encryption({ bucket: UNKNOWN, rules: [kms] }, byReference),
        ],
        "a configuration that refers to a bucket whose provider gives no name": [
            bucket({}, { name: "lake" }),
            encryption({ bucket: "lake-1", rules: [kms] }, byReference),
        ],
        "a double KMS layer, which has no bucket key": [
            bucket({}, lake),
            encryption({
                bucket: "lake-1",
                rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: KEY } }],
            }),
        ],
    },
    violates: {
        "the keys of S3 for logs that come with others as well": [
            [
                bucket({}, lake),
                own,
                logsOf({ loadBalancerType: "network", accessLogs: { bucket: "lake-1" } }),
                policyFor({ Service: "delivery.logs.amazonaws.com", AWS: "arn:aws:iam::111122223333:root" }),
            ],
            "rules.sseAlgorithm",
        ],
        "the keys of S3 for a bucket that only sends logs": [
            [bucket({}, lake), own, logging({ bucket: "lake-1", targetBucket: "logs-1" })],
            "rules.sseAlgorithm",
        ],
        "no keys at all for access logs": [
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [{}] }), logging({ targetBucket: "lake-1" })],
            "rules.sseAlgorithm",
        ],
        "the keys of S3": [[bucket({}, lake), encryption({ bucket: "lake-1", rules: [aes] })], "rules.sseAlgorithm"],
        "KMS with the key that AWS makes for S3": [
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [byKey("alias/aws/s3")] })],
            "rules.kmsMasterKeyId",
        ],
        "KMS without any key, which is the same": [
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [byKey(undefined)] })],
            "rules.kmsMasterKeyId",
        ],
        "the deprecated property of the V2 type with the keys of S3": [
            bucketV2({
                serverSideEncryptionConfigurations: [
                    { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256" }] }] },
                ],
            }),
            "serverSideEncryptionConfigurations.sseAlgorithm",
        ],
        "KMS without a bucket key": [
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [{ ...kms, bucketKeyEnabled: false }] })],
            "rules.bucketKeyEnabled",
        ],
        "a configuration without rules": [[bucket({}, lake), encryption({ bucket: "lake-1", rules: [] })], "rules"],
        "a weak rule behind an unknown one": [
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [UNKNOWN, aes] })],
            "rules[1].sseAlgorithm",
        ],
        "the deprecated property with the keys of S3": [
            bucket({ serverSideEncryptionConfiguration: { rule: aes } }),
            "serverSideEncryptionConfiguration.rule.sseAlgorithm",
        ],
        "a configuration of another bucket": [
            [
                bucket({}, lake),
                bucket({}, { name: "logs", outputs: { bucket: "logs-1" } }),
                encryption({ bucket: "logs-1", rules: [kms] }),
            ],
            "encryption",
        ],
        "a bucket still to be made, with a configuration of one that exists": [
            [bucket({}, planned), encryption({ bucket: "logs-1", rules: [kms] })],
            "encryption",
        ],
        "a bucket still to be made, with a configuration that refers to another": [
            [
                bucket({}, planned),
                bucket({}, { name: "logs", outputs: { bucket: UNKNOWN } }),
                encryption({ bucket: UNKNOWN, rules: [kms] }, { name: "e", references: { bucket: ["logs"] } }),
            ],
            "encryption",
        ],
    },
    missing: [bucket({}, planned), "encryption"],
    undecided: {
        "an unknown algorithm": [
            [
                bucket({}, lake),
                encryption({
                    bucket: "lake-1",
                    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: UNKNOWN }, bucketKeyEnabled: true }],
                }),
            ],
            "rules.sseAlgorithm",
            "rules.kmsMasterKeyId",
            "rules.bucketKeyEnabled",
        ],
        "the keys of S3, where logs go nobody knows where": [
            [bucket({}, lake), own, logging({ targetBucket: UNKNOWN })],
            "rules.sseAlgorithm",
        ],
        "the keys of S3 of nobody knows which bucket": [
            encryption({ bucket: UNKNOWN, rules: [aes] }, { name: "e" }),
            "rules.sseAlgorithm",
        ],
        "a configuration of nobody knows which bucket": [
            [bucket({}, planned), encryption({ bucket: UNKNOWN, rules: [kms] }, { name: "e" })],
            "encryption",
        ],
    },
    configured: {
        "the keys of S3 are enough": [
            { algorithm: "AES256" },
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [aes] })],
        ],
        "the key that AWS makes is enough": [
            { requireCmk: false },
            [bucket({}, lake), encryption({ bucket: "lake-1", rules: [byKey(undefined)] })],
        ],
        "but a configuration is still asked for": [{ algorithm: "AES256" }, bucket({}, lake), "encryption"],
    },
});
