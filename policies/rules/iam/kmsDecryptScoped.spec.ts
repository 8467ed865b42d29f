import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy } from "../../testing/documents";
import { UNKNOWN } from "../../testing/harness";
import { iamKmsDecryptScoped } from "./kmsDecryptScoped";

const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-west-1:111122223333:key/1" };
const KEYS = "arn:aws:kms:eu-west-1:111122223333:key/*";

describeRule(iamKmsDecryptScoped, {
    passes: {
        "one key": rolePolicy(decrypt),
        "keys by their alias": rolePolicy({
            ...decrypt,
            Resource: KEYS,
            Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
        }),
        "encryption with every key": rolePolicy({ ...decrypt, Action: "kms:Encrypt", Resource: "*" }),
    },
    violates: {
        "all keys of a region": [rolePolicy({ ...decrypt, Resource: KEYS }), `Action::kms:Decrypt#${KEYS}`],
        "a wildcard that reaches decryption": [
            rolePolicy({ ...decrypt, Action: "kms:ReEncrypt*", Resource: "*" }),
            "Action::kms:ReEncrypt*#*",
        ],
        "through a service, which keeps all keys": [
            rolePolicy({
                ...decrypt,
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
            }),
            "Action::kms:Decrypt#*",
        ],
    },
    missing: [rolePolicy({ ...decrypt, Resource: "*" }), "Action::kms:Decrypt#*"],
    undecided: { "an unknown key": [openRolePolicy({ ...decrypt, Resource: UNKNOWN }), "Action::policy##1"] },
});
