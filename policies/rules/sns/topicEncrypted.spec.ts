import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsTopicEncrypted } from "./topicEncrypted";

const topic = subjectsOf("aws:sns/topic:Topic");

describeRule(snsTopicEncrypted, {
    passes: { "a key": topic({ kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" }) },
    violates: {
        "the key that AWS makes": [topic({ kmsMasterKeyId: "alias/aws/sns" }), "kmsMasterKeyId"],
        "no key": [topic({ kmsMasterKeyId: "" }), "kmsMasterKeyId"],
    },
    missing: [topic({}), "kmsMasterKeyId"],
    undecided: { "an unknown key": [topic({ kmsMasterKeyId: UNKNOWN }), "kmsMasterKeyId"] },
    configured: {
        "the key that AWS makes is enough": [{ requireCmk: false }, topic({ kmsMasterKeyId: "alias/aws/sns" })],
    },
});
