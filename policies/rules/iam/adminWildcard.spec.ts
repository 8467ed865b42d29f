import { describeRule } from "../../testing/describeRule";
import { documentText, openRolePolicy, rolePolicy } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamAdminWildcard } from "./adminWildcard";

const everything = { Effect: "Allow", Action: "*", Resource: "*" };

describeRule(iamAdminWildcard, {
    passes: {
        "all actions on one bucket": rolePolicy({ ...everything, Resource: "arn:aws:s3:::lake" }),
        "all of a service": rolePolicy({ ...everything, Action: "s3:*" }),
        "a denial of everything": rolePolicy({ ...everything, Effect: "Deny" }),
        "one action on resources that are not known": openRolePolicy({
            ...everything,
            Action: ["s3:GetObject", "s3:*"],
            Resource: [UNKNOWN],
        }),
        "unknown actions on one resource": openRolePolicy({
            ...everything,
            Action: [UNKNOWN],
            Resource: "arn:aws:s3:::lake",
        }),
        "all but IAM on resources that are not known": openRolePolicy({
            Effect: "Allow",
            NotAction: ["iam:*"],
            Resource: UNKNOWN,
        }),
        "all but IAM": rolePolicy({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
    },
    violates: {
        "everything as lists, behind another statement": [
            rolePolicy(
                { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
                { Effect: "Allow", Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::a/*", "*"] },
            ),
            "Action::*#*",
        ],
        "everything in another spelling": [
            rolePolicy({ ...everything, Action: "*:*", Resource: "arn:aws:*:*:*:*" }),
            "Action::*#arn:aws:*:*:*:*",
        ],
        "everything of another partition": [
            rolePolicy({ ...everything, Resource: "arn:aws-us-gov:*" }),
            "Action::*#arn:aws-us-gov:*",
        ],
        "everything but some resources": [
            rolePolicy({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::a" }),
            "Action::*#NotResource",
        ],
        "everything but some actions": [
            rolePolicy({ Effect: "Allow", NotAction: ["s3:DeleteBucket"], Resource: "*" }),
            "NotAction::iam:PutRolePolicy#*",
        ],
        "a group, a user, an inline policy and a permission set": [
            [
                subjectsOf("aws:iam/groupPolicy:GroupPolicy")({ policy: documentText(everything) }, { name: "a" }),
                subjectsOf("aws:iam/userPolicy:UserPolicy")({ policy: documentText(everything) }, { name: "b" }),
                subjectsOf("aws:iam/role:Role")(
                    { inlinePolicies: [{ name: "admin", policy: documentText(everything) }] },
                    { name: "c" },
                ),
                subjectsOf("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy")(
                    { inlinePolicy: documentText(everything) },
                    { name: "d" },
                ),
            ],
            ...Array<string>(4).fill("Action::*#*"),
        ],
        "everything next to an unknown resource": [
            openRolePolicy({ ...everything, Resource: [UNKNOWN, "*"] }),
            "Action::*#*",
        ],
    },
    missing: [rolePolicy(everything), "Action::*#*"],
    undecided: {
        "an unknown resource": [openRolePolicy({ ...everything, Resource: UNKNOWN }), "Admin::policy##1"],
        "an unknown resource beside an action that is not": [
            openRolePolicy({ ...everything, Action: ["s3:GetObject", UNKNOWN], Resource: UNKNOWN }),
            "Admin::policy##1",
        ],
        "an unknown exception": [
            openRolePolicy({ Effect: "Allow", NotAction: [UNKNOWN], Resource: "*" }),
            "Admin::policy##1",
        ],
        "an unknown action": [openRolePolicy({ ...everything, Action: UNKNOWN }), "Admin::policy##1"],
    },
});
