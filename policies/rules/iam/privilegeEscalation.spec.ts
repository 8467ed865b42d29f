import { describeRule } from "../../testing/describeRule";
import { documentText, openRolePolicy, rolePolicy } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamPrivilegeEscalation } from "./privilegeEscalation";

const allow = (Action: unknown, Resource: unknown = "*", Condition?: object) => ({
    Effect: "Allow",
    Action,
    Resource,
    Condition,
});
const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const ROLE = "arn:aws:iam::111122223333:role/app";
const toService = (service: string) => ({ StringEquals: { "iam:PassedToService": service } });
const role = subjectsOf("aws:iam/role:Role");
const app = role({}, { name: "app", outputs: { name: "app-1", arn: ROLE } });
const inline = (name: string, policy: unknown) =>
    subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "app-1", policy }, { name });
const managed = subjectsOf("aws:iam/policy:Policy");
const LAMBDA = "Escalation::iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction";

describeRule(iamPrivilegeEscalation, {
    passes: {
        "code of a function that is named": rolePolicy(allow("lambda:UpdateFunctionCode", FUNCTION)),
        "one role to a new function": rolePolicy(
            allow(["lambda:CreateFunction", "lambda:InvokeFunction"]),
            allow("iam:PassRole", ROLE, toService("lambda.amazonaws.com")),
        ),
        "any role to a service that runs nothing of one's own": rolePolicy(
            allow(["lambda:CreateFunction", "lambda:InvokeFunction", "ec2:RunInstances"]),
            allow("iam:PassRole", "*", toService("firehose.amazonaws.com")),
        ),
        "policies of roles that keep the boundary": rolePolicy(
            allow(["iam:PutRolePolicy", "iam:AttachRolePolicy"], "*", {
                StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" },
            }),
        ),
        "policies that are named": rolePolicy(
            allow("iam:AttachRolePolicy", "*", {
                ArnLike: { "iam:PolicyARN": "arn:aws:iam::111122223333:policy/app-*" },
            }),
        ),
        "one of two that are needed": rolePolicy(allow(["states:CreateStateMachine", "iam:PassRole"], ROLE)),
        "a denial": rolePolicy({ ...allow("iam:*"), Effect: "Deny" }),
        "policies of different roles": [
            app,
            inline("a", documentText(allow("iam:PassRole"))),
            subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                { role: "other", policy: documentText(allow("ec2:RunInstances")) },
                { name: "b" },
            ),
        ],
    },
    violates: {
        "its own policies, in any case": [rolePolicy(allow("IAM:putrolepolicy")), "Escalation::iam:PutRolePolicy"],
        "policies that are named, among them one that gives everything": [
            rolePolicy(
                allow("iam:AttachRolePolicy", "*", {
                    ArnEquals: { "iam:PolicyARN": "arn:aws-cn:iam::aws:policy/AdministratorAccess" },
                }),
            ),
            "Escalation::iam:AttachRolePolicy",
        ],
        "all of AWS's policies by a pattern": [
            rolePolicy(
                allow("iam:AttachUserPolicy", "*", { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/*" } }),
            ),
            "Escalation::iam:AttachUserPolicy",
        ],
        "policies under a boundary that is none": [
            rolePolicy(
                allow("iam:PutRolePolicy", "*", {
                    StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" },
                }),
            ),
            "Escalation::iam:PutRolePolicy",
        ],
        "the boundary taken away from roles that have it": [
            rolePolicy(
                allow("iam:DeleteRolePermissionsBoundary", "*", {
                    StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" },
                }),
            ),
            "Escalation::iam:DeleteRolePermissionsBoundary",
        ],
        "versions of all policies by a pattern": [
            rolePolicy(allow("iam:CreatePolicy*", "arn:aws:iam::111122223333:policy/*")),
            "Escalation::iam:CreatePolicyVersion",
        ],
        "a role to a new function, in several statements": [
            rolePolicy(allow("lambda:CreateFunction"), allow("iam:Pass*"), allow("lambda:Invoke*")),
            LAMBDA,
        ],
        "to the service that it needs, in another region's spelling": [
            rolePolicy(
                allow("iam:PassRole", "*", toService("ec2.amazonaws.com.cn")),
                allow(["ec2:RunInstances", "lambda:CreateFunction", "lambda:InvokeFunction"]),
            ),
            "Escalation::iam:PassRole+ec2:RunInstances",
        ],
        "all but some actions": [
            rolePolicy({
                Effect: "Allow",
                NotAction: ["iam:*", "s*:*", "c*:*", "e*:*", "g*:*", "i*:*", "b*:*"],
                Resource: "*",
            }),
            "Escalation::lambda:UpdateFunctionCode",
        ],
        "inline policies of a role together": [
            role({
                inlinePolicies: [
                    { name: "a", policy: documentText(allow("iam:PassRole")) },
                    { name: "b", policy: documentText(allow("ec2:RunInstances")) },
                ],
            }),
            "Escalation::iam:PassRole+ec2:RunInstances",
        ],
        "policies of a role together": [
            [
                app,
                inline("a", documentText(allow("iam:PassRole"))),
                managed({ policy: documentText(allow("lambda:CreateFunction")) }, { outputs: { arn: "arn:b" } }),
                subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")({ role: "app-1", policyArn: "arn:b" }),
                managed(
                    { policy: documentText(allow("lambda:InvokeFunction")) },
                    { name: "c", outputs: { arn: "arn:c" } },
                ),
                subjectsOf("aws:iam/policyAttachment:PolicyAttachment")({ roles: ["x", "app-1"], policyArn: "arn:c" }),
            ],
            LAMBDA,
        ],
        "a user's policies together, before their names are known": [
            [
                subjectsOf("aws:iam/user:User")({}, { name: "ci", outputs: { name: UNKNOWN, arn: UNKNOWN } }),
                subjectsOf("aws:iam/userPolicy:UserPolicy")(
                    { user: UNKNOWN, policy: documentText(allow("iam:PassRole")) },
                    { name: "a", references: { user: ["ci"] } },
                ),
                subjectsOf("aws:iam/userPolicy:UserPolicy")(
                    { user: UNKNOWN, policy: documentText(allow("glue:CreateDevEndpoint")) },
                    { name: "b", references: { user: ["ci"] } },
                ),
            ],
            "Escalation::iam:PassRole+glue:CreateDevEndpoint",
        ],
        "a role that may change itself": [
            [app, inline("a", documentText(allow("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/app*")))],
            "Escalation::iam:PutRolePolicy",
        ],
        "the policy that it has": [
            [
                app,
                managed(
                    { policy: documentText(allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/own")) },
                    { outputs: { arn: "arn:aws:iam::111122223333:policy/own" } },
                ),
                subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")({
                    role: "app-1",
                    policyArn: "arn:aws:iam::111122223333:policy/own",
                }),
            ],
            "Escalation::iam:CreatePolicyVersion",
        ],
        "one next to an unknown statement": [
            openRolePolicy(UNKNOWN, allow("iam:AttachRolePolicy")),
            "Escalation::iam:AttachRolePolicy",
        ],
    },
    missing: [
        rolePolicy({ Effect: "Allow", Action: ["iam:SetDefaultPolicyVersion"], NotResource: [] }),
        "Escalation::iam:SetDefaultPolicyVersion",
    ],
    undecided: {
        "an unknown document": [subjectsOf("aws:iam/rolePolicy:RolePolicy")({ policy: UNKNOWN }), "Document::policy"],
        "an unknown resource": [openRolePolicy(allow("iam:PutRolePolicy", UNKNOWN)), "Escalation::policy"],
        "an unknown condition": [
            openRolePolicy(allow("iam:PutRolePolicy", "*", { StringEquals: { "iam:PermissionsBoundary": UNKNOWN } })),
            "Escalation::policy",
        ],
    },
});
