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

describeRule(iamResourceWildcard, {
    passes: {
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
