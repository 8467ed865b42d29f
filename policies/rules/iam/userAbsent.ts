import { cis, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A user has credentials that do not end by themselves; a role has none. */
export const iamUserAbsent = defineRule({
    id: "iam-user-absent",
    displayName: "No IAM users are created",
    description: "No IAM users are made.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "credentials"],
    frameworks: [cis("1.20"), wellArchitected("SEC02-BP04"), wellArchitected("SEC02-BP02")],
    remediationSteps: "Let people in by IAM Identity Center, workloads by roles, and CI by an OIDC provider.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
    examples: ["aws.iam.Role deploy"],
    types: ["aws:iam/user:User", "aws:iam/userLoginProfile:UserLoginProfile"],
    resource({ type, name }: ResourceView, judge) {
        judge.violation(
            type.split(":").at(-1) ?? type,
            `'${name}' gives somebody credentials that last until they are taken away.`,
        );
    },
});
