// All that roles of the platform may ever do: the permissions boundary allows it, and statements of grants name nothing else (the compiler
// says so). Neither is any of it that nobody is granted (boundaryActions.spec.ts).

/** Actions that act on a resource of the account. */
export const BOUNDARY_RESOURCE_ACTIONS = [
    "dynamodb:BatchGetItem",
    "dynamodb:DeleteItem",
    "dynamodb:DescribeStream",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
    "firehose:PutRecord",
    "firehose:PutRecordBatch",
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
    "kinesis:PutRecord",
    "kinesis:PutRecords",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "lambda:GetFunctionConfiguration",
    "lambda:InvokeFunction",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetBucketLocation",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
] as const;

/** Actions without a resource in AWS's authorization model: nothing to compare an account with. */
export const BOUNDARY_UNSCOPED_ACTIONS = [
    "dynamodb:ListStreams",
    "kinesis:ListStreams",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
] as const;

/** Actions of AWS's own logging policies, which list and create log groups (API Gateway account role, VPC flow logs). */
export const BOUNDARY_LOGGING_ACTIONS = [
    "logs:CreateLogGroup",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
] as const;

/** What a grant may give. */
export type BoundedAction =
    | (typeof BOUNDARY_RESOURCE_ACTIONS)[number]
    | (typeof BOUNDARY_UNSCOPED_ACTIONS)[number]
    | (typeof BOUNDARY_LOGGING_ACTIONS)[number];
