import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftNamesCustom } from "./namesCustom";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");
const namespace = subjectsOf("aws:redshiftserverless/namespace:Namespace");

describeRule(redshiftNamesCustom, {
    passes: {
        "names of their own": cluster({ masterUsername: "keeper", databaseName: "orders" }),
        "those of a namespace": namespace({ adminUsername: "keeper", dbName: "orders" }),
    },
    violates: {
        "the default administrator": [cluster({ masterUsername: "awsuser", databaseName: "orders" }), "administrator"],
        "the defaults of a namespace": [namespace({}), "administrator", "database"],
    },
    missing: [cluster({ masterUsername: "keeper" }), "database"],
    undecided: { "an unknown database": [cluster({ databaseName: UNKNOWN }), "database"] },
});
