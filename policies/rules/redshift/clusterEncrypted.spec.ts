import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftClusterEncrypted } from "./clusterEncrypted";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");

const namespace = subjectsOf("aws:redshiftserverless/namespace:Namespace");
const KEY = { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" };

describeRule(redshiftClusterEncrypted, {
    passes: {
        "a key": cluster({ ...KEY, encrypted: "true" }),
        "the default with a key": cluster(KEY),
        "a namespace with a key": namespace(KEY),
    },
    violates: {
        "a namespace with AWS's key": [namespace({}), "kmsKeyId"],
        "switched off": [cluster({ ...KEY, encrypted: "false" }), "encrypted"],
        "switched off as a flag": [cluster({ ...KEY, encrypted: false }), "encrypted"],
    },
    missing: [cluster({}), "kmsKeyId"],
    undecided: { "an unknown key": [cluster({ kmsKeyId: UNKNOWN }), "kmsKeyId"] },
    configured: { "a key of AWS is enough": [{ requireCmk: false }, cluster({})] },
});
