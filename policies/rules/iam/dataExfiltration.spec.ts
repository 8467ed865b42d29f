import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamDataExfiltration } from "./dataExfiltration";

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::lake/*" };

describeRule(iamDataExfiltration, {
    passes: {
        "one bucket": rolePolicy(read),
        "one table in every region": rolePolicy({
            Effect: "Allow",
            Action: ["dynamodb:GetItem", "dynamodb:Query"],
            Resource: "arn:aws:dynamodb:*:*:table/orders",
        }),
        "a path of parameters": rolePolicy({
            Effect: "Allow",
            Action: "ssm:GetParameter*",
            Resource: "arn:aws:ssm:eu-west-1:111122223333:parameter/orders/*",
        }),
        "secrets by their tags": rolePolicy({
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
            Condition: { StringEquals: { "secretsmanager:ResourceTag/service": "orders" } },
        }),
        "what is no data": rolePolicy({ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }),
    },
    violates: {
        "every bucket": [
            rolePolicy({ ...read, Resource: ["arn:aws:s3:::lake/*", "arn:aws:s3:::*"] }),
            "Action::s3:GetObject#arn:aws:s3:::*",
        ],
        "every parameter of another partition, by a wildcard in the name": [
            rolePolicy({
                Effect: "Allow",
                Action: "ssm:Get*",
                Resource: "arn:aws-cn:ssm:cn-north-1:111122223333:parameter/*",
            }),
            "Action::ssm:Get*#arn:aws-cn:ssm:cn-north-1:111122223333:parameter/*",
        ],
        "a condition on the account, which keeps every store of it": [
            rolePolicy({
                ...read,
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
            }),
            "Action::s3:GetObject#*",
        ],
        "each action by itself": [
            rolePolicy({ Effect: "Allow", Action: ["sqs:ReceiveMessage", "kinesis:GetRecords"], Resource: "*" }),
            "Action::sqs:ReceiveMessage#*",
            "Action::kinesis:GetRecords#*",
        ],
        "every secret next to an unknown one": [
            openRolePolicy({ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [UNKNOWN, "*"] }),
            "Action::secretsmanager:GetSecretValue#*",
        ],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*", Resource: "*" }), "Action::*#*"],
    undecided: {
        "an unknown bucket": [openRolePolicy({ ...read, Resource: UNKNOWN }), "Action::policy##1"],
        "an unknown action": [openRolePolicy({ ...read, Action: UNKNOWN, Resource: "*" }), "Action::policy##1"],
    },
});
