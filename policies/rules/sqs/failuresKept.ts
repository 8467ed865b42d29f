import type * as aws from "@pulumi/aws";
import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";
import { grouped, perStack } from "../../iam/perStack";

const QUEUE_TYPE = "aws:sqs/queue:Queue";
const REDRIVE_TYPE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW_TYPE = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
/** What sends to a queue what failed elsewhere, by the property in which it names the queue. */
const SENDERS: Readonly<Record<string, string>> = {
    [QUEUE_TYPE]: "redrivePolicy",
    [REDRIVE_TYPE]: "redrivePolicy",
    "aws:lambda/function:Function": "deadLetterConfig",
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "destinationConfig",
    "aws:lambda/eventSourceMapping:EventSourceMapping": "destinationConfig",
    "aws:sns/topicSubscription:TopicSubscription": "redrivePolicy",
    "aws:cloudwatch/eventTarget:EventTarget": "deadLetterConfig",
    "aws:scheduler/schedule:Schedule": "target",
    "aws:pipes/pipe:Pipe": "sourceParameters",
};
const QUEUE_IDENTITIES = ["url", "id"];

/** A message that nobody can read comes back until it expires, and takes the place of others. */
export const sqsFailuresKept = defineRule({
    id: "sqs-failures-kept",
    displayName: "Queues set bad messages aside",
    description: "SQS queues that are read have a dead-letter queue; those that are one do not need one.",
    severity: "medium",
    level: "advisory",
    tags: ["sqs", "resilience"],
    frameworks: [wellArchitected("REL04-BP02")],
    remediationSteps: "Set redrivePolicy with the ARN of a dead-letter queue and maxReceiveCount.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    examples: {
        aws: `new aws.sqs.Queue("orders", {
    sqsManagedSseEnabled: true,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }),
});`,
        component: `const failed = new FailureQueue("failed-orders", { keyArn: key.arn });
new aws.sqs.Queue("orders", {
    kmsMasterKeyId: key.arn,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.queueArn, maxReceiveCount: 5 }),
});`,
    },
    types: [ALLOW_TYPE, ...Object.keys(SENDERS)],
    stack(stack, judgeOf) {
        for (const queue of stack.ofType(QUEUE_TYPE)) {
            judgeOf(queue).decide("redrivePolicy", () => {
                const { redrivePolicy, redriveAllowPolicy } = (queue as ResourceView<aws.sqs.QueueArgs>).props;
                if (redrivePolicy !== undefined || redriveAllowPolicy !== undefined) return undefined;
                return hasPolicy(stack, queue) || takesFailures(stack, queue)
                    ? undefined
                    : `Queue '${queue.name}' keeps bad messages among the others.`;
            });
        }
    },
});

function hasPolicy(stack: StackView, queue: StackResource): boolean {
    const types = [REDRIVE_TYPE, ALLOW_TYPE];
    const policies = stack.attachedTo(queue, { types, property: "queueUrl", identities: QUEUE_IDENTITIES });
    return policies.known && policies.value.length > 0;
}

/** Whether something of the stack sends to the queue what failed: by the engine's references, or by the queue's ARN. */
function takesFailures(stack: StackView, queue: StackResource): boolean {
    const arn = reading(() => queue.outputs.arn as unknown);
    const named = [queue.urn, ...(arn.known && typeof arn.value === "string" ? [arn.value] : [])];
    return named.some((name) =>
        sendersOf(stack)
            .get(name)
            ?.some(({ urn }) => urn !== queue.urn),
    );
}

/** What sends failures elsewhere, by the URNs and ARNs of the receivers. */
const sendersOf = perStack((stack) => {
    const senders = Object.entries(SENDERS).flatMap(([type, property]) =>
        stack.ofType(type).map((sender) => ({ sender, property })),
    );
    const named = senders.flatMap(({ sender, property }) => {
        const text = reading(() => JSON.stringify(sender.props[property] ?? ""));
        const arns = text.known ? (text.value.match(/arn:[\w:./-]+/g) ?? []) : [];
        return [...sender.referencesOf(property), ...arns].map((name) => ({ name, urn: sender.urn }));
    });
    return grouped(named, ({ name }) => [name]);
});
