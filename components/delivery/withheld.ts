/** Actions of handlers that the roles do not get. */
interface Withheld {
    /** `*` stands for any letters. */
    readonly actions: readonly string[];
    readonly reason: string;
    /** Only what these types take. @default - whatever takes it */
    readonly types?: readonly string[];
}

/** What handlers take and the roles do not get, with the reason. */
export const WITHHELD: readonly Withheld[] = [
    {
        actions: [
            "autoscaling:*",
            "cloudfront:*",
            "cloudwatch:GetMetricData",
            "codedeploy:*",
            "elasticfilesystem:*",
            "organizations:*",
            "s3files:*",
            "s3tables:*",
            "vpc-lattice:*",
            "vpce:*",
        ],
        reason: "belongs to a service that no layer uses",
    },
    {
        actions: [
            "application-autoscaling:PutScheduledAction",
            "application-autoscaling:DeleteScheduledAction",
            "cloudtrail:PutInsightSelectors",
            "dynamodb:AssociateTableReplica",
            "dynamodb:CreateTableReplica",
            "dynamodb:*KinesisStreamingDestination",
            "dynamodb:DescribeImport",
            "dynamodb:ImportTable",
            "ec2:AcceptAddressTransfer",
            "ec2:AssociateAddress",
            "ec2:AssociateSubnetCidrBlock",
            "ec2:CreateVpcEncryptionControl",
            "ec2:DisassociateSubnetCidrBlock",
            "ec2:ModifyVpcTenancy",
            "lambda:DeleteFunctionCodeSigningConfig",
            "lambda:GetCodeSigningConfig",
            "lambda:GetLayerVersion",
            "lambda:PassCapacityProvider",
            "lambda:PutFunctionCodeSigningConfig",
            "lambda:PutFunctionScalingConfig",
            "logs:*DataProtectionPolicy",
            "logs:PutBearerTokenAuthentication",
            "logs:*IndexPolicy",
            "s3:*AnalyticsConfiguration",
            "s3:PutBucketAbac",
            "s3:*MetadataTableConfiguration",
            "s3:*MetadataAnnotationTableConfiguration",
            "s3:*MetadataInventoryTableConfiguration",
            "s3:*MetadataJournalTableConfiguration",
            "s3:*IntelligentTieringConfiguration",
            "s3:*InventoryConfiguration",
            "s3:*MetricsConfiguration",
            "s3:PutAccelerateConfiguration",
            "s3:PutBucketCORS",
            "s3:PutBucketNotification",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutReplicationConfiguration",
            "sns:PutDataProtectionPolicy",
        ],
        reason: "belongs to a feature that no layer uses",
    },
    {
        actions: ["s3:DeleteBucketWebsite", "s3:PutBucketWebsite", "s3:PutBucketAcl", "s3:PutObjectAcl"],
        reason: "would make a bucket public past its policy",
    },
    {
        actions: [
            "dynamodb:BatchWriteItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
            "kinesis:PutRecords",
            "logs:PutLogEvents",
            "s3:DeleteObject",
            "s3:GetObject*",
            "cognito-idp:ListUserPoolClientSecrets",
        ],
        reason: "is about data, which a deployment neither reads nor writes",
    },
    {
        actions: ["apigateway:UpdateRestApiPolicy", "dynamodb:DeleteResourcePolicy", "dynamodb:PutResourcePolicy"],
        reason: "would let in others by a policy of a kind that no layer writes",
    },
    {
        actions: ["firehose:*", "kinesis:*", "s3:*", "logs:*", "kms:ListAliases"],
        types: ["aws:dynamodb/table:Table"],
        reason: "is for imports and exports of tables, which no layer makes",
    },
    {
        actions: ["s3:*", "firehose:*", "logs:*ResourcePolicy"],
        types: ["aws:ec2/flowLog:FlowLog", "aws:cloudwatch/logGroup:LogGroup"],
        reason: "is for the delivery of logs to buckets and streams, which no layer asks for; policies of CloudWatch Logs are the account's",
    },
    {
        actions: ["kms:*", "iam:*RolePolicy"],
        types: [
            "aws:cognito/userPool:UserPool",
            "aws:cognito/userPoolClient:UserPoolClient",
            "aws:cognito/userPoolDomain:UserPoolDomain",
        ],
        reason: "is for senders, analytics and domains of one's own, which no layer makes",
    },
    {
        actions: ["cloudwatch:*", "lambda:*"],
        types: ["aws:appautoscaling/policy:Policy", "aws:appautoscaling/target:Target"],
        reason: "is for targets that are functions; Application Auto Scaling makes the alarms by its own role",
    },
    {
        actions: [
            "iam:AttachGroupPolicy",
            "iam:AttachUserPolicy",
            "iam:DetachGroupPolicy",
            "iam:DetachUserPolicy",
            "iam:DeleteRolePermissionsBoundary",
        ],
        reason: "would give people permissions, or free a role of its boundary",
    },
    {
        actions: ["iam:CreatePolicy*", "iam:DeletePolicy*"],
        reason: "would change the permissions boundary, which is a person's to change",
    },
    {
        actions: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        types: ["aws:iam/policy:Policy"],
        reason: "attaches a policy where it is made; layers have a type for that",
    },
];

/** Why the roles do not get an action for a type; nothing when they do. */
export function whyWithheld(action: string, type: string): string | undefined {
    const matches = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
    return WITHHELD.find(({ actions, types }) => (types?.includes(type) ?? true) && actions.some(matches))?.reason;
}
