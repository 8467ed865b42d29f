import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsSubscriptionFailuresKept } from "./subscriptionFailuresKept";

const subscription = subjectsOf("aws:sns/topicSubscription:TopicSubscription", { topic: "t", protocol: "lambda" });

describeRule(snsSubscriptionFailuresKept, {
    passes: { "a dead-letter queue": subscription({ redrivePolicy: "{}" }), mail: subscription({ protocol: "email" }) },
    violates: { "a queue": [subscription({ protocol: "sqs" }), "redrivePolicy"] },
    missing: [subscription({}), "redrivePolicy"],
    undecided: { "an unknown policy": [subscription({ redrivePolicy: UNKNOWN }), "redrivePolicy"] },
});
