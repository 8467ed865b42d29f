import type * as aws from "@pulumi/aws";
import { ALIAS_TYPE, attachedToFunction, FUNCTION_TYPE } from "../../aws/lambda/functions";
import { grouped } from "../../framework/grouped";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const QUEUE_TYPE = "aws:sqs/queue:Queue";
const MAPPING_TYPE = "aws:lambda/eventSourceMapping:EventSourceMapping";

/** A message that shows again while a function still works on it is worked on twice; AWS asks for six times the timeout. */
export const lambdaQueueVisibilitySufficient = defineRule({
    id: "lambda-queue-visibility-sufficient",
    displayName: "SQS visibility timeout is six times Lambda's timeout",
    description:
        "SQS queues hide a message for at least six times the timeout of the function that reads them, and the batching window.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "sqs", "resilience"],
    frameworks: [wellArchitected("REL04-BP04")],
    remediationSteps:
        "Set visibilityTimeoutSeconds of the queue to six times the timeout of the function plus maximumBatchingWindowInSeconds.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    examples: [
        "aws.sqs.Queue orders",
        "aws.lambda.EventSourceMapping orders",
        "aws.lambda.Function",
        "WorkQueue reports",
    ],
    types: [FUNCTION_TYPE, QUEUE_TYPE, MAPPING_TYPE, ALIAS_TYPE],
    stack(stack, judgeOf) {
        const reading = { types: [MAPPING_TYPE], property: "eventSourceArn", identities: ["arn"] };
        const read = stack.ofType(QUEUE_TYPE).flatMap((queue) => {
            const mappings = stack.attachedTo(queue, reading);
            return mappings.known ? mappings.value.map(({ urn }) => ({ urn, queue })) : [];
        });
        const queuesOf = grouped(read, ({ urn }) => [urn]);
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            const mappings = attachedToFunction(stack, lambda, [MAPPING_TYPE], "functionName");
            for (const mapping of mappings.known ? mappings.value : []) {
                for (const { queue } of queuesOf.get(mapping.urn) ?? []) {
                    judgeOf(queue).decide("visibilityTimeoutSeconds", () => {
                        const { timeout = 3 } = (lambda as ResourceView<aws.lambda.FunctionArgs>).props;
                        const { maximumBatchingWindowInSeconds: window = 0 } = (
                            mapping as ResourceView<aws.lambda.EventSourceMappingArgs>
                        ).props;
                        const { visibilityTimeoutSeconds: hidden = 30 } = (queue as ResourceView<aws.sqs.QueueArgs>)
                            .props;
                        const least = 6 * timeout + window;
                        return hidden >= least
                            ? undefined
                            : `Queue '${queue.name}' hides messages for ${hidden} s; '${lambda.name}' needs ${least} s.`;
                    });
                }
            }
        }
    },
});
