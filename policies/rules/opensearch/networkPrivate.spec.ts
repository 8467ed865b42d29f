import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchNetworkPrivate } from "./networkPrivate";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

const SUBNETS = "vpcOptions.subnetIds";

describeRule(opensearchNetworkPrivate, {
    passes: { "a VPC": domain({ vpcOptions: { subnetIds: [UNKNOWN] } }) },
    violates: { "no subnets": [old({ vpcOptions: { subnetIds: [] } }), SUBNETS] },
    missing: [domain({}), SUBNETS],
    undecided: { "an unknown VPC": [domain({ vpcOptions: UNKNOWN }), SUBNETS] },
});
