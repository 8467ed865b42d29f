import { expandAction } from "../iam/actions";

/** Prefixes of IAM's actions by the SDK's clients, where the client has another name with or without its hyphens. */
const PREFIXES: Readonly<Record<string, string>> = {
    apigatewaymanagementapi: "execute-api",
    appconfigdata: "appconfig",
    "application-auto-scaling": "application-autoscaling",
    "bedrock-runtime": "bedrock",
    "cloudwatch-logs": "logs",
    "cognito-identity": "cognito-identity",
    "cognito-identity-provider": "cognito-idp",
    "dynamodb-streams": "dynamodb",
    eventbridge: "events",
    "iot-data-plane": "iot",
    opensearchserverless: "aoss",
    "rds-data": "rds-data",
    "redshift-data": "redshift-data",
    sesv2: "ses",
    sfn: "states",
    "timestream-query": "timestream",
    "timestream-write": "timestream",
};

const PARTIQL = [
    "dynamodb:PartiQLSelect",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
];
const MODEL = [["bedrock:InvokeModel"]];

/**
 * Commands whose permission has another name: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html,
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html,
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html,
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html. Of the actions in one list one is enough.
 */
const RENAMED: Readonly<Record<string, readonly (readonly string[])[]>> = {
    "apigatewaymanagementapi:DeleteConnection": [["execute-api:ManageConnections"]],
    "apigatewaymanagementapi:GetConnection": [["execute-api:ManageConnections"]],
    "apigatewaymanagementapi:PostToConnection": [["execute-api:ManageConnections"]],
    "bedrock-runtime:Converse": MODEL,
    "bedrock-runtime:ConverseStream": [["bedrock:InvokeModelWithResponseStream"]],
    "dynamodb:BatchExecuteStatement": [PARTIQL],
    // The client asks only where endpoint discovery is switched on, which DynamoDB never needs.
    "dynamodb:DescribeEndpoints": [],
    "dynamodb:ExecuteStatement": [PARTIQL],
    "dynamodb:ExecuteTransaction": [PARTIQL],
    "dynamodb:TransactGetItems": [["dynamodb:GetItem"]],
    "dynamodb:TransactWriteItems": [
        ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"],
    ],
    "lambda:Invoke": [["lambda:InvokeFunction"]],
    "lambda:InvokeWithResponseStream": [["lambda:InvokeFunction"]],
    "s3:CompleteMultipartUpload": [["s3:PutObject"]],
    "s3:CopyObject": [["s3:GetObject"], ["s3:PutObject"]],
    "s3:CreateMultipartUpload": [["s3:PutObject"]],
    "s3:DeleteObjects": [["s3:DeleteObject"]],
    "s3:GetObjectAttributes": [["s3:GetObject"], ["s3:GetObjectAttributes"]],
    "s3:HeadBucket": [["s3:ListBucket"]],
    "s3:HeadObject": [["s3:GetObject"]],
    "s3:ListBuckets": [["s3:ListAllMyBuckets"]],
    "s3:ListMultipartUploads": [["s3:ListBucketMultipartUploads"]],
    "s3:ListObjectVersions": [["s3:ListBucketVersions"]],
    "s3:ListObjects": [["s3:ListBucket"]],
    "s3:ListObjectsV2": [["s3:ListBucket"]],
    "s3:ListParts": [["s3:ListMultipartUploadParts"]],
    // Of directory buckets, which have sessions.
    "s3:RenameObject": [["s3express:CreateSession"]],
    "s3:SelectObjectContent": [["s3:GetObject"]],
    "s3:UploadPart": [["s3:PutObject"]],
    "s3:UploadPartCopy": [["s3:GetObject"], ["s3:PutObject"]],
    "sns:PublishBatch": [["sns:Publish"]],
    "sqs:ChangeMessageVisibilityBatch": [["sqs:ChangeMessageVisibility"]],
    "sqs:DeleteMessageBatch": [["sqs:DeleteMessage"]],
    "sqs:SendMessageBatch": [["sqs:SendMessage"]],
    // Anybody may ask who they are.
    "sts:GetCallerIdentity": [],
};

/**
 * Actions that reach the same, one by one or many at once: who is granted both for the use of one is granted nothing more. Writing
 * items by the batch is none of them, since it deletes as well.
 */
export const SAME_REACH: readonly (readonly string[])[] = [
    ["dynamodb:BatchGetItem", "dynamodb:GetItem"],
    ["firehose:PutRecord", "firehose:PutRecordBatch"],
    ["kinesis:PutRecord", "kinesis:PutRecords"],
    ["ssm:GetParameter", "ssm:GetParameters"],
];

/**
 * The actions that a command of the AWS SDK takes; of those in one list one is enough.
 *
 * @param command `<client>:<command>` as a bundle has it, for example `sqs:SendMessageBatch`
 * @returns `undefined` for a command of which no action is known
 */
export function actionsOf(command: string): readonly (readonly string[])[] | undefined {
    const renamed = RENAMED[command];
    if (renamed !== undefined) return renamed;
    const [client = "", name = ""] = command.split(":");
    const prefixes = [PREFIXES[client] ?? client, client.replaceAll("-", "")];
    const [action] = name.includes("*") ? [] : prefixes.flatMap((prefix) => expandAction(`${prefix}:${name}`));
    return action && [[action.name]];
}
