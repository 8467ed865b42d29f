import { judgeAlarmed } from "../../aws/cloudwatch/alarmed";
import { ALARM_TYPES } from "../../aws/cloudwatch/alarms";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const TYPE = "aws:kinesis/stream:Stream";

/** Records that nobody reads are gone when the retention ends; until then only the metrics tell. */
export const kinesisStreamAlarmed = defineRule({
    id: "kinesis-stream-alarmed",
    displayName: "Kinesis streams have a CloudWatch alarm with an action",
    description: "Every Kinesis stream has an alarm with an action on one of its metrics.",
    severity: "medium",
    level: "advisory",
    tags: ["kinesis", "operations"],
    frameworks: [wellArchitected("OPS08-BP04")],
    remediationSteps:
        "Add an alarm on GetRecords.IteratorAgeMilliseconds with the dimension StreamName and with alarmActions.",
    url: "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html",
    examples: ["aws.cloudwatch.MetricAlarm clickstream-late", "StreamAlarms"],
    types: [TYPE, ...ALARM_TYPES],
    environment(environment, judgeOf) {
        judgeAlarmed(environment, judgeOf, {
            type: TYPE,
            identity: "name",
            called: "stream",
            namespace: "AWS/Kinesis",
            dimension: "StreamName",
        });
    },
});
