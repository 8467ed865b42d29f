import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamAccessKeyAbsent } from "./accessKeyAbsent";

const key = subjectsOf("aws:iam/accessKey:AccessKey");

describeRule(iamAccessKeyAbsent, {
    passes: { "a role": subjectsOf("aws:iam/role:Role")({}) },
    violates: {
        "a key of a user that is not known": [key({ user: UNKNOWN }), "AccessKey"],
        "a password for a repository": [
            subjectsOf("aws:iam/serviceSpecificCredential:ServiceSpecificCredential")({
                serviceName: "codecommit.amazonaws.com",
                userName: "ci",
            }),
            "ServiceSpecificCredential",
        ],
    },
    missing: [key({ user: "ci" }), "AccessKey"],
    undecided: {},
});
