import { describeRule } from "../../testing/describeRule";
import { documentText, openRolePolicy, rolePolicy, trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamActionWildcard } from "./actionWildcard";

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const allow = (Action: unknown) => ({ Effect: "Allow", Action, Resource: TABLE });
const role = subjectsOf("aws:iam/role:Role");
const keyPolicy = (principal: string, action = "kms:*") =>
    subjectsOf("aws:kms/key:Key")({
        policy: documentText({ Effect: "Allow", Principal: { AWS: principal }, Action: action, Resource: "*" }),
    });

describeRule(iamActionWildcard, {
    passes: {
        "exact actions": rolePolicy(allow(["dynamodb:GetItem", "dynamodb:Query"])),
        "a wildcard in a denial": rolePolicy({ ...allow("dynamodb:*"), Effect: "Deny" }),
        "a key that leaves permissions to its account": keyPolicy("arn:aws:iam::111122223333:root"),
        "the same in other spellings": keyPolicy("111122223333", "KMS:*"),
        "a role without documents": role({}),
    },
    violates: {
        everything: [rolePolicy(allow("*")), "Action::*"],
        "a whole service, in any case": [rolePolicy(allow(["DynamoDB:*"])), "Action::dynamodb:*"],
        "a part of a service, spelled as AWS spells it": [rolePolicy(allow("dynamodb:get*")), "Action::dynamodb:Get*"],
        "a wildcard in the middle": [rolePolicy(allow("dynamodb:*item")), "Action::dynamodb:*Item"],
        "a wildcard for one character": [rolePolicy(allow("dynamodb:GetIte?")), "Action::dynamodb:GetIte?"],
        "a statement that is not in a list": [
            subjectsOf("aws:iam/policy:Policy")({ policy: JSON.stringify({ Statement: allow("s3:*") }) }),
            "Action::s3:*",
        ],
        "an inline policy next to one that is unknown": [
            role({ inlinePolicies: [{ policy: UNKNOWN }, { policy: documentText(allow("s3:*")) }] }),
            "Action::s3:*",
        ],
        "a trust policy": [
            trustingRole({ Effect: "Allow", Principal: { Service: "x" }, Action: "sts:*" }),
            "Action::sts:*",
        ],
        "a permission set": [
            subjectsOf("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy")({
                inlinePolicy: documentText(allow("sqs:*")),
            }),
            "Action::sqs:*",
        ],
        "a queue's own policy": [
            subjectsOf("aws:sqs/queue:Queue")({ policy: documentText({ ...allow("sqs:*"), Principal: "*" }) }),
            "Action::sqs:*",
        ],
        "a key that gives everything to a role": [keyPolicy("arn:aws:iam::111122223333:role/app"), "Action::kms:*"],
        "a key that gives everything to all but somebody": [
            subjectsOf("aws:kms/key:Key")({
                policy: documentText({ Effect: "Allow", NotPrincipal: { AWS: "*" }, Action: "kms:*", Resource: "*" }),
            }),
            "Action::kms:*",
        ],
        "a wildcard next to an unknown action": [openRolePolicy(allow(["s3:*", UNKNOWN])), "Action::s3:*"],
        "a wildcard whose resource is unknown": [
            openRolePolicy({ ...allow("s3:*"), Resource: UNKNOWN }),
            "Action::s3:*",
        ],
        "a wildcard behind an unknown statement": [openRolePolicy(UNKNOWN, allow("s3:*")), "Action::s3:*"],
    },
    missing: [rolePolicy({ Effect: "Allow", Action: "*" }), "Action::*"],
    undecided: {
        "an unknown document": [subjectsOf("aws:iam/rolePolicy:RolePolicy")({ policy: UNKNOWN }), "Document::policy"],
        "an unknown statement": [openRolePolicy(UNKNOWN), "Document::policy"],
        "an unknown effect": [openRolePolicy({ ...allow("s3:*"), Effect: UNKNOWN }), "Document::policy##1"],
        "an unknown action": [openRolePolicy(allow(["s3:GetObject", UNKNOWN])), "Action::policy##1"],
    },
    configured: {
        "a wildcard that may stand": [{ allowed: ["S3:getobject*"] }, rolePolicy(allow("s3:GetObject*"))],
        "and only that one": [{ allowed: ["s3:GetObject*"] }, rolePolicy(allow("s3:Get*")), "Action::s3:Get*"],
    },
});
