import * as iam from "@aws-sdk/client-iam";
import { crudRow, type Subject } from "../../crudRow";

/** `aws:iam/role:Role`. Policies inside the role are not understood: attach them as resources of their own. */
export const role = crudRow({
    type: "aws:iam/role:Role",
    lacks: ["inlinePolicies", "managedPolicyArns"],
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
    create: [iam.CreateRoleCommand],
    read: [iam.GetRoleCommand, "Role"],
    parts: [
        {
            of: ["assumeRolePolicy"],
            set: [iam.UpdateAssumeRolePolicyCommand, ({ assumeRolePolicy }) => ({ policyDocument: assumeRolePolicy })],
        },
        { of: ["maxSessionDuration"], set: [iam.UpdateRoleCommand] },
        // The emulator takes an empty description from this call only.
        { of: ["description"], set: [iam.UpdateRoleDescriptionCommand] },
        {
            of: ["permissionsBoundary"],
            set: [iam.PutRolePermissionsBoundaryCommand],
            clear: [iam.DeleteRolePermissionsBoundaryCommand],
        },
    ],
    unset: { description: "" },
    delete: async (subject) => {
        if (subject.props.forceDetachPolicies === true) await detachPolicies(subject);
        await subject.sendIfExists(iam.DeleteRoleCommand);
    },
    tags: { set: iam.TagRoleCommand, remove: iam.UntagRoleCommand },
    wire: {
        // In the form of a URL.
        assumeRolePolicy: { from: decodeURIComponent },
        permissionsBoundary: { from: (found: iam.AttachedPermissionsBoundary) => found.PermissionsBoundaryArn },
    },
});

async function detachPolicies({ sendIfExists }: Subject): Promise<void> {
    const attached: readonly iam.AttachedPolicy[] =
        (await sendIfExists(iam.ListAttachedRolePoliciesCommand))?.AttachedPolicies ?? [];
    for (const { PolicyArn: policyArn } of attached) await sendIfExists(iam.DetachRolePolicyCommand, { policyArn });
    const policyNames: readonly string[] = (await sendIfExists(iam.ListRolePoliciesCommand))?.PolicyNames ?? [];
    for (const policyName of policyNames) await sendIfExists(iam.DeleteRolePolicyCommand, { policyName });
}
