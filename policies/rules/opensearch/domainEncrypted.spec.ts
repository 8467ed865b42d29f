import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchDomainEncrypted } from "./domainEncrypted";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

describeRule(opensearchDomainEncrypted, {
    passes: {
        "a domain that has it": domain({ encryptAtRest: { enabled: true } }),
        "one of the old type": old({ encryptAtRest: { enabled: true } }),
    },
    violates: {
        "one of the old type that has it not": [old({ encryptAtRest: { enabled: false } }), "encryptAtRest.enabled"],
    },
    missing: [domain({}), "encryptAtRest.enabled"],
    undecided: { "an unknown block": [domain({ encryptAtRest: UNKNOWN }), "encryptAtRest.enabled"] },
    configured: {
        "a key of the account": [
            { requireCmk: true },
            domain({ encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" } }),
        ],
        "a key of AWS is not enough": [
            { requireCmk: true },
            domain({ encryptAtRest: { enabled: true, kmsKeyId: "alias/aws/es" } }),
            "encryptAtRest.kmsKeyId",
        ],
    },
});
