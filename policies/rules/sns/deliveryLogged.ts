import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const ROLES = [
    "applicationFailureFeedbackRoleArn",
    "firehoseFailureFeedbackRoleArn",
    "httpFailureFeedbackRoleArn",
    "lambdaFailureFeedbackRoleArn",
    "sqsFailureFeedbackRoleArn",
    // The only one that platform applications have.
    "failureFeedbackRoleArn",
] as const;

/** Without it nobody can tell a message that was delivered from one that was not. */
export const snsDeliveryLogged = defineRule({
    id: "sns-delivery-logged",
    displayName: "SNS topics have delivery status logging",
    description:
        "SNS topics log the deliveries that fail for at least one kind of endpoint, and platform applications theirs.",
    severity: "low",
    level: "advisory",
    tags: ["sns", "operations"],
    frameworks: [wellArchitected("SEC04-BP01")],
    remediationSteps:
        "Set the failure feedback role of the protocols that subscribers use, for example lambdaFailureFeedbackRoleArn.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html",
    examples: ["aws.sns.Topic alarms", "AlarmTopic incidents"],
    types: ["aws:sns/topic:Topic", "aws:sns/platformApplication:PlatformApplication"],
    resource({ name, props }: ResourceView<aws.sns.TopicArgs & aws.sns.PlatformApplicationArgs>, judge) {
        judge.decide("failureFeedback", () =>
            ROLES.some((role) => props[role] !== undefined) ? undefined : `'${name}' logs no failed deliveries.`,
        );
    },
});
