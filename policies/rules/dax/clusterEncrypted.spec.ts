import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { daxClusterEncrypted } from "./clusterEncrypted";

const cluster = subjectsOf("aws:dax/cluster:Cluster", { nodeType: "dax.r5.large" });
const ENABLED = "serverSideEncryption.enabled";

describeRule(daxClusterEncrypted, {
    passes: { "an encrypted cluster": cluster({ serverSideEncryption: { enabled: true } }) },
    violates: {
        "encryption switched off": [cluster({ serverSideEncryption: { enabled: false } }), ENABLED],
        "an empty block": [cluster({ serverSideEncryption: {} }), ENABLED],
    },
    missing: [cluster({}), ENABLED],
    undecided: { "an unknown block": [cluster({ serverSideEncryption: UNKNOWN }), ENABLED] },
});
