import * as iam from "@aws-sdk/client-iam";
import { crudRow, type CrudRow, type Subject } from "../../crudRow";
import { recordedRow } from "../../recordedRow";

export * from "./role";

/** A managed policy keeps five versions (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html). */
const MAX_POLICY_VERSIONS = 5;

/** What the rows of policies have in common; IAM tells documents in the form of a URL. */
const POLICY = {
    autoName: { property: "name", maxLength: 128 },
    names: { name: "PolicyName", policy: "PolicyDocument" },
    wire: { policy: { from: decodeURIComponent } },
} satisfies Partial<CrudRow>;

/** `aws:iam/rolePolicy:RolePolicy`: an inline policy. */
export const rolePolicy = crudRow({
    ...POLICY,
    type: "aws:iam/rolePolicy:RolePolicy",
    id: "{role}:{name}",
    key: { RoleName: "role", PolicyName: "name" },
    put: [iam.PutRolePolicyCommand],
    read: [iam.GetRolePolicyCommand],
    delete: [iam.DeleteRolePolicyCommand],
});

/** `aws:iam/policy:Policy`: a managed policy. */
export const policy = crudRow({
    ...POLICY,
    type: "aws:iam/policy:Policy",
    lacks: ["delayAfterPolicyCreationInMs"],
    defaults: { path: "/" },
    id: "arn",
    arn: "arn:{partition}:iam::{accountId}:policy{path}{name}",
    outputs: ({ hex }) => ({ attachmentCount: 0, policyId: `ANPA${hex(17).toUpperCase()}` }),
    key: { PolicyArn: "id" },
    create: [iam.CreatePolicyCommand],
    read: async ({ send, sendIfExists }) => {
        const found = (await sendIfExists(iam.GetPolicyCommand))?.Policy;
        if (found === undefined) return undefined;
        const { PolicyVersion } = await send(iam.GetPolicyVersionCommand, { versionId: found.DefaultVersionId });
        return { ...found, PolicyDocument: PolicyVersion.Document };
    },
    parts: [
        {
            of: ["policy"],
            set: async (subject, args) => {
                const others = await otherVersions(subject);
                for (const versionId of others.slice(0, Math.max(0, others.length + 2 - MAX_POLICY_VERSIONS)))
                    await subject.send(iam.DeletePolicyVersionCommand, { versionId });
                await subject.send(iam.CreatePolicyVersionCommand, { ...args, setAsDefault: true });
            },
        },
    ],
    delete: async (subject) => {
        for (const versionId of await otherVersions(subject))
            await subject.sendIfExists(iam.DeletePolicyVersionCommand, { versionId });
        await subject.sendIfExists(iam.DeletePolicyCommand);
    },
    tags: { set: iam.TagPolicyCommand, remove: iam.UntagPolicyCommand },
});

/** Ids of the versions that are not in force, oldest first. */
async function otherVersions({ sendIfExists }: Subject): Promise<string[]> {
    const versions: readonly iam.PolicyVersion[] = (await sendIfExists(iam.ListPolicyVersionsCommand))?.Versions ?? [];
    return versions
        .filter((version) => !version.IsDefaultVersion)
        .map((version) => version.VersionId!)
        .sort((left, right) => Number(left.slice(1)) - Number(right.slice(1)));
}

export const rolePolicyAttachment = crudRow({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    replaceOn: ["policyArn", "role"],
    id: "{role}/{policyArn}",
    key: { RoleName: "role", PolicyArn: "policyArn" },
    create: [iam.AttachRolePolicyCommand],
    read: [iam.ListAttachedRolePoliciesCommand, "AttachedPolicies.*"],
    delete: [iam.DetachRolePolicyCommand],
});

/** `aws:iam/openIdConnectProvider:OpenIdConnectProvider`: a trust in somebody else's tokens. */
export const openIdConnectProvider = recordedRow({
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    arn: "arn:{partition}:iam::{accountId}:oidc-provider/{host}",
    outputs: (_context, { url }) => ({ host: String(url).replace("https://", "") }),
    recorded:
        "MiniStack's providers take neither changes nor tags, and nobody's tokens come to this machine: it is kept, and does nothing.",
});
