/** What AWS's managed policies for functions allow on all resources, by the last part of their ARN. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
    AWSLambdaBasicExecutionRole: [],
    AWSLambdaDynamoDBExecutionRole: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
    ],
    AWSLambdaKinesisExecutionRole: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
    ],
    AWSLambdaSQSQueueExecutionRole: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    AWSLambdaVPCAccessExecutionRole: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
    ],
};
const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const TRACES = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];

/** The actions of a managed policy that is known here; undefined for others, which may allow anything. */
export function managedActions(arn: string): readonly string[] | undefined {
    const name = /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] ?? "";
    if (name === "AWSXRayDaemonWriteAccess" || name === "AWSXrayWriteOnlyAccess") return TRACES;
    const actions = MANAGED[name];
    return actions && [...actions, ...LOGS];
}
