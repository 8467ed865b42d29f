import type * as aws from "@pulumi/aws";
import { reading } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

type Props = ResourceView<aws.lambda.EventSourceMappingArgs>["props"];

/** By default one bad record is tried for as long as the stream keeps it, and holds up all behind it. */
export const lambdaStreamFailureHandled = defineRule({
    id: "lambda-stream-failure-handled",
    displayName: "Lambda event source mappings handle bad records",
    description:
        "Event source mappings of Kinesis and DynamoDB streams limit retries, keep what fails, and find the bad record of a batch: by splitting it, or by the function's answer.",
    severity: "high",
    tags: ["lambda", "resilience"],
    frameworks: [wellArchitected("REL05-BP03"), serverlessLens("REL 2")],
    remediationSteps:
        'Set destinationConfig.onFailure, maximumRecordAgeInSeconds or maximumRetryAttempts, and bisectBatchOnFunctionError: true or functionResponseTypes: ["ReportBatchItemFailures"].',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
    examples: ["aws.lambda.EventSourceMapping clickstream", "StreamEventSource"],
    types: ["aws:lambda/eventSourceMapping:EventSourceMapping"],
    resource({ name, props }: ResourceView<aws.lambda.EventSourceMappingArgs>, judge) {
        const decide = (id: string, isHandled: () => boolean, problem: string) =>
            judge.decide(id, () => (isHandled() || !isStream(props) ? undefined : `Mapping '${name}' ${problem}.`));
        decide(
            "destinationConfig.onFailure",
            () => props.destinationConfig?.onFailure !== undefined,
            "keeps nothing of what it gives up",
        );
        // Each finds the bad record by itself: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
        decide(
            "bisectBatchOnFunctionError",
            () =>
                isEither(
                    () => props.bisectBatchOnFunctionError === true,
                    () => props.functionResponseTypes?.includes("ReportBatchItemFailures") === true,
                ),
            "repeats whole batches for one record: it neither splits them nor takes partial responses",
        );
        decide(
            "limits",
            () =>
                isEither(
                    () => isLimited(props.maximumRecordAgeInSeconds),
                    () => isLimited(props.maximumRetryAttempts),
                ),
            "tries again for as long as the stream keeps the record",
        );
    },
});

function isStream({ eventSourceArn }: Props): boolean {
    return /:kinesis:[^:]*:\d*:stream\/|:dynamodb:.*\/stream\//.test(eventSourceArn ?? "");
}

/** Whether one of two settings is made. One that is not known yet does not matter beside one that is. */
function isEither(first: () => boolean, second: () => boolean): boolean {
    return reading(first).known ? first() || second() : second() || first();
}

/** Both limits are unset as -1. */
function isLimited(limit: number | undefined): boolean {
    return limit !== undefined && limit >= 0;
}
