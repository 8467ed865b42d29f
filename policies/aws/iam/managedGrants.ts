import { isKnown } from "../../framework/reading";
import { parseDocument, type Statement } from "./document";

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const INTERFACES = [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
];
const TABLE_STREAMS = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
];
const TRACES = [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
];

/**
 * What AWS's managed policies that functions usually have allow on all resources, by the last part of their ARN
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html). `Not` before a list stands for all but these.
 */
const MANAGED: Readonly<Record<string, readonly string[] | { readonly not: readonly string[] }>> = {
    AdministratorAccess: ["*"],
    PowerUserAccess: { not: ["iam:*", "organizations:*", "account:*"] },
    AWSLambdaBasicExecutionRole: LOGS,
    AWSLambdaDynamoDBExecutionRole: [...TABLE_STREAMS, ...LOGS],
    AWSLambdaKinesisExecutionRole: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
        ...LOGS,
    ],
    AWSLambdaSQSQueueExecutionRole: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", ...LOGS],
    AWSLambdaVPCAccessExecutionRole: [...INTERFACES, ...LOGS],
    AWSLambdaENIManagementAccess: INTERFACES,
    AWSLambdaMSKExecutionRole: [
        "kafka:DescribeCluster",
        "kafka:DescribeClusterV2",
        "kafka:GetBootstrapBrokers",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        ...LOGS,
    ],
    CloudWatchFullAccessV2: [
        "application-autoscaling:DescribeScalingPolicies",
        "application-signals:*",
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribePolicies",
        "cloudwatch:*",
        "logs:*",
        "rum:*",
        "sns:CreateTopic",
        "sns:Subscribe",
        "synthetics:*",
        "xray:*",
    ],
    "AWSLambdaInvocation-DynamoDB": ["lambda:InvokeFunction", ...TABLE_STREAMS],
    AWSLambdaRole: ["lambda:InvokeFunction"],
    AWSXRayDaemonWriteAccess: TRACES,
    AWSXrayWriteOnlyAccess: TRACES,
    AmazonDynamoDBReadOnlyAccess: [
        ...TABLE_STREAMS,
        "dynamodb:BatchGetItem",
        "dynamodb:Describe*",
        "dynamodb:GetItem",
        "dynamodb:List*",
        "dynamodb:PartiQLSelect",
        "dynamodb:Query",
        "dynamodb:Scan",
    ],
    AmazonKinesisReadOnlyAccess: ["kinesis:Get*", "kinesis:List*", "kinesis:Describe*"],
    AmazonS3FullAccess: ["s3:*", "s3-object-lambda:*"],
    AmazonS3ReadOnlyAccess: ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"],
    AmazonSNSFullAccess: ["sns:*"],
    AmazonSQSFullAccess: ["sqs:*"],
    AmazonSQSReadOnlyAccess: [
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ListDeadLetterSourceQueues",
        "sqs:ListQueues",
    ],
    AmazonSSMReadOnlyAccess: ["ssm:Describe*", "ssm:Get*", "ssm:List*"],
};

/** The Allow statements of a managed policy that is known here; undefined for others, which may allow anything. */
export function managedStatements(arn: string): readonly Statement[] | undefined {
    const name = /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] ?? "";
    const actions = MANAGED[name];
    if (actions === undefined) return undefined;
    const given = "not" in actions ? { NotAction: actions.not } : { Action: actions };
    return parseDocument({ Statement: [{ Sid: name, Effect: "Allow", Resource: "*", ...given }] }, arn)
        .statements.filter(isKnown)
        .map(({ value }) => value);
}
