import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A boundary caps what a role can ever do, whatever is granted to it later. */
export const iamRoleBoundarySet = defineRule({
    id: "iam-role-boundary-set",
    displayName: "IAM roles have a permissions boundary",
    description: "Every IAM role has a permissions boundary that caps it.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP05")],
    remediationSteps:
        "Set permissionsBoundary to the ARN of the platform's boundary (foundation layer: permissionsBoundaryArn).",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    examples: ["aws.iam.Role worker", "ServiceRole"],
    types: ["aws:iam/role:Role"],
    resource({ name, props }: ResourceView<aws.iam.RoleArgs>, judge) {
        judge.decide("permissionsBoundary", () => {
            const boundary = props.permissionsBoundary ?? "";
            if (boundary === "") return `Role '${name}' has no permissions boundary.`;
            if (!/^arn:[^:]+:iam::(aws|\d{12}):policy\/./.test(boundary))
                return `The permissions boundary of role '${name}' is '${boundary}', which is no policy's ARN.`;
            return CAPS_NOTHING.test(boundary)
                ? `The permissions boundary of role '${name}' is '${boundary}', which allows everything.`
                : undefined;
        });
    },
});

/** Managed policies that leave a role the permissions to give itself all others. */
const CAPS_NOTHING = /^arn:[^:]+:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;
