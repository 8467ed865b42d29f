import { isConstrained, uncounted } from "../../aws/iam/condition";
import { judgeExposure, ofLevel } from "../../aws/iam/exposure";
import { UNSCOPED } from "../../aws/iam/scope";
import { typesWithDocuments } from "../../aws/iam/sources";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A change to everything is one mistake away where nothing says to what: AWS's access level tells which actions change something. */
export const iamWriteConstrained = defineRule({
    id: "iam-write-constrained",
    displayName: "Actions that write or tag name their resources",
    description: "Actions that change or tag something are allowed on named resources only, or under a condition.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "least-privilege"],
    frameworks: [wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps:
        "Name the resources that are changed, or add a condition that chooses them, such as aws:ResourceTag.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    parameters: { unscoped: UNSCOPED },
    resource(resource: ResourceView, judge, { unscoped }) {
        const changes = ofLevel("Write", "Tagging");
        judgeExposure(resource, judge, {
            actions: {
                ...changes,
                within: (pattern) => changes.within(pattern).filter((action) => !unscoped.includes(action)),
            },
            spared: (conditions) => isConstrained(conditions),
            uncounted: (conditions) => uncounted(conditions),
            unscopable: false,
            effect: "which changes all there are",
        });
    },
});
