import { judgeAlarmed } from "../../aws/cloudwatch/alarmed";
import { ALARM_TYPES } from "../../aws/cloudwatch/alarms";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const TYPE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** A delivery that fails is tried for a day, and then the records are gone. */
export const firehoseStreamAlarmed = defineRule({
    id: "firehose-stream-alarmed",
    displayName: "Firehose streams have a CloudWatch alarm with an action",
    description: "Every Firehose stream has an alarm with an action on one of its metrics.",
    severity: "medium",
    level: "advisory",
    tags: ["firehose", "operations"],
    frameworks: [wellArchitected("OPS08-BP04")],
    remediationSteps:
        "Add an alarm on DeliveryToS3.DataFreshness with the dimension DeliveryStreamName and with alarmActions; also on DeliveryToS3.Success, since Firehose tells no freshness while nothing is delivered.",
    url: "https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html",
    examples: ["aws.cloudwatch.MetricAlarm orders-late", "DeliveryAlarms"],
    types: [TYPE, ...ALARM_TYPES],
    environment(environment, judgeOf) {
        judgeAlarmed(environment, judgeOf, {
            type: TYPE,
            identity: "name",
            called: "delivery stream",
            namespace: "AWS/Firehose",
            dimension: "DeliveryStreamName",
        });
    },
});
