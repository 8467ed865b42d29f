import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsSubscriptionFailuresKept } from "./subscriptionFailuresKept";

const subscription = subjectsOf("aws:sns/topicSubscription:TopicSubscription", { topic: "t", protocol: "lambda" });

describeRule(snsSubscriptionFailuresKept, {
    passes: {
        "a dead-letter queue": subscription({ redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:dead" }) }),
        mail: subscription({ protocol: "email" }),
    },
    violates: {
        "a queue": [subscription({ protocol: "sqs" }), "redrivePolicy"],
        "a policy that names no queue": [subscription({ redrivePolicy: "{}" }), "redrivePolicy"],
    },
    missing: [subscription({}), "redrivePolicy"],
    undecided: { "an unknown policy": [subscription({ redrivePolicy: UNKNOWN }), "redrivePolicy"] },
});
