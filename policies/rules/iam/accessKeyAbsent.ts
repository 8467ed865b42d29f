import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A key does not expire, and its secret lies in the state. */
export const iamAccessKeyAbsent = defineRule({
    id: "iam-access-key-absent",
    displayName: "No IAM access keys are created",
    description: "No access keys or credentials for single services are made.",
    severity: "high",
    tags: ["iam", "credentials"],
    frameworks: [wellArchitected("SEC02-BP02"), nist80053("IA-5")],
    remediationSteps: "Let the workload assume a role; CI can by an OIDC provider.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
    examples: ["aws.iam.Role deploy"],
    types: ["aws:iam/accessKey:AccessKey", "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"],
    resource({ type, name }: ResourceView, judge) {
        judge.violation(
            type.split(":").at(-1) ?? type,
            `'${name}' is a key that does not expire; its secret is also kept in the state.`,
        );
    },
});
