import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamUserPolicyByGroup } from "./userPolicyByGroup";

const attachment = subjectsOf("aws:iam/policyAttachment:PolicyAttachment");
const exclusive = subjectsOf("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive");

describeRule(iamUserPolicyByGroup, {
    passes: {
        "a policy of a group": subjectsOf("aws:iam/groupPolicyAttachment:GroupPolicyAttachment")({ group: "g" }),
        "a policy of roles": attachment({ roles: ["app"], policyArn: "arn" }),
        "no users": attachment({ users: [], groups: ["g"] }),
        "a user that is to have none": exclusive({ userName: "ci", policyArns: [] }),
    },
    violates: {
        "an inline policy, of a user that is not known": [
            subjectsOf("aws:iam/userPolicy:UserPolicy")({ user: UNKNOWN, policy: UNKNOWN }),
            "user",
        ],
        "a user among others": [attachment({ users: ["ci"], roles: ["app"] }), "users"],
        "all that a user has": [exclusive({ userName: "ci", policyArns: ["arn"] }), "policyArns"],
    },
    missing: [subjectsOf("aws:iam/userPolicyAttachment:UserPolicyAttachment")({}), "user"],
    undecided: { "unknown users": [attachment({ users: UNKNOWN }), "users"] },
});
