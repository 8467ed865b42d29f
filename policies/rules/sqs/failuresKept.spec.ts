import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { sqsFailuresKept } from "./failuresKept";

const queue = subjectsOf("aws:sqs/queue:Queue");
const orders = queue({}, { name: "orders", outputs: { arn: "arn:orders", url: "https://orders" } });
const dead = queue({}, { name: "dead", outputs: { arn: "arn:dead", url: "https://dead" } });
const redrive = JSON.stringify({ deadLetterTargetArn: "arn:dead", maxReceiveCount: 5 });
const policy = subjectsOf("aws:sqs/redrivePolicy:RedrivePolicy", {
    queueUrl: "https://orders",
    redrivePolicy: redrive,
});
const config = subjectsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");

describeRule(sqsFailuresKept, {
    passes: {
        "a queue with its dead-letter queue": [queue({ redrivePolicy: redrive }, { name: "orders" }), dead],
        "a policy of its own": [orders, dead, policy({})],
        "a queue for what a function fails at": [
            dead,
            config({ destinationConfig: { onFailure: { destination: "arn:dead" } } }),
        ],
        "one still to be made": [
            queue({}, { name: "dead", outputs: { arn: UNKNOWN } }),
            config({ destinationConfig: UNKNOWN }, { name: "config", references: { destinationConfig: ["dead"] } }),
        ],
        "a dead-letter queue of other stacks": queue({ redriveAllowPolicy: "{}" }),
    },
    violates: { "a policy of another queue": [[orders, policy({ queueUrl: "https://other" })], "redrivePolicy"] },
    missing: [orders, "redrivePolicy"],
    undecided: { "an unknown policy": [queue({ redrivePolicy: UNKNOWN }), "redrivePolicy"] },
});
