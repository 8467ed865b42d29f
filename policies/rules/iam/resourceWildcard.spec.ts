import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamResourceWildcard } from "./resourceWildcard";

const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...more,
});

const ACCOUNT = "arn:aws:ec2:eu-west-1:111122223333";
const interfaces = ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"];
/** What an interface is made of, which says nothing of the interfaces that are there. */
const IN_SUBNET = [`${ACCOUNT}:network-interface/*`, `${ACCOUNT}:subnet/subnet-1`, `${ACCOUNT}:security-group/sg-1`];
const when = (Condition: object) => ({ Condition });
const noTopics = { Effect: "Deny", Action: "sns:Publish", Resource: "arn:aws:sns:*:*:*" };

describeRule(iamResourceWildcard, {
    passes: {
        "resources that have a tag": rolePolicy(
            allow("elasticloadbalancing:DeleteListener", "*", when({ Null: { "aws:ResourceTag/team": "false" } })),
            allow("rds:DeleteDBInstance", "*", when({ StringEquals: { "rds:db-tag/team": "shop" } })),
        ),
        "a role for one service": rolePolicy(
            allow(
                "iam:CreateServiceLinkedRole",
                "*",
                when({ StringEquals: { "iam:AWSServiceName": "rds.amazonaws.com" } }),
            ),
        ),
        "network interfaces, whose ids AWS chooses, in a named subnet": rolePolicy(
            allow(interfaces[0], IN_SUBNET),
            allow(interfaces[2], "*"),
        ),
        "network interfaces of a subnet by a condition": rolePolicy(
            allow(
                interfaces[1],
                `${ACCOUNT}:network-interface/*`,
                when({ ArnEquals: { "ec2:Subnet": `${ACCOUNT}:subnet/subnet-1` } }),
            ),
        ),
        "what a call makes": rolePolicy(
            allow("ec2:CreateNetworkInterface", `${ACCOUNT}:network-interface/*`),
            allow(
                ["ec2:RunInstances", "ec2:RequestSpotInstances"],
                [`${ACCOUNT}:instance/*`, `${ACCOUNT}:volume/*`, "arn:aws:ec2:eu-west-1::image/ami-1"],
            ),
        ),
        "jobs and executions": rolePolicy(
            allow("batch:TerminateJob", "arn:aws:batch:eu-west-1:111122223333:job/*"),
            allow("ssm:GetAutomationExecution", "arn:aws:ssm:eu-west-1:111122223333:automation-execution/*"),
            allow("states:StopExecution", "arn:aws:states:eu-west-1:111122223333:execution:fulfil:*"),
        ),
        "text messages to phones, with all topics denied": rolePolicy(allow("sns:Publish", "*"), noTopics),
        "resources that a condition chooses": rolePolicy(
            allow("sqs:SendMessage", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } }),
            allow("kms:Decrypt", "arn:aws:kms:*:111122223333:key/*", {
                Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
            }),
        ),
        "a named table and its indexes": rolePolicy(
            allow("dynamodb:Query", [
                "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
                "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*",
            ]),
        ),
        "actions that AWS cannot limit": rolePolicy(
            allow(["xray:PutTraceSegments", "ec2:DescribeNetworkInterfaces", "cloudwatch:PutMetricData"], "*"),
        ),
        "a wildcard of which AWS can limit no action": rolePolicy(allow("xray:Put*Records", "*")),
        "the objects of a bucket": rolePolicy(allow("s3:GetObject", "arn:aws:s3:::lake/*")),
        "names with a beginning": rolePolicy(allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders-*")),
        "a bucket named by a policy variable": rolePolicy(
            allow("s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/*"),
        ),
        "the streams of a log group": rolePolicy(
            allow("logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/f:*"),
        ),
        "a denial": rolePolicy({ ...allow("s3:*", "*"), Effect: "Deny" }),
    },
    violates: {
        "a service by a pattern": [
            rolePolicy(
                allow(
                    "iam:CreateServiceLinkedRole",
                    "*",
                    when({ StringLike: { "iam:AWSServiceName": "*.amazonaws.com" } }),
                ),
            ),
            "Resource::*#iam:CreateServiceLinkedRole",
        ],
        "resources without a tag, or with one in the request": [
            rolePolicy(
                allow("sqs:DeleteQueue", "*", when({ Null: { "aws:ResourceTag/team": "true" } })),
                allow("sqs:PurgeQueue", "*", when({ Null: { "aws:RequestTag/team": "false" } })),
            ),
            "Resource::*#sqs:DeleteQueue",
            "Resource::*#sqs:PurgeQueue",
        ],
        "any network interface": [
            rolePolicy(allow(interfaces, "*"), allow("ec2:DeleteNetworkInterface", `${ACCOUNT}:network-interface/*`)),
            "Resource::*#ec2:CreateNetworkInterface",
            "Resource::*#ec2:DeleteNetworkInterface",
            `Resource::${ACCOUNT}:network-interface/*#ec2:DeleteNetworkInterface`,
        ],
        "any network interface, beside a named subnet": [
            rolePolicy(
                allow(
                    [interfaces[1], "ec2:AssignPrivateIpAddresses", "ec2:ModifyNetworkInterfaceAttribute"],
                    IN_SUBNET,
                ),
            ),
            `Resource::${ACCOUNT}:network-interface/*#ec2:DeleteNetworkInterface`,
            `Resource::${ACCOUNT}:network-interface/*#ec2:AssignPrivateIpAddresses`,
            `Resource::${ACCOUNT}:network-interface/*#ec2:ModifyNetworkInterfaceAttribute`,
        ],
        "network interfaces of another account, and in any subnet": [
            rolePolicy(
                allow("ec2:CreateNetworkInterface", [
                    "arn:aws:ec2:eu-west-1:*:network-interface/*",
                    `${ACCOUNT}:subnet/*`,
                ]),
            ),
            "Resource::arn:aws:ec2:eu-west-1:*:network-interface/*#ec2:CreateNetworkInterface",
            `Resource::${ACCOUNT}:subnet/*#ec2:CreateNetworkInterface`,
        ],
        "network interfaces of a subnet that the condition leaves open": [
            rolePolicy(
                allow(
                    "ec2:DeleteNetworkInterface",
                    `${ACCOUNT}:network-interface/*`,
                    when({ ArnLike: { "ec2:Subnet": "arn:aws:ec2:*:*:subnet/*" } }),
                ),
            ),
            `Resource::${ACCOUNT}:network-interface/*#ec2:DeleteNetworkInterface`,
        ],
        "things that stay, whose ids can be looked up": [
            rolePolicy(
                allow("ec2:TerminateInstances", `${ACCOUNT}:instance/*`),
                allow("ec2:DeleteVolume", `${ACCOUNT}:volume/*`),
            ),
            `Resource::${ACCOUNT}:instance/*#ec2:TerminateInstances`,
            `Resource::${ACCOUNT}:volume/*#ec2:DeleteVolume`,
        ],
        "all topics, where the denial is of some or under a condition": [
            rolePolicy(
                allow("sns:Publish", "*"),
                { ...noTopics, Resource: "arn:aws:sns:*:*:orders" },
                { ...noTopics, ...when({ Bool: { "aws:SecureTransport": "false" } }) },
                { ...noTopics, Action: "sns:Subscribe" },
            ),
            "Resource::*#sns:Publish",
        ],
        "more than text messages": [
            rolePolicy(allow(["sns:Publish", "sns:DeleteTopic"], "*"), noTopics),
            "Resource::*#sns:DeleteTopic",
        ],
        "resources that a condition does not choose": [
            rolePolicy(
                allow("s3:GetObject", "*", {
                    Condition: {
                        StringEquals: { "aws:ResourceAccount": "111122223333" },
                        StringLike: { "aws:ResourceTag/team": "*" },
                    },
                }),
            ),
            "Resource::*#s3:GetObject",
        ],
        "all resources": [rolePolicy(allow("s3:GetObject", "*")), "Resource::*#s3:GetObject"],
        "an action spelled in another case": [rolePolicy(allow("S3:getobject", "*")), "Resource::*#s3:GetObject"],
        "only those actions of a list that could be limited": [
            rolePolicy(allow(["xray:PutTraceSegments", "kms:Decrypt"], "*")),
            "Resource::*#kms:Decrypt",
        ],
        "a wildcard that reaches an action that could be limited": [
            rolePolicy(allow("xray:*", "*")),
            "Resource::*#xray:*",
        ],
        "all buckets": [rolePolicy(allow("s3:ListBucket", "arn:aws:s3:::*")), "Resource::arn:aws:s3:::*#s3:ListBucket"],
        "a path in all buckets": [
            rolePolicy(allow("s3:GetObject", "arn:aws:s3:::*/public/*")),
            "Resource::arn:aws:s3:::*/public/*#s3:GetObject",
        ],
        "all tables, in any partition": [
            rolePolicy(allow("dynamodb:GetItem", "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/*")),
            "Resource::arn:aws-cn:dynamodb:cn-north-1:111122223333:table/*#dynamodb:GetItem",
        ],
        "all resources of a service": [
            rolePolicy(allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:*")),
            "Resource::arn:aws:lambda:*:*:*#lambda:InvokeFunction",
        ],
        "a short ARN": [
            rolePolicy(allow("sqs:SendMessage", "arn:aws:sqs:*")),
            "Resource::arn:aws:sqs:*#sqs:SendMessage",
        ],
        "all log groups": [
            rolePolicy(allow("logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:*:*")),
            "Resource::arn:aws:logs:eu-west-1:111122223333:log-group:*:*#logs:PutLogEvents",
        ],
        "an action that AWS does not list": [rolePolicy(allow("acme:DoIt", "*")), "Resource::*#acme:DoIt"],
        "an account-wide ARN for such an action": [
            rolePolicy(allow("acme:DoIt", "arn:aws:acme:eu-west-1:111122223333:thing/*")),
            "Resource::arn:aws:acme:eu-west-1:111122223333:thing/*#acme:DoIt",
        ],
        "all resources next to an unknown one": [
            openRolePolicy(allow("s3:GetObject", [UNKNOWN, "*"])),
            "Resource::*#s3:GetObject",
        ],
        "all resources under a condition": [
            rolePolicy(allow("s3:GetObject", "*", { Condition: { StringEquals: { "aws:ResourceAccount": "1" } } })),
            "Resource::*#s3:GetObject",
        ],
    },
    missing: [rolePolicy(allow("*", "*")), "Resource::*#*"],
    undecided: {
        "an unknown resource": [openRolePolicy(allow("s3:GetObject", [UNKNOWN])), "Resource::policy##1"],
        "a denial that is not known": [
            openRolePolicy(allow("sns:Publish", "*"), { ...noTopics, Resource: UNKNOWN }),
            "Resource::policy##1",
        ],
        "a tag that may be asked for": [
            openRolePolicy(allow("sqs:DeleteQueue", "*", when({ Null: { "aws:ResourceTag/team": UNKNOWN } }))),
            "Resource::policy##1",
        ],
        "an unknown action": [openRolePolicy(allow([UNKNOWN], "*")), "Resource::policy##1"],
    },
    configured: {
        "actions of one's own choice": [
            { unscoped: ["sns:Publish"] },
            rolePolicy(allow(["sns:Publish", "cloudwatch:PutMetricData"], "*")),
            "Resource::*#cloudwatch:PutMetricData",
        ],
    },
});
