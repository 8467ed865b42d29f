import { describeRule } from "../../testing/describeRule";
import { documentText, openRolePolicy, rolePolicy, trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamActionWildcard } from "./actionWildcard";

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const allow = (Action: unknown) => ({ Effect: "Allow", Action, Resource: TABLE });
const role = subjectsOf("aws:iam/role:Role");
const key = subjectsOf("aws:kms/key:Key");
const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1";
const keyDocument = (principal: unknown, action = "kms:*") =>
    documentText({ Effect: "Allow", Principal: { AWS: principal }, Action: action, Resource: "*" });
const keyPolicy = (principal: unknown, action?: string) =>
    key({ policy: keyDocument(principal, action) }, { outputs: { arn: ARN } });

describeRule(iamActionWildcard, {
    passes: {
        "exact actions": rolePolicy(allow(["dynamodb:GetItem", "dynamodb:Query"])),
        "a wildcard in a denial": rolePolicy({ ...allow("dynamodb:*"), Effect: "Deny" }),
        "a key that leaves permissions to its account": keyPolicy("arn:aws:iam::111122223333:root"),
        "the same in other spellings": keyPolicy("111122223333", "KMS:*"),
        "a key whose account another resource tells": [
            key({ policy: keyDocument("111122223333") }, { outputs: { arn: UNKNOWN } }),
            subjectsOf("aws:sqs/queue:Queue")({}, { outputs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders" } }),
        ],
        "a permission to call a function": subjectsOf("aws:lambda/permission:Permission")({
            action: "lambda:InvokeFunction",
            principal: "s3.amazonaws.com",
            sourceArn: UNKNOWN,
        }),
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
        "a permission on a function": [
            subjectsOf("aws:lambda/permission:Permission")({ action: "lambda:*", principal: "111122223333" }),
            "Action::lambda:*",
        ],
        "a search domain's own policy": [
            subjectsOf("aws:opensearch/domain:Domain")({ accessPolicies: documentText(allow("es:*")) }),
            "Action::es:*",
        ],
        "a key that gives everything to a foreign account": [
            keyPolicy("999999999999"),
            "Account::arn:aws:iam::999999999999:root",
        ],
        "a key that gives everything to a second account": [
            keyPolicy(["arn:aws:iam::111122223333:root", "999999999999"]),
            "Action::kms:*",
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
        "a key whose account nothing tells": [
            key({ policy: keyDocument("111122223333") }, { outputs: { arn: UNKNOWN } }),
            "Account::kms:*",
        ],
        "an unknown statement": [openRolePolicy(UNKNOWN), "Document::policy"],
        "an unknown effect": [openRolePolicy({ ...allow("s3:*"), Effect: UNKNOWN }), "Document::policy##1"],
        "an unknown action": [openRolePolicy(allow(["s3:GetObject", UNKNOWN])), "Action::policy##1"],
    },
    configured: {
        "a wildcard that may stand": [{ allowed: ["S3:getobject*"] }, rolePolicy(allow("s3:GetObject*"))],
        "and only that one": [{ allowed: ["s3:GetObject*"] }, rolePolicy(allow("s3:Get*")), "Action::s3:Get*"],
    },
});
