import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaQueueFailuresReported } from "./queueFailuresReported";

const mapping = subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping", { functionName: "f" });
const eventSourceArn = "arn:aws:sqs:eu-west-1:111122223333:orders";
const reported = { functionResponseTypes: ["ReportBatchItemFailures"] };
const id = "functionResponseTypes";

describeRule(lambdaQueueFailuresReported, {
    passes: {
        "a queue with reports": mapping({ eventSourceArn, ...reported }),
        "an unknown source with reports": mapping({ eventSourceArn: UNKNOWN, ...reported }),
        "single messages": mapping({ eventSourceArn, batchSize: 1 }),
        "a stream, which is another rule's": mapping({
            eventSourceArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks",
        }),
        Kafka: mapping({ selfManagedEventSource: {} }),
    },
    violates: {
        "an empty list": [mapping({ eventSourceArn, functionResponseTypes: [] }), id],
        "a queue of another partition": [
            mapping({ eventSourceArn: "arn:aws-cn:sqs:cn-north-1:111122223333:orders.fifo" }),
            id,
        ],
    },
    missing: [mapping({ eventSourceArn }), id],
    undecided: {
        "an unknown source": [mapping({ eventSourceArn: UNKNOWN }), id],
        "unknown response types": [mapping({ eventSourceArn, functionResponseTypes: UNKNOWN }), id],
        "an unknown size of batches": [mapping({ eventSourceArn, batchSize: UNKNOWN }), id],
    },
});
