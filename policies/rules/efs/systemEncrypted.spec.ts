import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { efsSystemEncrypted } from "./systemEncrypted";

const system = subjectsOf("aws:efs/fileSystem:FileSystem");
const kmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1";

describeRule(efsSystemEncrypted, {
    passes: { "a key of the account": system({ encrypted: true, kmsKeyId }) },
    violates: {
        "the key that AWS makes": [system({ encrypted: true, kmsKeyId: "alias/aws/elasticfilesystem" }), "kmsKeyId"],
        "encryption switched off, with a key that is not known": [
            system({ encrypted: false, kmsKeyId: UNKNOWN }),
            "encrypted",
        ],
    },
    missing: [system({}), "encrypted", "kmsKeyId"],
    undecided: { "an unknown key": [system({ encrypted: true, kmsKeyId: UNKNOWN }), "kmsKeyId"] },
    configured: { "any key is enough": [{ requireCmk: false }, system({ encrypted: true })] },
});
