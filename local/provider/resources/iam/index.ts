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
    type AttachedPolicy,
    type PolicyVersion,
} from "@aws-sdk/client-iam";
import { crudRow, type CrudRow, type Subject } from "../../crudRow";
import type { ResourceRow } from "../../row";
import { role } from "./role";

/** A managed policy keeps five versions (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html). */
const MAX_POLICY_VERSIONS = 5;

/** What the rows of policies have in common; IAM tells documents in the form of a URL. */
const POLICY = {
    client: ({ iam }) => iam(),
    autoName: { property: "name", maxLength: 128 },
    names: { name: "PolicyName", policy: "PolicyDocument" },
    wire: { policy: { from: decodeURIComponent } },
} satisfies Partial<CrudRow>;

/** `aws:iam/rolePolicy:RolePolicy`: an inline policy. */
const rolePolicy = crudRow({
    ...POLICY,
    type: "aws:iam/rolePolicy:RolePolicy",
    replaceOn: ["name", "namePrefix", "role"],
    id: "{role}:{name}",
    key: { RoleName: "role", PolicyName: "name" },
    put: [PutRolePolicyCommand],
    read: [GetRolePolicyCommand],
    delete: [DeleteRolePolicyCommand],
});

/** `aws:iam/policy:Policy`: a managed policy. */
const policy = crudRow({
    ...POLICY,
    type: "aws:iam/policy:Policy",
    lacks: ["delayAfterPolicyCreationInMs"],
    replaceOn: ["description", "name", "namePrefix", "path"],
    defaults: { path: "/" },
    id: "arn",
    arn: "arn:{partition}:iam::{accountId}:policy{path}{name}",
    outputs: ({ hex }) => ({ attachmentCount: 0, policyId: `ANPA${hex(17).toUpperCase()}` }),
    key: { PolicyArn: "id" },
    create: [CreatePolicyCommand],
    read: async ({ send, sendIfExists }) => {
        const found = (await sendIfExists(GetPolicyCommand))?.Policy;
        if (found === undefined) return undefined;
        const { PolicyVersion } = await send(GetPolicyVersionCommand, { versionId: found.DefaultVersionId });
        return { ...found, PolicyDocument: PolicyVersion.Document };
    },
    parts: [
        {
            of: ["policy"],
            set: async (subject, args) => {
                const others = await otherVersions(subject);
                for (const versionId of others.slice(0, Math.max(0, others.length + 2 - MAX_POLICY_VERSIONS)))
                    await subject.send(DeletePolicyVersionCommand, { versionId });
                await subject.send(CreatePolicyVersionCommand, { ...args, setAsDefault: true });
            },
        },
    ],
    delete: async (subject) => {
        for (const versionId of await otherVersions(subject))
            await subject.sendIfExists(DeletePolicyVersionCommand, { versionId });
        await subject.sendIfExists(DeletePolicyCommand);
    },
    tags: { set: TagPolicyCommand, remove: UntagPolicyCommand },
});

/** Ids of the versions that are not in force, oldest first. */
async function otherVersions({ sendIfExists }: Subject): Promise<string[]> {
    const versions: readonly PolicyVersion[] = (await sendIfExists(ListPolicyVersionsCommand))?.Versions ?? [];
    return versions
        .filter((version) => !version.IsDefaultVersion)
        .map((version) => version.VersionId!)
        .sort((left, right) => Number(left.slice(1)) - Number(right.slice(1)));
}

/** `aws:iam/rolePolicyAttachment:RolePolicyAttachment`. */
const rolePolicyAttachment = crudRow({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    client: ({ iam }) => iam(),
    replaceOn: ["policyArn", "role"],
    id: "{role}/{policyArn}",
    key: { RoleName: "role", PolicyArn: "policyArn" },
    create: [AttachRolePolicyCommand],
    read: [
        ListAttachedRolePoliciesCommand,
        ({ AttachedPolicies = [] }, { props }) =>
            AttachedPolicies.find(({ PolicyArn }: AttachedPolicy) => PolicyArn === props.policyArn),
    ],
    delete: [DetachRolePolicyCommand],
});

/** Roles and policies. */
export const iamRows: readonly ResourceRow[] = [role, rolePolicy, policy, rolePolicyAttachment];
