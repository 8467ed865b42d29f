import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** Serverless services send no data when nothing happens. The default, `missing`, leaves an alarm in no state then: one that has fired does not
 * come back, one that waits for silence never fires. */
export const cloudwatchMissingDataStated = defineRule({
    id: "cloudwatch-missing-data-stated",
    displayName: "CloudWatch alarms state how they treat missing data",
    description: "Metric alarms state how missing data is treated.",
    severity: "low",
    level: "advisory",
    tags: ["cloudwatch", "alarms"],
    frameworks: [wellArchitected("OPS08-BP04")],
    remediationSteps: 'Set treatMissingData: "notBreaching" for counts of failures, "breaching" for signs of life.',
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    examples: ["aws.cloudwatch.MetricAlarm orders-throttled", "FunctionAlarms"],
    types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
    ...settings<aws.cloudwatch.MetricAlarmArgs>({
        treatMissingData: mustNotBe(undefined, (name) => `Alarm '${name}' does not say what missing data means.`),
    }),
});
