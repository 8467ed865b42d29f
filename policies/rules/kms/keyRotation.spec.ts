import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kmsKeyRotation } from "./keyRotation";

const key = subjectsOf("aws:kms/key:Key");

describeRule(kmsKeyRotation, {
    passes: {
        "a rotated key": key({ enableKeyRotation: true }),
        "an asymmetric key, which cannot be rotated": key({
            customerMasterKeySpec: "RSA_4096",
            keyUsage: "SIGN_VERIFY",
        }),
        "a key for authentication codes": key({ keyUsage: "GENERATE_VERIFY_MAC" }),
        "a key in a store of one's own": key({ customKeyStoreId: "cks-1" }),
    },
    violates: { "rotation switched off": [key({ enableKeyRotation: false }), "enableKeyRotation"] },
    missing: [key({}), "enableKeyRotation"],
    undecided: {
        "an unknown setting": [key({ enableKeyRotation: UNKNOWN }), "enableKeyRotation"],
        "a key of an unknown kind": [key({ keyUsage: UNKNOWN }), "enableKeyRotation"],
    },
});
