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
import { type Clients } from "../clients";
import { defineRow, type Props, type ResourceRow } from "../row";
import { role } from "./iamRole";
import { documentText, tagChanges, told, unlessGone } from "./wire";

/** A managed policy keeps five versions (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html). */
const MAX_POLICY_VERSIONS = 5;

/** `aws:iam/rolePolicy:RolePolicy`: an inline policy. */
const rolePolicy = defineRow({
    type: "aws:iam/rolePolicy:RolePolicy",
    args: ["name", "policy", "role"],
    required: ["policy", "role"],
    replaceOn: ["name", "role"],
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
        async read({ clients }, _id, state) {
            const found = await unlessGone(
                clients.iam().send(new GetRolePolicyCommand({ RoleName: state.role, PolicyName: state.name })),
            );
            return found && told(state, { policy: decodeURIComponent(found.PolicyDocument!) });
        },
        async update(context, _id, inputs) {
            await putRolePolicy(context.clients, inputs);
            return rolePolicy.simulate(context, inputs).outputs;
        },
        async delete({ clients }, _id, state) {
            await unlessGone(
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
    args: ["description", "name", "path", "policy", "tags"],
    required: ["policy"],
    replaceOn: ["description", "name", "path"],
    autoName: { property: "name", maxLength: 128 },
    defaults: { path: "/" },
    simulate: ({ partition, accountId, hex }, inputs) => {
        const arn = `arn:${partition}:iam::${accountId}:policy${inputs.path}${inputs.name}`;
        return {
            id: arn,
            outputs: {
                arn,
                attachmentCount: 0,
                policy: documentText(inputs.policy),
                policyId: `ANPA${hex(17).toUpperCase()}`,
                tagsAll: inputs.tags ?? {},
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
                    Tags: Object.entries<string>(inputs.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
                }),
            );
            const { outputs } = policy.simulate(context, inputs);
            return { id: made!.Arn!, outputs: { ...outputs, arn: made!.Arn, policyId: made!.PolicyId } };
        },
        async read({ clients }, id, state) {
            const found = (await unlessGone(clients.iam().send(new GetPolicyCommand({ PolicyArn: id }))))?.Policy;
            if (found === undefined) return undefined;
            const { PolicyVersion: version } = await clients
                .iam()
                .send(new GetPolicyVersionCommand({ PolicyArn: id, VersionId: found.DefaultVersionId }));
            return {
                attachmentCount: found.AttachmentCount,
                ...told(state, {
                    description: found.Description,
                    path: found.Path,
                    policy: decodeURIComponent(version!.Document!),
                    tags: Object.fromEntries((found.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
                }),
            };
        },
        async update(context, id, inputs, old) {
            const iam = context.clients.iam();
            if (documentText(inputs.policy) !== documentText(old.policy)) {
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
            const { set, remove } = tagChanges(old, inputs);
            const Tags = Object.entries(set).map(([Key, Value]) => ({ Key, Value }));
            if (Tags.length > 0) await iam.send(new TagPolicyCommand({ PolicyArn: id, Tags }));
            if (remove.length > 0) await iam.send(new UntagPolicyCommand({ PolicyArn: id, TagKeys: remove }));
            return { policy: documentText(inputs.policy), tagsAll: inputs.tags ?? {} };
        },
        async delete({ clients }, id) {
            for (const VersionId of (await unlessGone(otherVersions(clients, id))) ?? []) {
                await unlessGone(clients.iam().send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId })));
            }
            await unlessGone(clients.iam().send(new DeletePolicyCommand({ PolicyArn: id })));
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
    args: ["policyArn", "role"],
    required: ["policyArn", "role"],
    replaceOn: ["policyArn", "role"],
    simulate: (_context, inputs) => ({ id: `${inputs.role}/${inputs.policyArn}`, outputs: {} }),
    live: {
        async create(context, inputs) {
            await context.clients
                .iam()
                .send(new AttachRolePolicyCommand({ RoleName: inputs.role, PolicyArn: inputs.policyArn }));
            return rolePolicyAttachment.simulate(context, inputs);
        },
        async read({ clients }, _id, state) {
            const found = await unlessGone(
                clients.iam().send(new ListAttachedRolePoliciesCommand({ RoleName: state.role })),
            );
            return found?.AttachedPolicies?.some(({ PolicyArn }) => PolicyArn === state.policyArn) ? {} : undefined;
        },
        async delete({ clients }, _id, state) {
            await unlessGone(
                clients.iam().send(new DetachRolePolicyCommand({ RoleName: state.role, PolicyArn: state.policyArn })),
            );
        },
    },
});

/** Roles and policies. */
export const iamRows: readonly ResourceRow[] = [role, rolePolicy, policy, rolePolicyAttachment];
