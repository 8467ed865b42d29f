// Programs for the policy pack in the real engine: where they run, what they make, and the rules that they are about.

export const REGION = "eu-west-1";
export const ACCOUNT = "111122223333";

/** The types that the programs make, with just the arguments that they use. */
export const ARGUMENTS = {
    "aws:dynamodb/table:Table": ["hashKey", "serverSideEncryption", "pointInTimeRecovery"],
    "aws:lambda/function:Function": ["tracingConfig"],
    "aws:iam/rolePolicy:RolePolicy": ["role", "policy"],
    "aws:s3/bucket:Bucket": ["tags"],
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
        "bucket",
        "blockPublicAcls",
        "blockPublicPolicy",
        "ignorePublicAcls",
        "restrictPublicBuckets",
    ],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket", "rules"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "policy"],
};
/** What each program begins with: functions that make a resource each. */
export const HEAD = `const pulumi = require("@pulumi/pulumi");
const make = (type, name, props) => new (class extends pulumi.CustomResource {
    constructor() { super(type, name, { arn: undefined, ...props }); }
})();
const table = (props) => make("aws:dynamodb/table:Table", "orders", { hashKey: "pk", ...props });
const good = { serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:kms:${REGION}:${ACCOUNT}:key/1" }, pointInTimeRecovery: { enabled: true } };
const grant = (resources) => make("aws:iam/rolePolicy:RolePolicy", "grant", { role: "worker", policy: pulumi.jsonStringify({
    Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: resources }] }) });
const bucket = () => make("aws:s3/bucket:Bucket", "lake", {});
const flags = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const protect = (lake) => {
    make("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: lake.id, ...flags });
    make("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "encryption", { bucket: lake.id,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "key" }, bucketKeyEnabled: true }] });
    make("aws:s3/bucketPolicy:BucketPolicy", "tls", { bucket: lake.id, policy: pulumi.jsonStringify({ Statement: [{ Effect: "Deny",
        Principal: "*", Action: "s3:*", Resource: [lake.arn, pulumi.interpolate\`\${lake.arn}/*\`],
        Condition: { Bool: { "aws:SecureTransport": "false" } } }] }) });
};
`;

/** The rules that the programs are about. The others are switched off, so that each program can be a few lines. */
export const SUBJECTS = [
    "iam-action-wildcard",
    "iam-resource-wildcard",
    "s3-bucket-encrypted",
    "s3-public-access-blocked",
    "s3-tls-only",
    "dynamodb-table-encrypted",
    "dynamodb-pitr-enabled",
    "lambda-tracing-active",
];
