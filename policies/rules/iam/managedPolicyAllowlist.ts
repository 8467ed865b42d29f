import { readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Properties that hold ARNs of managed policies, by type. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "managedPolicyArns",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

/** Policies that nothing should have, listed or not. */
const NEVER = /^(AdministratorAccess|PowerUserAccess|.*FullAccess)(-.*|_?[Vv]\d+)?$/;

/** AWS's managed policies are wide and change without notice; the few that fit are listed. */
export const iamManagedPolicyAllowlist = defineRule({
    id: "iam-managed-policy-allowlist",
    displayName: "Managed policies of AWS are chosen",
    description: "Of AWS's managed policies only listed ones are attached, and never one that gives full access.",
    severity: "medium",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP02", "Grant least privilege access")],
    remediationSteps:
        "Write a policy with the actions and resources that are needed, or list the managed policy in 'allowed'.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    examples: {
        aws: `new aws.iam.RolePolicyAttachment("basic", {
    role: role.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});`,
    },
    types: Object.keys(ATTACHMENTS) as [string, ...string[]],
    parameters: {
        allowed: {
            type: "array",
            description: "Managed policies that may be attached, as the part of their ARN behind 'policy/'.",
            default: [
                "service-role/AWSLambdaBasicExecutionRole",
                "service-role/AWSLambdaVPCAccessExecutionRole",
                "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
                "service-role/AmazonECSTaskExecutionRolePolicy",
                "AWSXRayDaemonWriteAccess",
                "AWSXrayWriteOnlyAccess",
            ],
            items: { type: "string" },
        },
    },
    resource({ type, name, props }: ResourceView<any>, judge, { allowed }) {
        const property = ATTACHMENTS[type] ?? "";
        const attached = { list: [] as readonly unknown[] };
        judge.decide(property, () => {
            const found: unknown = props[property];
            attached.list = Array.isArray(found) ? found : found === undefined || found === null ? [] : [found];
            return undefined;
        });
        for (const found of readingsOf(attached.list)) {
            const arn = judge.read(property, found);
            const policy = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(String(arn))?.[1];
            if (policy === undefined) continue;
            const never = NEVER.test(policy.split("/").at(-1) ?? "");
            if (!never && allowed.includes(policy)) continue;
            const fault = never ? "gives full access" : "is not on the list of allowed ones";
            judge.violation(
                `Policy::${policy}`,
                `'${name}' attaches AWS's managed policy '${policy}', which ${fault}.`,
            );
        }
    },
});
