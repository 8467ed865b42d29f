import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchCollectionEncrypted } from "./collectionEncrypted";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const Rules = [{ ResourceType: "collection", Resource: ["collection/*"] }];
const policy = subjectsOf("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", { type: "encryption" });
const of = (settings: object) => policy({ policy: JSON.stringify({ Rules, ...settings }) });
const collection = subjectsOf("aws:opensearch/serverlessCollection:ServerlessCollection");

describeRule(opensearchCollectionEncrypted, {
    passes: {
        "a key of the account": of({ AWSOwnedKey: false, KmsARN: KEY }),
        "a key only": of({ KmsARN: KEY }),
        "a network policy": policy({ type: "network", policy: JSON.stringify([{ Rules, AllowFromPublic: true }]) }),
        "a collection that follows the policies": collection({}),
        "a collection with a key": collection({ encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: KEY }] }),
    },
    violates: {
        "AWS's key, said so": [of({ AWSOwnedKey: true }), "policy"],
        "AWS's key of the account": [of({ KmsARN: "arn:aws:kms:eu-west-1:111122223333:alias/aws/aoss" }), "policy"],
        "a policy as an object": [policy({ policy: { Rules: UNKNOWN, AWSOwnedKey: true } }), "policy"],
        "a collection with AWS's key": [
            collection({ encryptionConfigs: [{ awsOwnedKey: true, kmsKeyArn: "" }] }),
            "encryptionConfigs[0]",
        ],
    },
    missing: [of({}), "policy"],
    undecided: {
        "an unknown policy": [policy({ policy: UNKNOWN }), "policy"],
        "an unknown type": [policy({ type: UNKNOWN, policy: "{}" }), "policy"],
        "an unknown key": [policy({ policy: { AWSOwnedKey: false, KmsARN: UNKNOWN } }), "policy"],
        "an unknown key of a collection": [
            collection({ encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: UNKNOWN }] }),
            "encryptionConfigs[0]",
        ],
    },
    configured: { "AWS's key is enough": [{ requireCmk: false }, of({ AWSOwnedKey: true })] },
});
