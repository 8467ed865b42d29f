import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamRolePolicyConflict } from "./rolePolicyConflict";

const role = (props: object) =>
    subjectsOf("aws:iam/role:Role")({ ...props }, { name: "app", outputs: { name: "app-1" } });
const policy = subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "app-1" }, { name: "read" });
const attachment = subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
const inlinePolicies = [{ name: "a", policy: "{}" }];

describeRule(iamRolePolicyConflict, {
    passes: {
        "a role with its lists alone": role({ inlinePolicies, managedPolicyArns: ["arn"] }),
        "a role with attachments alone": [role({}), policy, attachment({ role: "app-1" })],
        "the policy of another role": [role({ managedPolicyArns: [] }), attachment({ role: "other" })],
        "lists of one kind and attachments of the other": [role({ inlinePolicies }), attachment({ role: "app-1" })],
    },
    violates: {
        "an empty list, which is complete too": [
            [role({ managedPolicyArns: [] }), attachment({ role: "app-1" })],
            "managedPolicyArns",
        ],
        "an attachment to several roles": [
            [
                role({ managedPolicyArns: ["arn"] }),
                subjectsOf("aws:iam/policyAttachment:PolicyAttachment")({ roles: ["x", "app-1"] }, { name: "all" }),
            ],
            "managedPolicyArns",
        ],
        "a list that is not known, and a role whose name is not": [
            [
                subjectsOf("aws:iam/role:Role")(
                    { inlinePolicies: UNKNOWN },
                    { name: "app", outputs: { name: UNKNOWN, id: UNKNOWN } },
                ),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                    { role: UNKNOWN },
                    { name: "read", references: { role: ["app"] } },
                ),
            ],
            "inlinePolicies",
        ],
    },
    missing: [[role({ inlinePolicies: [] }), policy], "inlinePolicies"],
    undecided: {},
});
