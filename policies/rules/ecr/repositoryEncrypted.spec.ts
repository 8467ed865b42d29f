import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecrRepositoryEncrypted } from "./repositoryEncrypted";

const repository = subjectsOf("aws:ecr/repository:Repository");
const of = (encryptionType: unknown, kmsKey?: unknown) =>
    repository({ encryptionConfigurations: [{ encryptionType, kmsKey }] });
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const id = "encryptionConfigurations";

describeRule(ecrRepositoryEncrypted, {
    passes: { "a key": of("KMS", KEY), "two layers": of("KMS_DSSE", KEY) },
    violates: {
        "the keys of S3": [of("AES256"), id],
        "the key that AWS makes": [of("KMS"), id],
        "the same by its name": [of("KMS", "alias/aws/ecr"), id],
    },
    missing: [repository({}), id],
    undecided: { "an unknown key": [of("KMS", UNKNOWN), id] },
});
