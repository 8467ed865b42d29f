import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamWriteConstrained } from "./writeConstrained";

const put = { Effect: "Allow", Action: "dynamodb:PutItem", Resource: "arn:aws:dynamodb:eu-west-1:1:table/orders" };
/** What an interface is made of, which says nothing of the interfaces that are there. */
const IN_SUBNET = [
    "arn:aws:ec2:eu-west-1:111122223333:network-interface/*",
    "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1",
];

describeRule(iamWriteConstrained, {
    passes: {
        "one table": rolePolicy(put),
        "what AWS cannot limit": rolePolicy({ Effect: "Allow", Action: "xray:PutTraceSegments", Resource: "*" }),
        "metrics, which are in no dataset": rolePolicy({
            Effect: "Allow",
            Action: "CloudWatch:putMetricData",
            Resource: "*",
        }),
        "resources of the account": rolePolicy({
            ...put,
            Resource: "*",
            Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
        }),
        "network interfaces in a named subnet": rolePolicy({
            Effect: "Allow",
            Action: "ec2:CreateNetworkInterface",
            Resource: IN_SUBNET,
        }),
        "text messages to phones": [
            rolePolicy(
                { Effect: "Allow", Action: "sns:Publish", Resource: "*" },
                { Effect: "Deny", Action: "sns:*", Resource: "arn:aws:sns:*:*:*" },
            ),
            openRolePolicy({ Effect: "Allow", Action: "sns:Publish", NotResource: ["arn:aws:sns:*:*:*"] }),
        ],
        "what has a tag": rolePolicy({
            ...put,
            Resource: "*",
            Condition: { Null: { "aws:ResourceTag/team": "false" } },
        }),
        "reading everything": rolePolicy({ Effect: "Allow", Action: ["dynamodb:Get*", "s3:List*"], Resource: "*" }),
    },
    violates: {
        "any network interface, beside a named subnet": [
            rolePolicy({ Effect: "Allow", Action: "ec2:DeleteNetworkInterface", Resource: IN_SUBNET }),
            `Action::ec2:DeleteNetworkInterface#${IN_SUBNET[0]}`,
        ],
        "all tables": [rolePolicy({ ...put, Resource: "*" }), "Action::dynamodb:PutItem#*"],
        "tags of everything": [
            rolePolicy({ ...put, Action: "sqs:TagQueue", Resource: "arn:aws:sqs:eu-west-1:111122223333:*" }),
            "Action::sqs:TagQueue#arn:aws:sqs:eu-west-1:111122223333:*",
        ],
        "messages to everything": [
            rolePolicy({ Effect: "Allow", Action: "sns:Publish", Resource: "*" }),
            "Action::sns:Publish#*",
        ],
        "a wildcard that reaches changes": [rolePolicy({ ...put, Action: "sqs:*", Resource: "*" }), "Action::sqs:*#*"],
        "a condition that holds for anything": [
            rolePolicy({ ...put, Resource: "*", Condition: { StringLike: { "aws:ResourceTag/team": "*" } } }),
            "Action::dynamodb:PutItem#*",
        ],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*", Resource: "*" }), "Action::*#*"],
    undecided: { "an unknown table": [openRolePolicy({ ...put, Resource: UNKNOWN }), "Action::policy##1"] },
    configured: {
        "actions of one's own choice": [
            { unscoped: ["sqs:TagQueue"] },
            rolePolicy({ Effect: "Allow", Action: ["sqs:TagQueue", "cloudwatch:PutMetricData"], Resource: "*" }),
            "Action::cloudwatch:PutMetricData#*",
        ],
    },
});
