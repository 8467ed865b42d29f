import { isConstrained, uncounted } from "../../aws/iam/condition";
import { judgeExposure, ofLevel } from "../../aws/iam/exposure";
import { typesWithDocuments } from "../../aws/iam/sources";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who may write the policies of all resources may give them to anybody: AWS's access level tells which actions do. */
export const iamPermissionsManagement = defineRule({
    id: "iam-permissions-management",
    displayName: "Actions that manage permissions name their resources",
    description:
        "Actions that manage permissions are allowed on named resources only, or under a condition, where AWS can limit them to some.",
    severity: "high",
    tags: ["iam", "least-privilege", "resource-exposure"],
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP07"), nist80053("AC-6")],
    remediationSteps:
        "Name the resources whose policies may be written, or add a condition such as kms:GrantIsForAWSResource or aws:ResourceTag.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeExposure(resource, judge, {
            actions: ofLevel("Permissions management"),
            spared: (conditions) => isConstrained(conditions),
            uncounted: (conditions) => uncounted(conditions),
            // Where there is no resource to be named, as for logs:PutResourcePolicy, nothing could be written instead.
            unscopable: false,
            effect: "which lets somebody open them to others",
        });
    },
});
