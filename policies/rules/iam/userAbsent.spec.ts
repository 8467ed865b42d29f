import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamUserAbsent } from "./userAbsent";

const user = subjectsOf("aws:iam/user:User");

describeRule(iamUserAbsent, {
    passes: { "a role": subjectsOf("aws:iam/role:Role")({}) },
    violates: {
        "a user whose name is not known": [user({ name: UNKNOWN }), "User"],
        "a password": [subjectsOf("aws:iam/userLoginProfile:UserLoginProfile")({ user: "ci" }), "UserLoginProfile"],
    },
    missing: [user({}), "User"],
    undecided: {},
});
