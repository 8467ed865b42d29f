import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { daxEndpointTls } from "./endpointTls";

const cluster = subjectsOf("aws:dax/cluster:Cluster", { nodeType: "dax.r5.large" });
const TYPE = "clusterEndpointEncryptionType";

describeRule(daxEndpointTls, {
    passes: { "an endpoint with TLS": cluster({ [TYPE]: "TLS" }) },
    violates: { "an endpoint without": [cluster({ [TYPE]: "NONE" }), TYPE] },
    missing: [cluster({}), TYPE],
    undecided: { "an unknown type": [cluster({ [TYPE]: UNKNOWN }), TYPE] },
});
