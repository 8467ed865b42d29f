import * as pulumi from "@pulumi/pulumi";

/**
 * What is neither deleted nor replaced while `platform:deletionProtection` is on, with what would be lost: the engine refuses,
 * in a preview already.
 */
export const PROTECTED_TYPES: Readonly<Record<string, string>> = {
    "aws:apigateway/restApi:RestApi": "its id is the address that clients have",
    "aws:cognito/userPool:UserPool": "the accounts of people",
    "aws:cognito/userPoolClient:UserPoolClient": "its id is built into clients",
    "aws:cognito/userPoolDomain:UserPoolDomain":
        "its address is built into clients, and once it is free another account may take its name",
    "aws:dynamodb/table:Table": "the items",
    "aws:iam/policy:Policy":
        "roles of other layers are bounded by it, and IAM refuses to delete it before they are not",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "records that wait in its buffer",
    "aws:kinesis/stream:Stream": "records that nobody has read yet",
    "aws:kms/key:Key": "all that is encrypted under it: a key that waits for its deletion decrypts nothing",
    "aws:s3/bucket:Bucket": "the objects",
    "aws:sns/topic:Topic": "subscriptions that people have confirmed",
};

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/**
 * What stays behind in AWS when its resource is removed or replaced while `platform:deletionProtection` is on, with what it
 * holds. It costs nothing by the hour and empties itself; what would refuse to go would be in the way of removing a function.
 * A log group under a name that the program gives goes with its resource: nothing could be made in its place.
 */
export const RETAINED_TYPES: Readonly<Record<string, string>> = {
    [LOG_GROUP]: "logs, until the retention ends",
    "aws:sqs/queue:Queue": "failed messages, for 14 days at most",
};

/** Protects or retains what holds data in the running stack, when the environment is protected. */
export function protectData(deletionProtection: boolean): void {
    if (deletionProtection) pulumi.runtime.registerStackTransformation(protectionTransformation);
}

/** The transformation behind {@link protectData}. What the program itself says wins. */
export const protectionTransformation: pulumi.ResourceTransformation = ({ type, props, opts }) => {
    if (type in PROTECTED_TYPES) return { props, opts: { protect: true, ...opts } };
    if (type in RETAINED_TYPES && !wouldBeInItsOwnWay(type, props))
        return { props, opts: { retainOnDelete: true, ...opts } };
    return undefined;
};

/**
 * Whether what stayed behind would refuse that the resource comes back: a log group under a name that the program gives is refused when
 * there is one (`ResourceAlreadyExistsException`), while SQS answers with the queue that is there.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
function wouldBeInItsOwnWay(type: string, { name }: pulumi.Inputs): boolean {
    return type === LOG_GROUP && name !== undefined;
}
