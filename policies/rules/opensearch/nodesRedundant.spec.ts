import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchNodesRedundant } from "./nodesRedundant";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

const cluster = (clusterConfig: unknown) => domain({ clusterConfig });
const [COUNT, ZONES] = ["clusterConfig.instanceCount", "clusterConfig.zoneAwarenessEnabled"];

describeRule(opensearchNodesRedundant, {
    passes: {
        "three nodes": cluster({ instanceCount: 3, zoneAwarenessEnabled: true }),
        "a standby": cluster({ instanceCount: 3, zoneAwarenessEnabled: false, multiAzWithStandbyEnabled: true }),
    },
    violates: {
        "two nodes": [cluster({ instanceCount: 2, zoneAwarenessEnabled: true }), COUNT],
        "one zone": [old({ clusterConfig: { instanceCount: 3 } }), ZONES],
    },
    missing: [domain({}), COUNT, ZONES],
    undecided: { "an unknown cluster": [cluster(UNKNOWN), COUNT, ZONES] },
});
