import type * as aws from "@pulumi/aws";
import { judgePlainHttpDenied } from "../../aws/exposure/plainHttp";
import { attached } from "../../framework/attached";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const TOPIC_TYPE = "aws:sns/topic:Topic";
const POLICY_TYPE = "aws:sns/topicPolicy:TopicPolicy";

/** SNS takes messages by plain HTTP too, unless the topic's policy refuses it. */
export const snsTlsOnly = defineRule({
    id: "sns-tls-only",
    displayName: "SNS topic policies deny publishing without TLS",
    description: "Every SNS topic has a policy that denies publishing without TLS.",
    severity: "medium",
    tags: ["sns", "encryption"],
    frameworks: [wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Add to the topic\'s policy: { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topic.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
    examples: ["aws.sns.TopicPolicy alarms", "AlarmTopic alarms"],
    types: [POLICY_TYPE, TOPIC_TYPE],
    resource(resource: ResourceView, judge) {
        const actions = ["sns:Publish"];
        judgePlainHttpDenied(resource, judge, [{ id: "publish", name: "the topic", actions, covered: /./ }]);
    },
    ...attached({
        of: [TOPIC_TYPE],
        by: { types: [POLICY_TYPE], property: "arn", identities: ["arn", "id"] },
        id: "policy",
        fault: (name) => `Topic '${name}' has no policy that denies publishing without TLS.`,
        within: ({ props }: ResourceView<aws.sns.TopicArgs>) => (props.policy ?? "") !== "",
    }),
});
