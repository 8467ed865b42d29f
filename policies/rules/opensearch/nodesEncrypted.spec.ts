import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchNodesEncrypted } from "./nodesEncrypted";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

describeRule(opensearchNodesEncrypted, {
    passes: {
        "a domain that has it": domain({ nodeToNodeEncryption: { enabled: true } }),
        "one of the old type": old({ nodeToNodeEncryption: { enabled: true } }),
    },
    violates: {
        "one of the old type that has it not": [
            old({ nodeToNodeEncryption: { enabled: false } }),
            "nodeToNodeEncryption.enabled",
        ],
    },
    missing: [domain({}), "nodeToNodeEncryption.enabled"],
    undecided: { "an unknown block": [domain({ nodeToNodeEncryption: UNKNOWN }), "nodeToNodeEncryption.enabled"] },
});
