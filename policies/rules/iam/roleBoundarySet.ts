import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A boundary caps what a role can ever do, whatever is granted to it later. */
export const iamRoleBoundarySet = defineRule({
    id: "iam-role-boundary-set",
    displayName: "Roles have a permissions boundary",
    description: "Every IAM role has a permissions boundary.",
    severity: "medium",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP05", "Define permission guardrails for your organization")],
    remediationSteps:
        "Set permissionsBoundary to the ARN of the platform's boundary (foundation layer: permissionsBoundaryArn).",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    examples: {
        aws: `new aws.iam.Role("worker", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
    permissionsBoundary: boundary.arn,
});`,
        component: `new ServiceRole("delivery", {
    service: "firehose.amazonaws.com",
    description: "Delivers orders",
    permissionsBoundaryArn: boundary.arn,
    sourceAccount: accountId,
});`,
    },
    types: ["aws:iam/role:Role"],
    resource({ name, props }: ResourceView<aws.iam.RoleArgs>, judge) {
        judge.decide("permissionsBoundary", () =>
            (props.permissionsBoundary ?? "") === "" ? `Role '${name}' has no permissions boundary.` : undefined,
        );
    },
});
