import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sqsTlsOnly } from "./tlsOnly";

const queue = subjectsOf("aws:sqs/queue:Queue");
const orders = queue({}, { name: "orders", outputs: { url: "https://q" } });
const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const text = (more: object = {}) => JSON.stringify({ Statement: [{ ...deny, ...more }] });
const policy = subjectsOf("aws:sqs/queuePolicy:QueuePolicy", { queueUrl: "https://q" });

describeRule(sqsTlsOnly, {
    passes: { "a denial": [orders, policy({ policy: text() })], "the queue's own property": queue({ policy: text() }) },
    violates: {
        "an empty policy": [subjectsOf("aws:sqs/queue:Queue")({ policy: "" }), "policy"],
        "sending only": [[orders, policy({ policy: text({ Action: "sqs:SendMessage" }) })], "policy#messages"],
        "a policy of another queue": [
            [orders, policy({ queueUrl: "https://other", policy: text() }, { name: "policy" })],
            "policy",
        ],
    },
    missing: [orders, "policy"],
    undecided: { "an unknown document": [[orders, policy({ policy: UNKNOWN })], "policy"] },
});
