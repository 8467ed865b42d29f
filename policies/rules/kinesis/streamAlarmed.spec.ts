import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisStreamAlarmed } from "./streamAlarmed";

const watched = subjectsOf("aws:kinesis/stream:Stream")({}, { name: "orders", outputs: { name: "orders-1" } });
const alarm = subjectsOf("aws:cloudwatch/metricAlarm:MetricAlarm", {
    namespace: "AWS/Kinesis",
    metricName: "GetRecords.IteratorAgeMilliseconds",
    dimensions: { StreamName: "orders-1" },
});
const actions = { alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"] };

describeRule(kinesisStreamAlarmed, {
    passes: { "one with an alarm": [watched, alarm(actions)] },
    violates: {
        "an alarm that tells nobody": [[watched, alarm({})], "alarm"],
        "an alarm on another one": [[watched, alarm({ ...actions, dimensions: { StreamName: "orders-2" } })], "alarm"],
        "an alarm of another namespace": [[watched, alarm({ ...actions, namespace: "AWS/Lambda" })], "alarm"],
    },
    missing: [watched, "alarm"],
    undecided: { "an alarm on nobody knows what": [[watched, alarm({ ...actions, dimensions: UNKNOWN })], "alarm"] },
});
