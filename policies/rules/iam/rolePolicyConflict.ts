import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";

/** A list that is complete removes what others attach, and they attach it again: each update undoes the last. */
export const iamRolePolicyConflict = defineRule({
    id: "iam-role-policy-conflict",
    displayName: "IAM roles do not mix inline lists and attachments",
    description:
        "A role's inlinePolicies and managedPolicyArns, which are complete lists, do not stand beside resources that attach policies to it.",
    severity: "medium",
    level: "advisory",
    tags: ["iam"],
    frameworks: [wellArchitected("SEC03-BP06")],
    remediationSteps: "Move the policies of the list into aws.iam.RolePolicy or aws.iam.RolePolicyAttachment.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html",
    examples: ["aws.iam.Role audit", "ServerlessFunction place-order"],
    types: [
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:iam/policyAttachment:PolicyAttachment",
        "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    ],
    stack(stack, judgeOf) {
        for (const role of stack.ofType("aws:iam/role:Role")) {
            for (const [list, rivals] of Object.entries(RIVALS)) {
                // A list that is given and not known yet is a list.
                const found = reading(() => role.props[list] as unknown);
                if (found.known && (found.value === undefined || found.value === null)) continue;
                const rival = rivalOf(stack, role, rivals);
                judgeOf(role).decide(list, () =>
                    rival === undefined
                        ? undefined
                        : `'${role.name}' lists all its policies in ${list}, while '${rival.name}' attaches another; each update undoes one of them.`,
                );
            }
        }
    },
});

/** Resources that change what a list of a role says is complete, with the property that names the role. */
const RIVALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    inlinePolicies: {
        "aws:iam/rolePolicy:RolePolicy": "role",
        "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": "roleName",
    },
    managedPolicyArns: {
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
        "aws:iam/policyAttachment:PolicyAttachment": "roles",
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "roleName",
    },
};

function rivalOf(
    stack: StackView,
    role: StackResource,
    rivals: Readonly<Record<string, string>>,
): StackResource | undefined {
    return Object.entries(rivals)
        .flatMap(([type, property]) => stack.referrersTo(role, { types: [type], property, identities: ["name", "id"] }))
        .at(0);
}
