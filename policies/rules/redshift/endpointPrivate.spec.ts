import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftEndpointPrivate } from "./endpointPrivate";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");
const workgroup = subjectsOf("aws:redshiftserverless/workgroup:Workgroup");

describeRule(redshiftEndpointPrivate, {
    passes: { "a private cluster": cluster({ publiclyAccessible: false }) },
    violates: {
        "a public cluster": [cluster({ publiclyAccessible: true }), "publiclyAccessible"],
        "a public workgroup": [workgroup({ publiclyAccessible: true }), "publiclyAccessible"],
    },
    missing: [cluster({})],
    undecided: { "an unknown setting": [workgroup({ publiclyAccessible: UNKNOWN }), "publiclyAccessible"] },
});
