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
} from "@aws-sdk/client-iam";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { defineRow } from "../../row";
import { documentText, isChanged } from "../../wire";

/** `aws:iam/role:Role`. Policies inside the role are not understood: attach them as resources of their own. */
export const role = defineRow({
    type: "aws:iam/role:Role",
    lacks: ["inlinePolicies", "managedPolicyArns"],
    replaceOn: ["name", "namePrefix", "path"],
    autoName: { property: "name", maxLength: 64 },
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    simulate: (context, inputs) => ({
        id: inputs.name,
        outputs: {
            arn: `arn:${context.partition}:iam::${context.accountId}:role${inputs.path}${inputs.name}`,
            assumeRolePolicy: documentText(inputs.assumeRolePolicy),
            createDate: "2026-01-01T00:00:00Z",
            inlinePolicies: [],
            managedPolicyArns: [],
            uniqueId: `AROA${context.hex(17).toUpperCase()}`,
        },
    }),
    live: {
        async create(context, inputs) {
            const { Role: made } = await context.clients.iam().send(
                new CreateRoleCommand({
                    RoleName: inputs.name,
                    AssumeRolePolicyDocument: documentText(inputs.assumeRolePolicy),
                    Description: inputs.description,
                    MaxSessionDuration: inputs.maxSessionDuration,
                    Path: inputs.path,
                    PermissionsBoundary: inputs.permissionsBoundary,
                    Tags: tagList(inputs.tags),
                }),
            );
            const { id, outputs } = role.simulate(context, inputs);
            const { Arn: arn, RoleId: uniqueId, CreateDate } = made!;
            return { id, outputs: { ...outputs, arn, uniqueId, createDate: CreateDate!.toISOString() } };
        },
        async read({ clients }, id) {
            const found = (await ifExists(clients.iam().send(new GetRoleCommand({ RoleName: id }))))?.Role;
            return (
                found && {
                    arn: found.Arn,
                    assumeRolePolicy: decodeURIComponent(found.AssumeRolePolicyDocument!),
                    description: found.Description,
                    maxSessionDuration: found.MaxSessionDuration,
                    path: found.Path,
                    permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
                    name: found.RoleName,
                    tags: tagMap(found.Tags),
                    uniqueId: found.RoleId,
                }
            );
        },
        async update({ clients }, id, inputs, old) {
            const iam = clients.iam();
            const PolicyDocument = documentText(inputs.assumeRolePolicy);
            if (isChanged(old, inputs, "assumeRolePolicy")) {
                await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: id, PolicyDocument }));
            }
            if (isChanged(old, inputs, "maxSessionDuration")) {
                await iam.send(new UpdateRoleCommand({ RoleName: id, MaxSessionDuration: inputs.maxSessionDuration }));
            }
            if (isChanged(old, inputs, "description")) {
                // The emulator takes an empty description from this call only.
                const Description = inputs.description ?? "";
                await iam.send(new UpdateRoleDescriptionCommand({ RoleName: id, Description }));
            }
            if (isChanged(old, inputs, "permissionsBoundary")) {
                const PermissionsBoundary: string | undefined = inputs.permissionsBoundary;
                await (PermissionsBoundary === undefined
                    ? iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: id }))
                    : iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: id, PermissionsBoundary })));
            }
            const { set, removed } = tagChanges(old.tags, inputs.tags);
            const Tags = tagList(set);
            if (Tags.length > 0) await iam.send(new TagRoleCommand({ RoleName: id, Tags }));
            if (removed.length > 0) await iam.send(new UntagRoleCommand({ RoleName: id, TagKeys: removed }));
            return { assumeRolePolicy: PolicyDocument };
        },
        async delete({ clients }, id, state) {
            if (state.forceDetachPolicies) await ifExists(detachPolicies(clients, id));
            await ifExists(clients.iam().send(new DeleteRoleCommand({ RoleName: id })));
        },
    },
});

async function detachPolicies(clients: Clients, RoleName: string): Promise<void> {
    const iam = clients.iam();
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    for (const { PolicyArn } of AttachedPolicies) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
}
