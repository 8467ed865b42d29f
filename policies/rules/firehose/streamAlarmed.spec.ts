import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { firehoseStreamAlarmed } from "./streamAlarmed";

const watched = subjectsOf("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")(
    {},
    { name: "orders", outputs: { name: "orders-1" } },
);
const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", {
    namespace: "AWS/Firehose",
    metricName: "DeliveryToS3.DataFreshness",
    dimensions: { DeliveryStreamName: "orders-1" },
});
const actions = { alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"] };

describeRule(firehoseStreamAlarmed, {
    passes: { "one with an alarm": [watched, alarm(actions)] },
    violates: {
        "an alarm that tells nobody": [[watched, alarm({})], "alarm"],
        "an alarm on another one": [
            [watched, alarm({ ...actions, dimensions: { DeliveryStreamName: "orders-2" } })],
            "alarm",
        ],
        "an alarm of another namespace": [[watched, alarm({ ...actions, namespace: "AWS/Lambda" })], "alarm"],
    },
    missing: [watched, "alarm"],
    undecided: { "an alarm on nobody knows what": [[watched, alarm({ ...actions, dimensions: UNKNOWN })], "alarm"] },
});
