import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kmsDeletionDelayed } from "./deletionDelayed";

const key = subjectsOf("aws:kms/key:Key");
const replica = subjectsOf("aws:kms/replicaKey:ReplicaKey");

describeRule(kmsDeletionDelayed, {
    passes: {
        "AWS's thirty days": key({}),
        "a week": key({ deletionWindowInDays: 7 }),
        "a replica": replica({ deletionWindowInDays: 30 }),
    },
    violates: { "less than AWS takes": [replica({ deletionWindowInDays: 1 }), "deletionWindowInDays"] },
    missing: [key({ bypassPolicyLockoutSafetyCheck: true }), "bypassPolicyLockoutSafetyCheck"],
    undecided: { "an unknown number": [key({ deletionWindowInDays: UNKNOWN }), "deletionWindowInDays"] },
    configured: {
        "a month": [{ minimumDays: 30 }, key({ deletionWindowInDays: 7 }), "deletionWindowInDays"],
        "AWS's default is a month": [{ minimumDays: 30 }, key({})],
    },
});
