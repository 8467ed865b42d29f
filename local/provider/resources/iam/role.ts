import {
    CreateRoleCommand,
    DeleteRoleCommand,
    DeleteRolePermissionsBoundaryCommand,
    DeleteRolePolicyCommand,
    DetachRolePolicyCommand,
    GetRoleCommand,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    PutRolePermissionsBoundaryCommand,
    TagRoleCommand,
    UntagRoleCommand,
    UpdateAssumeRolePolicyCommand,
    UpdateRoleCommand,
    UpdateRoleDescriptionCommand,
    type AttachedPermissionsBoundary,
    type AttachedPolicy,
} from "@aws-sdk/client-iam";
import { crudRow, type Subject } from "../../crudRow";

/** `aws:iam/role:Role`. Policies inside the role are not understood: attach them as resources of their own. */
export const role = crudRow({
    type: "aws:iam/role:Role",
    client: ({ iam }) => iam(),
    lacks: ["inlinePolicies", "managedPolicyArns"],
    replaceOn: ["name", "namePrefix", "path"],
    autoName: { property: "name", maxLength: 64 },
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    id: "name",
    arn: "arn:{partition}:iam::{accountId}:role{path}{name}",
    outputs: ({ hex }) => ({
        createDate: "2026-01-01T00:00:00Z",
        inlinePolicies: [],
        managedPolicyArns: [],
        uniqueId: `AROA${hex(17).toUpperCase()}`,
    }),
    own: ["forceDetachPolicies"],
    names: { assumeRolePolicy: "AssumeRolePolicyDocument", uniqueId: "RoleId" },
    key: { RoleName: "name" },
    create: [CreateRoleCommand],
    read: [GetRoleCommand, "Role"],
    parts: [
        {
            of: ["assumeRolePolicy"],
            set: [UpdateAssumeRolePolicyCommand, ({ assumeRolePolicy }) => ({ policyDocument: assumeRolePolicy })],
        },
        { of: ["maxSessionDuration"], set: [UpdateRoleCommand] },
        // The emulator takes an empty description from this call only.
        { of: ["description"], set: [UpdateRoleDescriptionCommand] },
        {
            of: ["permissionsBoundary"],
            set: [PutRolePermissionsBoundaryCommand],
            clear: [DeleteRolePermissionsBoundaryCommand],
        },
    ],
    unset: { description: "" },
    delete: async (subject) => {
        if (subject.props.forceDetachPolicies === true) await detachPolicies(subject);
        await subject.sendIfExists(DeleteRoleCommand);
    },
    tags: { set: TagRoleCommand, remove: UntagRoleCommand },
    wire: {
        // In the form of a URL.
        assumeRolePolicy: { from: decodeURIComponent },
        permissionsBoundary: { from: (found: AttachedPermissionsBoundary) => found.PermissionsBoundaryArn },
    },
});

async function detachPolicies({ sendIfExists }: Subject): Promise<void> {
    const attached: readonly AttachedPolicy[] =
        (await sendIfExists(ListAttachedRolePoliciesCommand))?.AttachedPolicies ?? [];
    for (const { PolicyArn: policyArn } of attached) await sendIfExists(DetachRolePolicyCommand, { policyArn });
    const policyNames: readonly string[] = (await sendIfExists(ListRolePoliciesCommand))?.PolicyNames ?? [];
    for (const policyName of policyNames) await sendIfExists(DeleteRolePolicyCommand, { policyName });
}
