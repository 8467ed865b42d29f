import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamCredentialsExposure } from "./credentialsExposure";

const assume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/worker" };

describeRule(iamCredentialsExposure, {
    passes: {
        "one role": rolePolicy(assume),
        "roles by their beginning": rolePolicy({ ...assume, Resource: "arn:aws:iam::*:role/deploy-*" }),
        "roles by their tags": rolePolicy({
            ...assume,
            Resource: "*",
            Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
        }),
        "the token of the registry, which AWS cannot limit": rolePolicy({
            Effect: "Allow",
            Action: "ecr:GetAuthorizationToken",
            Resource: "*",
        }),
        "a user's own keys": rolePolicy({
            Effect: "Allow",
            Action: "iam:CreateAccessKey",
            Resource: "arn:aws:iam::*:user/${aws:username}",
        }),
        "a denial": rolePolicy({ ...assume, Effect: "Deny", Resource: "*" }),
    },
    violates: {
        "all roles of an account, in any case": [
            rolePolicy({ ...assume, Action: ["STS:assumerole"], Resource: "arn:aws:iam::111122223333:role/*" }),
            "Action::sts:AssumeRole#arn:aws:iam::111122223333:role/*",
        ],
        "a wildcard that reaches credentials": [
            rolePolicy({ Effect: "Allow", Action: "redshift:Get*", Resource: "*" }),
            "Action::redshift:Get*#*",
        ],
        "a key that AWS cannot limit": [
            rolePolicy({ Effect: "Allow", Action: "chime:CreateApiKey", Resource: "*" }),
            "Action::chime:CreateApiKey#*",
        ],
        "all but some actions": [
            rolePolicy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }),
            "NotAction::iam:*#*",
        ],
        "all but some roles": [
            rolePolicy({ Effect: "Allow", Action: "sts:AssumeRole", NotResource: assume.Resource }),
            "Action::sts:AssumeRole#*",
        ],
        "a condition that chooses no roles": [
            rolePolicy({ ...assume, Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
            "Action::sts:AssumeRole#*",
        ],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*", Resource: "*" }), "Action::*#*"],
    undecided: {
        "an unknown role": [openRolePolicy({ ...assume, Resource: UNKNOWN }), "Action::policy##1"],
        "an unknown condition": [
            openRolePolicy({ ...assume, Resource: "*", Condition: { StringEquals: { "aws:ResourceTag/a": UNKNOWN } } }),
            "Action::policy##1",
        ],
    },
});
