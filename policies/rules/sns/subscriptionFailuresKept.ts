import type * as aws from "@pulumi/aws";
import { deadLetterTarget } from "../../aws/sqs/deadLetterTarget";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What SNS cannot deliver it drops: at once where it may not deliver, within an hour for HTTP, after 23 days for a queue or function that fails. */
export const snsSubscriptionFailuresKept = defineRule({
    id: "sns-subscription-failures-kept",
    displayName: "SNS subscriptions have a dead-letter queue",
    description: "SNS subscriptions have a dead-letter queue.",
    severity: "low",
    level: "advisory",
    tags: ["sns", "resilience"],
    frameworks: [wellArchitected("REL04-BP02")],
    remediationSteps: "Set redrivePolicy with the ARN of a queue.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
    examples: ["aws.sns.TopicSubscription orders", "AlarmTopic alarms"],
    types: ["aws:sns/topicSubscription:TopicSubscription"],
    resource({ name, props }: ResourceView<aws.sns.TopicSubscriptionArgs>, judge) {
        judge.decide("redrivePolicy", () => {
            // Nothing is kept for people: SNS redrives neither mail nor messages to phones.
            if (/^(email|email-json|sms)$/.test(props.protocol ?? "")) return undefined;
            if ((deadLetterTarget(props.redrivePolicy, name) ?? "") !== "") return undefined;
            return `What '${name}' cannot deliver is lost.`;
        });
    },
});
