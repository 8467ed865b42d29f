/** Actions that somebody calls besides CloudFormation's handlers. */
export interface Addition {
    readonly actions: readonly string[];
    readonly reason: string;
    /** Only where the environment may be thrown away. @default false */
    readonly disposable?: boolean;
}

const NAMES_ONLY = "the provider reads what is left of it before it deletes";

/** What the official provider calls for a type and CloudFormation does not. */
export const ADDITIONS: Readonly<Record<string, readonly Addition[]>> = {
    "aws:cloudwatch/logGroup:LogGroup": [
        { actions: ["logs:ListTagsForResource"], reason: "the provider reads tags of a group by its ARN" },
    ],
    "aws:ec2/eip:Eip": [
        { actions: ["ec2:DescribeAddressesAttribute"], reason: "the provider reads the reverse name of an address" },
    ],
    "aws:ec2/internetGateway:InternetGateway": [
        {
            actions: ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
            reason: "the provider attaches a gateway itself, CloudFormation has a type for that",
        },
    ],
    "aws:ec2/securityGroup:SecurityGroup": [
        {
            actions: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroupRules"],
            reason: "the provider looks for interfaces of functions that keep a group in use",
        },
    ],
    "aws:ec2/subnet:Subnet": [
        { actions: ["ec2:DescribeNetworkInterfaces"], reason: "the provider looks for interfaces that keep a subnet" },
    ],
    "aws:ec2/vpc:Vpc": [
        {
            actions: ["ec2:DescribeAvailabilityZones", "ec2:DescribeRouteTables"],
            reason: "awsx asks for the zones, the provider for the main route table",
        },
    ],
    "aws:ec2/vpcEndpoint:VpcEndpoint": [
        { actions: ["ec2:DescribePrefixLists"], reason: "the provider reads the ranges of a gateway endpoint" },
    ],
    "aws:iam/policy:Policy": [{ actions: ["iam:ListPolicyTags"], reason: "the provider reads tags by themselves" }],
    "aws:iam/role:Role": [
        { actions: ["iam:ListInstanceProfilesForRole"], reason: NAMES_ONLY },
        { actions: ["iam:ListRoleTags"], reason: "the provider reads tags by themselves" },
    ],
    "aws:kinesis/stream:Stream": [
        { actions: ["kinesis:ListShards", "kinesis:DescribeStream"], reason: "the provider waits for the shards" },
    ],
    "aws:lambda/function:Function": [
        {
            actions: [
                "lambda:GetFunctionConcurrency",
                "lambda:GetFunctionConfiguration",
                "lambda:ListTags",
                "lambda:ListVersionsByFunction",
            ],
            reason: "the provider waits for a function and reads its latest version",
        },
    ],
    "aws:s3/bucket:Bucket": [
        {
            actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketRequestPayment"],
            reason: "the provider reads every setting of a bucket",
        },
        {
            actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:ListBucketVersions"],
            reason: "the provider empties a bucket with forceDestroy before it deletes it",
            disposable: true,
        },
    ],
    "aws:sns/topicSubscription:TopicSubscription": [
        { actions: ["sns:ListSubscriptionsByTopic"], reason: "the provider waits for the confirmation" },
    ],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
        { actions: ["ec2:ModifySecurityGroupRules"], reason: "the provider changes a rule in its place" },
    ],
};

/** What `platform up` and `platform preview` ask before they begin (cli/driver/account). */
export const COMMAND: Addition = {
    actions: [
        "apigateway:GET",
        "cloudtrail:DescribeTrails",
        "ec2:DescribeAddresses",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeNatGateways",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
        "iam:GetRole",
        "lambda:GetAccountSettings",
        "servicequotas:GetServiceQuota",
    ],
    reason: "'platform' asks what the account has room for, and whose role API Gateway writes logs by",
};
