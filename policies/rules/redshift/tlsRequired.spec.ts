import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftTlsRequired } from "./tlsRequired";

const group = subjectsOf("aws:redshift/parameterGroup:ParameterGroup");
const workgroup = subjectsOf("aws:redshiftserverless/workgroup:Workgroup");

describeRule(redshiftTlsRequired, {
    passes: {
        "a group": group({ parameters: [{ name: "require_ssl", value: "true" }] }),
        "a workgroup": workgroup({ configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }] }),
    },
    violates: {
        "switched off": [group({ parameters: [{ name: "require_ssl", value: "false" }] }), "require_ssl"],
        "a workgroup without": [workgroup({ configParameters: [] }), "require_ssl"],
    },
    missing: [group({}), "require_ssl"],
    undecided: { "unknown parameters": [group({ parameters: UNKNOWN }), "require_ssl"] },
});
