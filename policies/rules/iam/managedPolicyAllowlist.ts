import { reading, readingsOf, type Reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const POLICY_TYPE = "aws:iam/policy:Policy";

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
    displayName: "Only listed managed policies of AWS are attached",
    description: "Of AWS's managed policies only listed ones are attached, and never one that gives full access.",
    severity: "medium",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps:
        "Write a policy with the actions and resources that are needed, or list the managed policy in 'allowed'.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    examples: ["aws.iam.RolePolicyAttachment", "ApiGatewayAccount"],
    types: [POLICY_TYPE, ...Object.keys(ATTACHMENTS)],
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
        for (const found of attachedBy(type, props)) {
            if (!found.known) continue;
            const policy = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(String(found.value))?.[1];
            judge.decide(policy === undefined ? (ATTACHMENTS[type] ?? "") : `Policy::${policy}`, () => {
                if (policy === undefined) return undefined;
                const never = NEVER.test(policy.split("/").at(-1) ?? "");
                if (!never && allowed.includes(policy)) return undefined;
                const fault = never ? "gives full access" : "is not on the list of allowed ones";
                return `'${name}' attaches AWS's managed policy '${policy}', which ${fault}.`;
            });
        }
    },
    stack(stack, judgeOf) {
        const own = new Set(stack.ofType(POLICY_TYPE).map(({ urn }) => urn));
        for (const attachment of stack.ofType(...Object.keys(ATTACHMENTS))) {
            const property = ATTACHMENTS[attachment.type] ?? "";
            // An ARN that is still to be made of a policy of the stack is none of AWS's.
            if (attachment.referencesOf(property).some((urn) => own.has(urn))) continue;
            for (const found of attachedBy(attachment.type, attachment.props))
                judgeOf(attachment).read(property, found);
        }
    },
});

/** The ARNs that a resource attaches; one reading that is not known where the whole is not. */
function attachedBy(type: string, props: Readonly<Record<string, unknown>>): readonly Reading<unknown>[] {
    const found = reading(() => props[ATTACHMENTS[type] ?? ""]);
    if (!found.known) return [found];
    return readingsOf(Array.isArray(found.value) ? (found.value as readonly unknown[]) : [found.value ?? []].flat());
}
