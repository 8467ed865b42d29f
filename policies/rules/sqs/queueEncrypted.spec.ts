import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sqsQueueEncrypted } from "./queueEncrypted";

const queue = subjectsOf("aws:sqs/queue:Queue");

describeRule(sqsQueueEncrypted, {
    passes: {
        "a queue with a key": queue({ kmsMasterKeyId: "key" }),
        "a queue with a key instead of those of SQS": queue({ kmsMasterKeyId: "key", sqsManagedSseEnabled: false }),
        "the keys of SQS": queue({ sqsManagedSseEnabled: true }),
        "the keys of SQS, whatever else is unknown": queue({ sqsManagedSseEnabled: true, kmsMasterKeyId: UNKNOWN }),
    },
    violates: { "encryption switched off": [queue({ sqsManagedSseEnabled: false }), "encryption"] },
    missing: [queue({})],
    undecided: {
        "an unknown key": [queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: UNKNOWN }), "encryption"],
        "an unknown switch": [queue({ sqsManagedSseEnabled: UNKNOWN }), "encryption"],
    },
    configured: {
        "a key of the account is asked for": [
            { requireCmk: true },
            queue({ sqsManagedSseEnabled: true }),
            "encryption",
        ],
        "and not what AWS does by itself": [{ requireCmk: true }, queue({}), "encryption"],
        "and not one that AWS makes": [{ requireCmk: true }, queue({ kmsMasterKeyId: "alias/aws/sqs" }), "encryption"],
    },
});
