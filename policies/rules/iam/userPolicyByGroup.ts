import { cis, fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A group says what its users are for; what is attached to one user alone is soon forgotten. */
export const iamUserPolicyByGroup = defineRule({
    id: "iam-user-policy-by-group",
    displayName: "IAM policies are attached to groups, not to users",
    description: "Policies are attached to groups and roles, not to users.",
    severity: "low",
    level: "advisory",
    tags: ["iam"],
    frameworks: [fsbp("IAM.2"), cis("1.14"), wellArchitected("SEC03-BP02")],
    remediationSteps: "Attach the policy to a group with aws.iam.GroupPolicyAttachment, and add the user to it.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    examples: ["aws.iam.GroupPolicyAttachment"],
    types: [
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
        "aws:iam/policyAttachment:PolicyAttachment",
    ],
    resource({ type, name, props }: ResourceView<any>, judge) {
        const property = { PolicyAttachment: "users", UserPolicyAttachmentsExclusive: "policyArns" }[
            type.split(":").at(-1) ?? ""
        ];
        judge.decide(property ?? "user", () => {
            const list = property === undefined ? undefined : (props[property] as readonly unknown[] | undefined);
            return property !== undefined && (list ?? []).length === 0
                ? undefined
                : `'${name}' gives a user a policy that no group has.`;
        });
    },
});
