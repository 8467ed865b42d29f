import type * as aws from "@pulumi/aws";
import { judgePlainHttpDenied } from "../../aws/exposure/plainHttp";
import { attached } from "../../framework/attached";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const QUEUE_TYPE = "aws:sqs/queue:Queue";
const POLICY_TYPE = "aws:sqs/queuePolicy:QueuePolicy";

/** SQS answers plain HTTP too, unless the queue's policy refuses it. */
export const sqsTlsOnly = defineRule({
    id: "sqs-tls-only",
    displayName: "SQS queue policies deny requests without TLS",
    description: "Every SQS queue has a policy that denies requests without TLS.",
    severity: "medium",
    level: "advisory",
    tags: ["sqs", "encryption"],
    frameworks: [wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Add to the queue\'s policy: { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html#enforce-encryption-data-in-transit",
    examples: ["aws.sqs.QueuePolicy dead-letters", "FailureQueue"],
    types: [POLICY_TYPE, QUEUE_TYPE],
    resource(resource: ResourceView, judge) {
        const actions = ["sqs:SendMessage", "sqs:ReceiveMessage"];
        judgePlainHttpDenied(resource, judge, [{ id: "messages", name: "the queue", actions, covered: /./ }]);
    },
    ...attached({
        of: [QUEUE_TYPE],
        by: { types: [POLICY_TYPE], property: "queueUrl", identities: ["url", "id"] },
        id: "policy",
        fault: (name) => `Queue '${name}' has no policy that denies requests without TLS.`,
        within: ({ props }: ResourceView<aws.sqs.QueueArgs>) => (props.policy ?? "") !== "",
    }),
});
