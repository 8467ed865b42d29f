import { describeRule } from "../../testing/describeRule";
import { trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamTrustPublic } from "./trustPublic";

const trust = (Principal: unknown, Condition?: object) => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal,
    Condition,
});
const ROOT = "arn:aws:iam::111122223333:root";
const open = (statement: object) => subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: { Statement: [statement] } });

describeRule(iamTrustPublic, {
    passes: {
        "a service": trustingRole(trust({ Service: "lambda.amazonaws.com" })),
        "a role": trustingRole(trust({ AWS: "arn:aws:iam::111122223333:role/deploy" })),
        "a path of an organization": trustingRole(
            trust("*", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/r-1/ou-1/*" } }),
        ),
        "an account whose callers are named, or tagged": trustingRole(
            trust({ AWS: ROOT }, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci-*" } }),
            trust({ AWS: ROOT }, { StringEquals: { "aws:PrincipalTag/team": "shop" } }),
        ),
        "an account whose caller has to know something": trustingRole(
            trust({ AWS: ROOT }, { StringEquals: { "sts:ExternalId": "x" } }),
        ),
        "everybody in the organization": trustingRole(trust("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } })),
        "roles by name, in any of the operators": trustingRole(
            trust(
                { AWS: "111122223333" },
                { "ForAnyValue:ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*" } },
            ),
        ),
    },
    violates: {
        everybody: [trustingRole(trust("*")), "Principal::*"],
        "everybody in another form": [trustingRole(trust({ AWS: ["*"] })), "Principal::*"],
        "an account": [trustingRole(trust({ AWS: ROOT })), `Principal::${ROOT}`],
        "an account by its number": [trustingRole(trust({ AWS: "111122223333" })), `Principal::${ROOT}`],
        "an account of another partition": [
            trustingRole(trust({ AWS: "arn:aws-us-gov:iam::111122223333:root" })),
            "Principal::arn:aws-us-gov:iam::111122223333:root",
        ],
        "a condition that limits nobody": [
            trustingRole(trust("*", { StringLike: { "aws:PrincipalArn": "*" } })),
            "Principal::*",
        ],
        "a condition that holds when the caller has no such key": [
            trustingRole(trust("*", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } })),
            "Principal::*",
        ],
        "a role that every account can make": [
            trustingRole(trust("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } })),
            "Principal::*",
        ],
        "any role of any account": [
            trustingRole(trust("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } })),
            "Principal::*",
        ],
        "the caller's own account": [
            trustingRole(
                trust("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/ci" } }),
            ),
            "Principal::*",
        ],
        "all of an account by a pattern": [
            trustingRole(trust("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } })),
            "Principal::*",
        ],
        "all of an account by its own pattern": [
            trustingRole(trust({ AWS: ROOT }, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:*" } })),
            `Principal::${ROOT}`,
        ],
        "any organization": [trustingRole(trust("*", { StringLike: { "aws:PrincipalOrgID": "o-*" } })), "Principal::*"],
        "a source, which no caller has": [
            trustingRole(
                trust({ AWS: "*" }, { StringEquals: { "aws:SourceAccount": "111122223333" } }),
                trust(
                    { AWS: "*" },
                    { ArnEquals: { "aws:SourceArn": "arn:aws:lambda:eu-west-1:111122223333:function:a" } },
                ),
            ),
            "Principal::*",
        ],
        "what everybody can bring": [
            trustingRole(
                trust("*", { StringEquals: { "sts:ExternalId": "x" } }),
                trust("*", { StringEquals: { "aws:PrincipalTag/team": "shop" } }),
            ),
            "Principal::*",
        ],
        "everybody in an old form": [trustingRole(trust({ "*": "*" })), "Principal::*"],
        "a condition on something else": [
            trustingRole(trust("*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
            "Principal::*",
        ],
        "everybody next to an unknown principal": [open(trust({ AWS: ["*", UNKNOWN] })), "Principal::*"],
    },
    missing: [trustingRole(trust({ AWS: ROOT }, {})), `Principal::${ROOT}`],
    undecided: {
        "an unknown trust policy": [
            subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: UNKNOWN }),
            "Document::assumeRolePolicy",
        ],
        "an unknown principal": [open(trust({ AWS: UNKNOWN })), "Principal::##1"],
        "an unknown condition": [open(trust("*", { StringEquals: { "aws:PrincipalOrgID": UNKNOWN } })), "Principal::*"],
    },
});
