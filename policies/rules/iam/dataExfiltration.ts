import { uncounted } from "../../aws/iam/condition";
import { DATA_READS } from "../../aws/iam/dataActions";
import { judgeExposure, listed } from "../../aws/iam/exposure";
import { choosesResources, RESOURCE_KEYS } from "../../aws/iam/resourceKeys";
import { typesWithDocuments } from "../../aws/iam/sources";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who can read every store of an account can carry all its data away. */
export const iamDataExfiltration = defineRule({
    id: "iam-data-exfiltration",
    displayName: "Actions that read data name their resources",
    description: "Actions that return what is stored are allowed on named stores only.",
    severity: "high",
    tags: ["iam", "least-privilege", "data"],
    frameworks: [wellArchitected("SEC08-BP04"), wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps: "Name the buckets, tables, streams, queues, parameters and secrets that are read.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_rest_access_control.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments("identity"),
    resource(resource: ResourceView, judge) {
        judgeExposure(resource, judge, {
            actions: listed(DATA_READS),
            spared: (conditions) => choosesResources(conditions),
            uncounted: (conditions) => uncounted(conditions, RESOURCE_KEYS),
            unscopable: false,
            effect: "which reads all that the account keeps",
        });
    },
});
