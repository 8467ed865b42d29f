import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamPermissionsManagement } from "./permissionsManagement";

const write = { Effect: "Allow", Action: "s3:PutBucketPolicy", Resource: "arn:aws:s3:::lake" };

describeRule(iamPermissionsManagement, {
    passes: {
        "the policy of one bucket": rolePolicy(write),
        "grants that AWS's services ask for": rolePolicy({
            Effect: "Allow",
            Action: "kms:CreateGrant",
            Resource: "*",
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        }),
        "permissions of an account that have no resource, whatever the statement's is": [
            rolePolicy({
                Effect: "Allow",
                Action: ["logs:PutResourcePolicy", "events:PutPermission", "ecr:PutRegistryPolicy"],
                Resource: "*",
            }),
            openRolePolicy({ Effect: "Allow", Action: "logs:PutResourcePolicy", Resource: UNKNOWN }),
        ],
        "permissions of what has a tag": rolePolicy({
            ...write,
            Action: "kms:CreateGrant",
            Resource: "*",
            Condition: { Null: { "aws:ResourceTag/team": "false" } },
        }),
        "actions of other levels": rolePolicy({ Effect: "Allow", Action: ["s3:PutObject", "s3:List*"], Resource: "*" }),
    },
    violates: {
        "the policies of all buckets": [
            rolePolicy({ ...write, Action: "s3:putbucketpolicy", Resource: "arn:aws:s3:::*" }),
            "Action::s3:PutBucketPolicy#arn:aws:s3:::*",
        ],
        "a wildcard that reaches permissions": [
            rolePolicy({ Effect: "Allow", Action: "lambda:Add*", Resource: "*" }),
            "Action::lambda:Add*#*",
        ],
        "all of a service that has such permissions, too": [
            rolePolicy({ Effect: "Allow", Action: "ecr:*", Resource: "*" }),
            "Action::ecr:*#*",
        ],
        "network interfaces that nothing limits": [
            rolePolicy({ Effect: "Allow", Action: "ec2:CreateNetworkInterfacePermission", Resource: "*" }),
            "Action::ec2:CreateNetworkInterfacePermission#*",
        ],
        "conditions that say how and not what": [
            rolePolicy({
                ...write,
                Resource: "*",
                Condition: {
                    Bool: { "aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": "true" },
                    StringEquals: { "aws:RequestedRegion": "eu-west-1" },
                    IpAddress: { "aws:SourceIp": "0.0.0.0/0" },
                },
            }),
            "Action::s3:PutBucketPolicy#*",
        ],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*", Resource: "*" }), "Action::*#*"],
    undecided: {
        "an unknown resource": [openRolePolicy({ ...write, Resource: UNKNOWN }), "Action::policy##1"],
        "an unknown condition": [
            openRolePolicy({ ...write, Resource: "*", Condition: { StringEquals: { "aws:ResourceTag/a": UNKNOWN } } }),
            "Action::policy##1",
        ],
    },
});
