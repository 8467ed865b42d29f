import type * as aws from "@pulumi/aws";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without it one bad message brings back the whole batch: what was done is done again, and ends in the dead-letter queue as well. */
export const lambdaQueueFailuresReported = defineRule({
    id: "lambda-queue-failures-reported",
    displayName: "SQS event source mappings report batch item failures",
    description: "Event source mappings of SQS queues report the failures of single messages.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "resilience"],
    frameworks: [wellArchitected("REL05-BP03"), serverlessLens("REL 2")],
    remediationSteps:
        'Set functionResponseTypes: ["ReportBatchItemFailures"], and return batchItemFailures from the function.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    examples: ["aws.lambda.EventSourceMapping orders", "QueueEventSource reports"],
    types: ["aws:lambda/eventSourceMapping:EventSourceMapping"],
    resource({ name, props }: ResourceView<aws.lambda.EventSourceMappingArgs>, judge) {
        judge.decide("functionResponseTypes", () => {
            if (props.functionResponseTypes?.includes("ReportBatchItemFailures") === true) return undefined;
            // A batch of one is as good as a report; ten is the default.
            if (!/^arn:[^:]+:sqs:/.test(props.eventSourceArn ?? "") || props.batchSize === 1) return undefined;
            return `Mapping '${name}' puts back the whole batch for one message.`;
        });
    },
});
