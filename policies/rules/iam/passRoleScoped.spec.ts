import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamPassRoleScoped } from "./passRoleScoped";

const ROLE = "arn:aws:iam::111122223333:role/worker";
const toLambda = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: ROLE, Condition: toLambda };
const CONDITION = "Condition::iam:PassedToService#iam:PassRole";

describeRule(iamPassRoleScoped, {
    passes: {
        "one role to one service": rolePolicy(pass),
        "all actions but one on objects, of which none is a role": rolePolicy({
            Effect: "Allow",
            NotAction: "s3:DeleteObject",
            Resource: "arn:aws:s3:::lake/*",
        }),
        "all of IAM on oneself": rolePolicy({
            Effect: "Allow",
            Action: "iam:*",
            Resource: "arn:aws:iam::111122223333:user/${aws:username}",
        }),
        "a service in other spellings": rolePolicy({
            ...pass,
            Condition: { stringLike: { "IAM:passedtoservice": ["ecs-tasks.amazonaws.com"] } },
        }),
        "a negated list that it is in": rolePolicy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }),
        "patterns of what other actions are about": rolePolicy({
            ...pass,
            Action: ["iam:PassRole", "lambda:CreateFunction"],
            Resource: [
                ROLE,
                "arn:aws:lambda:eu-west-1:111122223333:function:app-*",
                "arn:aws:iam::111122223333:policy/app-*",
                "arn:aws:s3:*",
            ],
        }),
        "other actions": rolePolicy({ Effect: "Allow", Action: "iam:GetRole", Resource: "*" }),
    },
    violates: {
        "any role": [rolePolicy({ ...pass, Resource: "*" }), "Resource::*#iam:PassRole"],
        "roles by a pattern": [
            rolePolicy({ ...pass, Resource: [ROLE, "arn:aws:iam::111122223333:role/app-*"] }),
            "Resource::arn:aws:iam::111122223333:role/app-*#iam:PassRole",
        ],
        "roles by patterns that leave parts open": [
            rolePolicy({ ...pass, Resource: ["arn:*:role/app", "arn:aws:i*", "arn:aws:*:*:*:r*"] }),
            "Resource::arn:*:role/app#iam:PassRole",
            "Resource::arn:aws:i*#iam:PassRole",
            "Resource::arn:aws:*:*:*:r*#iam:PassRole",
        ],
        "any service": [rolePolicy({ ...pass, Condition: undefined }), CONDITION],
        "a pattern that is any service": [
            rolePolicy({ ...pass, Condition: { StringLike: { "iam:PassedToService": "*" } } }),
            CONDITION,
        ],
        "services by a pattern": [
            rolePolicy({ ...pass, Condition: { StringLike: { "iam:PassedToService": "*.amazonaws.com" } } }),
            CONDITION,
        ],
        "what a negated list of actions leaves": [
            rolePolicy({ Effect: "Allow", NotAction: ["s3:*", "iam:Create*"], Resource: "*" }),
            "Resource::*#iam:PassRole",
            CONDITION,
        ],
        "all roles but some": [
            rolePolicy({ Effect: "Allow", Action: "iam:PassRole", NotResource: ROLE, Condition: toLambda }),
            "NotResource::iam:PassRole",
        ],
        "a condition that also holds without the key": [
            rolePolicy({
                ...pass,
                Condition: { StringEqualsIfExists: { "iam:PassedToService": "lambda.amazonaws.com" } },
            }),
            CONDITION,
        ],
        "a condition on all but a service": [
            rolePolicy({ ...pass, Condition: { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } }),
            CONDITION,
        ],
        "a wildcard that reaches PassRole": [rolePolicy({ ...pass, Action: "iam:Pass*", Condition: {} }), CONDITION],
        "any role next to an unknown one": [
            openRolePolicy({ ...pass, Resource: [UNKNOWN, "*"] }),
            "Resource::*#iam:PassRole",
        ],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*", Resource: "*" }), "Resource::*#iam:PassRole", CONDITION],
    undecided: {
        "an unknown role": [openRolePolicy({ ...pass, Resource: UNKNOWN }), "PassRole::policy##1"],
        "an unknown service": [
            openRolePolicy({ ...pass, Condition: { StringEquals: { "iam:PassedToService": UNKNOWN } } }),
            "PassRole::policy##1",
        ],
        "unknown conditions": [openRolePolicy({ ...pass, Condition: UNKNOWN }), "PassRole::policy##1"],
    },
});
