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
        "a queue for what a pipe cannot read": [
            dead,
            subjectsOf("aws:pipes/pipe:Pipe")({
                sourceParameters: { kinesisStreamParameters: { deadLetterConfig: { arn: "arn:dead" } } },
            }),
        ],
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
    violates: {
        "a policy of another queue": [[orders, policy({ queueUrl: "https://other" })], "redrivePolicy"],
        "a policy that names no queue": [queue({ redrivePolicy: '{"maxReceiveCount":5}' }), "redrivePolicy"],
        "a text that names nobody, though it was made of a queue": [
            [
                dead,
                subjectsOf("aws:sns/topicSubscription:TopicSubscription")(
                    { redrivePolicy: "{" },
                    { name: "cut", references: { redrivePolicy: ["dead"] } },
                ),
            ],
            "redrivePolicy",
        ],
        "an empty one of its own": [[orders, policy({ redrivePolicy: "" })], "redrivePolicy"],
        "a policy that names the queue itself": [
            queue({ redrivePolicy: redrive }, { name: "dead", outputs: { arn: "arn:dead" } }),
            "redrivePolicy",
        ],
        "a queue that takes no bad messages of others": [
            queue({ redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) }),
            "redrivePolicy",
        ],
        "a queue for what a function succeeds with": [
            [dead, config({ destinationConfig: { onSuccess: { destination: "arn:dead" } } })],
            "redrivePolicy",
        ],
        "a queue that a schedule sends to": [
            [dead, subjectsOf("aws:scheduler/schedule:Schedule")({ target: { arn: "arn:dead" } })],
            "redrivePolicy",
        ],
    },
    missing: [orders, "redrivePolicy"],
    undecided: {
        "an unknown policy": [queue({ redrivePolicy: UNKNOWN }), "redrivePolicy"],
        "an unknown one of its own": [[orders, policy({ redrivePolicy: UNKNOWN })], "redrivePolicy"],
    },
});
