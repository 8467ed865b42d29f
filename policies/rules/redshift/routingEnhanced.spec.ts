import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftRoutingEnhanced } from "./routingEnhanced";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");
const workgroup = subjectsOf("aws:redshiftserverless/workgroup:Workgroup");

describeRule(redshiftRoutingEnhanced, {
    passes: {
        "a cluster": cluster({ enhancedVpcRouting: true }),
        "a workgroup": workgroup({ enhancedVpcRouting: true }),
    },
    violates: { "a workgroup without": [workgroup({ enhancedVpcRouting: false }), "enhancedVpcRouting"] },
    missing: [cluster({}), "enhancedVpcRouting"],
    undecided: { "an unknown setting": [cluster({ enhancedVpcRouting: UNKNOWN }), "enhancedVpcRouting"] },
});
