import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchAccessFineGrained } from "./accessFineGrained";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

describeRule(opensearchAccessFineGrained, {
    passes: {
        "a domain that has it": domain({ advancedSecurityOptions: { enabled: true } }),
        "one of the old type": old({ advancedSecurityOptions: { enabled: true } }),
    },
    violates: {
        "one of the old type that has it not": [
            old({ advancedSecurityOptions: { enabled: false } }),
            "advancedSecurityOptions.enabled",
        ],
    },
    missing: [domain({}), "advancedSecurityOptions.enabled"],
    undecided: {
        "an unknown block": [domain({ advancedSecurityOptions: UNKNOWN }), "advancedSecurityOptions.enabled"],
    },
});
