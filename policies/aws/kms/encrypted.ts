import { reading, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { arnParts } from "../iam/pattern";
import { valued, type RequestContext } from "../iam/admission";

/** Something that is encrypted, with what its users need of the key. */
export interface Encrypted {
    readonly resource: StackResource;
    /** As a part of a sentence. */
    readonly called: string;
    /** ARN, id or alias of the key. */
    readonly key: Reading<string>;
    readonly arn: string;
    readonly kind: EncryptedKind;
}

/** How one kind of resource uses its key. */
interface EncryptedKind {
    /** The service in `kms:ViaService`, and in ARNs. */
    readonly service: string;
    readonly called: string;
    key(props: Readonly<Record<string, any>>): unknown;
    /** @default - the output `arn` */
    arn?(resource: StackResource, partition: string): string;
    /** What the service sends along to KMS: the key of the condition `kms:EncryptionContext:…` and its value. */
    context(arn: string): RequestContext;
    /** Actions on the key that go with an action on the resource: a caller needs them, since the service asks KMS in its name. */
    readonly uses: Readonly<Record<string, readonly string[]>>;
    /** A service that needs actions by itself, only because the resource has a key. */
    readonly owner?: { readonly service: string; readonly actions: readonly string[] };
}

const READ = ["kms:Decrypt"];
const WRITE = ["kms:GenerateDataKey"];
/** The integrity of a data key is verified before it is used. */
const VERIFIED_WRITE = ["kms:GenerateDataKey", "kms:Decrypt"];

const context = (name: string) => (arn: string) => ({ [`kms:encryptioncontext:${name}`]: valued(arn) });

const BUCKET_CONFIGURATION: EncryptedKind = {
    service: "s3",
    called: "bucket",
    key: ({ rules }) =>
        (rules as readonly Record<string, any>[] | undefined)
            ?.map((rule) => rule.applyServerSideEncryptionByDefault as Record<string, unknown> | undefined)
            .find((rule) => String(rule?.sseAlgorithm).startsWith("aws:kms"))?.kmsMasterKeyId,
    arn: ({ props }, partition) => `arn:${partition}:s3:::${String(props.bucket)}`,
    // The bucket with a bucket key, else an object, which is not called by a wildcard.
    context: (arn) => ({
        "kms:encryptioncontext:aws:s3:arn": (asked, compare) =>
            compare(asked, arn) || (asked.startsWith(`${arn}/`) && compare(asked, asked.replace(/[*?]/g, "x"))),
    }),
    uses: { "s3:GetObject": READ, "s3:PutObject": WRITE },
};

/**
 * What is encrypted with keys that can be chosen, and what using it takes:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html,
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html,
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html. Firehose is not among them: it makes
 * itself a grant when the stream is made, and producers need nothing.
 */
const KINDS: Readonly<Record<string, EncryptedKind>> = {
    "aws:sqs/queue:Queue": {
        service: "sqs",
        called: "queue",
        key: (props) => props.kmsMasterKeyId,
        context: context("aws:sqs:arn"),
        uses: { "sqs:SendMessage": VERIFIED_WRITE, "sqs:ReceiveMessage": READ },
    },
    "aws:sns/topic:Topic": {
        service: "sns",
        called: "topic",
        key: (props) => props.kmsMasterKeyId,
        context: context("aws:sns:topicarn"),
        uses: { "sns:Publish": VERIFIED_WRITE },
    },
    "aws:kinesis/stream:Stream": {
        service: "kinesis",
        called: "stream",
        key: (props) => (props.encryptionType === "KMS" ? props.kmsKeyId : undefined),
        context: context("aws:kinesis:arn"),
        uses: {
            "kinesis:PutRecord": WRITE,
            "kinesis:PutRecords": WRITE,
            "kinesis:GetRecords": READ,
            "kinesis:SubscribeToShard": READ,
        },
    },
    "aws:dynamodb/table:Table": {
        service: "dynamodb",
        called: "table",
        key: (props) =>
            props.serverSideEncryption?.enabled === true ? props.serverSideEncryption.kmsKeyArn : undefined,
        // DynamoDB's own grant is for maintenance; calls are made with the caller's permissions.
        context: (arn) => ({ "kms:encryptioncontext:aws:dynamodb:tablename": valued(arn.split("/")[1] ?? "") }),
        uses: Object.fromEntries(
            ["GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"].map(
                (action) => [`dynamodb:${action}`, READ],
            ),
        ),
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": BUCKET_CONFIGURATION,
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": BUCKET_CONFIGURATION,
    "aws:secretsmanager/secret:Secret": {
        service: "secretsmanager",
        called: "secret",
        key: (props) => props.kmsKeyId,
        context: context("secretarn"),
        uses: { "secretsmanager:GetSecretValue": READ, "secretsmanager:PutSecretValue": VERIFIED_WRITE },
    },
    "aws:cloudwatch/logGroup:LogGroup": {
        service: "logs",
        called: "log group",
        key: (props) => props.kmsKeyId,
        context: context("aws:logs:arn"),
        uses: {},
        owner: {
            service: "logs.amazonaws.com",
            actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", ...WRITE],
        },
    },
    "aws:cloudtrail/trail:Trail": {
        service: "cloudtrail",
        called: "trail",
        key: (props) => props.kmsKeyId,
        context: context("aws:cloudtrail:arn"),
        uses: {},
        owner: { service: "cloudtrail.amazonaws.com", actions: WRITE },
    },
    "aws:cloudwatch/eventBus:EventBus": {
        service: "events",
        called: "event bus",
        key: (props) => props.kmsKeyIdentifier,
        context: context("aws:events:event-bus:arn"),
        uses: {},
        owner: { service: "events.amazonaws.com", actions: ["kms:DescribeKey", ...WRITE, ...READ] },
    },
};

/** Types of what can be encrypted with a key of the account. */
export const ENCRYPTED_TYPES = Object.keys(KINDS);

/** All that has a key which the program chose. */
export function encryptedOf(environment: StackView): readonly Encrypted[] {
    return Object.entries(KINDS).flatMap(([type, kind]) =>
        environment.ofType(type).flatMap((resource): Encrypted[] => {
            const key = reading(() => kind.key(resource.props));
            if (key.known && (key.value === undefined || key.value === null || key.value === "")) return [];
            const arn = reading(() =>
                kind.arn === undefined ? String(resource.outputs.arn) : kind.arn(resource, partitionOf(key)),
            );
            const named: Reading<string> = key.known ? { known: true, value: String(key.value) } : key;
            return [
                {
                    resource,
                    called: `${kind.called} '${resource.name}'`,
                    key: arn.known ? named : arn,
                    arn: arn.known ? arn.value : "",
                    kind,
                },
            ];
        }),
    );
}

function partitionOf(key: Reading<unknown>): string {
    return (key.known ? arnParts(String(key.value))[1] : undefined) ?? "aws";
}
