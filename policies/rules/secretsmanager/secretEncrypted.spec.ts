import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { secretsmanagerSecretEncrypted } from "./secretEncrypted";

const secret = subjectsOf("aws:secretsmanager/secret:Secret");
const kmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1";

describeRule(secretsmanagerSecretEncrypted, {
    passes: {
        "a secret with a key": secret({ kmsKeyId }),
        "replicas with keys": secret({ kmsKeyId, replicas: [{ region: "eu-west-2", kmsKeyId }] }),
    },
    violates: {
        "the key that AWS makes": [secret({ kmsKeyId: "alias/aws/secretsmanager" }), "kmsKeyId"],
        "a replica without a key behind an unknown one": [
            secret({ kmsKeyId, replicas: [UNKNOWN, { region: "eu-west-2" }] }),
            "replicas[1].kmsKeyId",
        ],
    },
    missing: [secret({}), "kmsKeyId"],
    undecided: {
        "an unknown key": [secret({ kmsKeyId: UNKNOWN }), "kmsKeyId"],
        "unknown replicas": [secret({ kmsKeyId, replicas: UNKNOWN }), "replicas"],
    },
});
