import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftAuditLogged } from "./auditLogged";

const cluster = (props: object = {}) =>
    subjectsOf("aws:redshift/cluster:Cluster")(
        { ...props },
        { name: "warehouse", outputs: { clusterIdentifier: "warehouse", id: "warehouse" } },
    );
const logging = subjectsOf("aws:redshift/logging:Logging");
const namespace = subjectsOf("aws:redshiftserverless/namespace:Namespace");

describeRule(redshiftAuditLogged, {
    passes: {
        "a cluster with logging": [cluster(), logging({ clusterIdentifier: "warehouse" })],
        "a cluster of an earlier provider": cluster({ logging: { enable: true } }),
        "a namespace that exports both": namespace({ logExports: ["userlog", "connectionlog", "useractivitylog"] }),
    },
    violates: {
        "logging of another cluster": [[cluster(), logging({ clusterIdentifier: "reports" })], "logging"],
        "logging that is switched off": [cluster({ logging: { enable: false } }), "logging"],
        "a namespace that exports one": [namespace({ logExports: ["userlog"] }), "logExports.connectionlog"],
    },
    missing: [[cluster(), namespace({})], "logExports.connectionlog", "logExports.userlog", "logging"],
    undecided: {
        "logging of nobody knows what": [[cluster(), logging({ clusterIdentifier: UNKNOWN })], "logging"],
        "unknown exports": [namespace({ logExports: UNKNOWN }), "logExports.connectionlog", "logExports.userlog"],
    },
    configured: {
        "what is done as well": [
            { logExports: ["useractivitylog"] },
            namespace({ logExports: ["userlog"] }),
            "logExports.useractivitylog",
        ],
    },
});
