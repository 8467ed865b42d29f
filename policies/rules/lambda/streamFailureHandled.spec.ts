import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaStreamFailureHandled } from "./streamFailureHandled";

const mapping = subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping", { functionName: "f" });
const KINESIS = "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks";
const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000";
const handled = {
    eventSourceArn: KINESIS,
    destinationConfig: { onFailure: { destinationArn: "arn:queue" } },
    bisectBatchOnFunctionError: true,
    functionResponseTypes: ["ReportBatchItemFailures"],
    maximumRecordAgeInSeconds: 3600,
};
const all = ["destinationConfig.onFailure", "bisectBatchOnFunctionError", "limits"] as const;

describeRule(lambdaStreamFailureHandled, {
    passes: {
        "a stream with all of it": mapping(handled),
        "an unknown source with all of it": mapping({ ...handled, eventSourceArn: UNKNOWN }),
        "a limited number instead of age": mapping({
            ...handled,
            maximumRecordAgeInSeconds: -1,
            maximumRetryAttempts: 5,
        }),
        "batches that are split, without partial responses": mapping({ ...handled, functionResponseTypes: [] }),
        "partial responses, without splitting": mapping({ ...handled, bisectBatchOnFunctionError: false }),
        "splitting beside responses that are not known, and the other way round": [
            mapping({ ...handled, functionResponseTypes: UNKNOWN, maximumRetryAttempts: UNKNOWN }, { name: "a" }),
            mapping({ ...handled, bisectBatchOnFunctionError: UNKNOWN }, { name: "b" }),
        ],
        "a queue, which has its own ways": mapping({ eventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders" }),
        Kafka: mapping({ selfManagedEventSource: {} }),
    },
    violates: {
        "a table's stream": [mapping({ eventSourceArn: TABLE }), ...all],
        "no limit by -1": [mapping({ ...handled, maximumRecordAgeInSeconds: -1, maximumRetryAttempts: -1 }), "limits"],
        "whole batches, next to an unknown destination": [
            mapping({
                ...handled,
                bisectBatchOnFunctionError: false,
                functionResponseTypes: [],
                destinationConfig: UNKNOWN,
            }),
            "bisectBatchOnFunctionError",
        ],
    },
    missing: [mapping({ eventSourceArn: KINESIS }), ...all],
    undecided: {
        "an unknown source": [mapping({ eventSourceArn: UNKNOWN }), ...all],
        "responses that are not known, without splitting": [
            mapping({ ...handled, bisectBatchOnFunctionError: false, functionResponseTypes: UNKNOWN }),
            "bisectBatchOnFunctionError",
        ],
    },
});
