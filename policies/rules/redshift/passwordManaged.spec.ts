import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftPasswordManaged } from "./passwordManaged";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");
const namespace = subjectsOf("aws:redshiftserverless/namespace:Namespace");

describeRule(redshiftPasswordManaged, {
    passes: { "a managed password": cluster({ manageMasterPassword: true }) },
    violates: {
        "a password": [cluster({ masterPassword: "hunter2" }), "masterPassword"],
        "one of a namespace": [namespace({ adminUserPassword: "hunter2" }), "adminUserPassword"],
    },
    missing: [cluster({})],
    undecided: { "an unknown password": [cluster({ masterPassword: UNKNOWN }), "masterPassword"] },
});
