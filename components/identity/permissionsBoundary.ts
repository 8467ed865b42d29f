import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Actions that act on a resource of the account. A verb of a component that needs another one adds it here (tested). */
export const BOUNDARY_RESOURCE_ACTIONS = [
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
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
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
] as const;

/** Actions of AWS's own logging roles, which list and create log groups (API Gateway account role, VPC flow logs). */
export const BOUNDARY_LOGGING_ACTIONS = [
    "logs:CreateLogGroup",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
] as const;

/**
 * The managed policy that caps every role of the platform: whatever a role's own policies say, it can do no more than move
 * data through this account's resources, and never touch IAM, keys' policies or another account. It grants nothing by itself
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
 *
 * Creates: `<name>` (managed policy).
 */
export class PermissionsBoundary extends pulumi.ComponentResource {
    public readonly policyArn: pulumi.Output<string>;

    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("platform:identity:PermissionsBoundary", name, {}, opts);
        const account = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
        const policy = new aws.iam.Policy(
            name,
            {
                description: "Caps what any role of the platform can do; grants nothing by itself",
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "DataOfThisAccount",
                            Effect: "Allow",
                            Action: BOUNDARY_RESOURCE_ACTIONS,
                            Resource: "*",
                            Condition: { StringEquals: { "aws:ResourceAccount": account } },
                        },
                        {
                            Sid: "WithoutResource",
                            Effect: "Allow",
                            Action: [...BOUNDARY_UNSCOPED_ACTIONS, ...BOUNDARY_LOGGING_ACTIONS],
                            Resource: "*",
                        },
                    ],
                }),
            },
            // IAM cannot change it, so other words would replace the policy, which it refuses to delete while a role is bounded by it
            // (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html#API_CreatePolicy_RequestParameters).
            { parent: this, ignoreChanges: ["description"] },
        );
        this.policyArn = policy.arn;
        this.registerOutputs({ policyArn: this.policyArn });
    }
}
