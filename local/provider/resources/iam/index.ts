import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    CreatePolicyVersionCommand,
    DeletePolicyCommand,
    DeletePolicyVersionCommand,
    DeleteRolePolicyCommand,
    DetachRolePolicyCommand,
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRolePolicyCommand,
    ListAttachedRolePoliciesCommand,
    ListPolicyVersionsCommand,
    PutRolePolicyCommand,
    TagPolicyCommand,
    UntagPolicyCommand,
} from "@aws-sdk/client-iam";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { defineRow, type Props, type ResourceRow } from "../../row";
import { role } from "./role";
import { documentText, isChanged } from "../../wire";

/** A managed policy keeps five versions (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html). */
const MAX_POLICY_VERSIONS = 5;

/** `aws:iam/rolePolicy:RolePolicy`: an inline policy. */
const rolePolicy = defineRow({
    type: "aws:iam/rolePolicy:RolePolicy",
    replaceOn: ["name", "namePrefix", "role"],
    autoName: { property: "name", maxLength: 128 },
    simulate: (_context, inputs) => ({
        id: `${inputs.role}:${inputs.name}`,
        outputs: { policy: documentText(inputs.policy) },
    }),
    live: {
        async create(context, inputs) {
            await putRolePolicy(context.clients, inputs);
            return rolePolicy.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [role, name] = id.split(":");
            const found = await ifExists(
                clients.iam().send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name })),
            );
            return found && { role, name, policy: decodeURIComponent(found.PolicyDocument!) };
        },
        async update(context, _id, inputs) {
            await putRolePolicy(context.clients, inputs);
            return rolePolicy.simulate(context, inputs).outputs;
        },
        async delete({ clients }, _id, state) {
            await ifExists(
                clients.iam().send(new DeleteRolePolicyCommand({ RoleName: state.role, PolicyName: state.name })),
            );
        },
    },
});

function putRolePolicy(clients: Clients, inputs: Props) {
    return clients.iam().send(
        new PutRolePolicyCommand({
            RoleName: inputs.role,
            PolicyName: inputs.name,
            PolicyDocument: documentText(inputs.policy),
        }),
    );
}

/** `aws:iam/policy:Policy`: a managed policy. */
const policy = defineRow({
    type: "aws:iam/policy:Policy",
    lacks: ["delayAfterPolicyCreationInMs"],
    replaceOn: ["description", "name", "namePrefix", "path"],
    autoName: { property: "name", maxLength: 128 },
    defaults: { path: "/" },
    simulate: (context, inputs) => {
        const { partition, accountId } = context;
        const arn = `arn:${partition}:iam::${accountId}:policy${inputs.path}${inputs.name}`;
        return {
            id: arn,
            outputs: {
                arn,
                attachmentCount: 0,
                policy: documentText(inputs.policy),
                policyId: `ANPA${context.hex(17).toUpperCase()}`,
            },
        };
    },
    live: {
        async create(context, inputs) {
            const { Policy: made } = await context.clients.iam().send(
                new CreatePolicyCommand({
                    PolicyName: inputs.name,
                    Path: inputs.path,
                    Description: inputs.description,
                    PolicyDocument: documentText(inputs.policy),
                    Tags: tagList(inputs.tags),
                }),
            );
            const { outputs } = policy.simulate(context, inputs);
            return { id: made!.Arn!, outputs: { ...outputs, arn: made!.Arn, policyId: made!.PolicyId } };
        },
        async read({ clients }, id) {
            const found = (await ifExists(clients.iam().send(new GetPolicyCommand({ PolicyArn: id }))))?.Policy;
            if (found === undefined) return undefined;
            const { PolicyVersion: version } = await clients
                .iam()
                .send(new GetPolicyVersionCommand({ PolicyArn: id, VersionId: found.DefaultVersionId }));
            return {
                attachmentCount: found.AttachmentCount,
                arn: found.Arn,
                description: found.Description,
                name: found.PolicyName,
                path: found.Path,
                policy: decodeURIComponent(version!.Document!),
                policyId: found.PolicyId,
                tags: tagMap(found.Tags),
            };
        },
        async update(context, id, inputs, old) {
            const iam = context.clients.iam();
            if (isChanged(old, inputs, "policy")) {
                const others = await otherVersions(context.clients, id);
                for (const VersionId of others.slice(0, Math.max(0, others.length + 2 - MAX_POLICY_VERSIONS))) {
                    await iam.send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId }));
                }
                await iam.send(
                    new CreatePolicyVersionCommand({
                        PolicyArn: id,
                        PolicyDocument: documentText(inputs.policy),
                        SetAsDefault: true,
                    }),
                );
            }
            const { set, removed } = tagChanges(old.tags, inputs.tags);
            const Tags = tagList(set);
            if (Tags.length > 0) await iam.send(new TagPolicyCommand({ PolicyArn: id, Tags }));
            if (removed.length > 0) await iam.send(new UntagPolicyCommand({ PolicyArn: id, TagKeys: removed }));
            return { policy: documentText(inputs.policy) };
        },
        async delete({ clients }, id) {
            for (const VersionId of (await ifExists(otherVersions(clients, id))) ?? []) {
                await ifExists(clients.iam().send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId })));
            }
            await ifExists(clients.iam().send(new DeletePolicyCommand({ PolicyArn: id })));
        },
    },
});

/** Ids of the versions that are not in force, oldest first. */
async function otherVersions(clients: Clients, PolicyArn: string): Promise<string[]> {
    const { Versions = [] } = await clients.iam().send(new ListPolicyVersionsCommand({ PolicyArn }));
    return Versions.filter((version) => !version.IsDefaultVersion)
        .sort((left, right) => Number(left.VersionId!.slice(1)) - Number(right.VersionId!.slice(1)))
        .map((version) => version.VersionId!);
}

/** `aws:iam/rolePolicyAttachment:RolePolicyAttachment`. */
const rolePolicyAttachment = defineRow({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    replaceOn: ["policyArn", "role"],
    simulate: (_context, inputs) => ({ id: `${inputs.role}/${inputs.policyArn}`, outputs: {} }),
    live: {
        async create(context, inputs) {
            await context.clients
                .iam()
                .send(new AttachRolePolicyCommand({ RoleName: inputs.role, PolicyArn: inputs.policyArn }));
            return rolePolicyAttachment.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [role] = id.split("/", 1);
            const policyArn = id.slice(role.length + 1);
            const found = await ifExists(clients.iam().send(new ListAttachedRolePoliciesCommand({ RoleName: role })));
            const attached = found?.AttachedPolicies?.some(({ PolicyArn }) => PolicyArn === policyArn);
            return attached ? { role, policyArn } : undefined;
        },
        async delete({ clients }, _id, state) {
            await ifExists(
                clients.iam().send(new DetachRolePolicyCommand({ RoleName: state.role, PolicyArn: state.policyArn })),
            );
        },
    },
});

/** Roles and policies. */
export const iamRows: readonly ResourceRow[] = [role, rolePolicy, policy, rolePolicyAttachment];
