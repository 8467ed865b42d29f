import * as cloudWatch from "@aws-sdk/client-cloudwatch";
import { crudRow, resourceTags } from "../../crudRow";

/** `aws:cloudwatch/metricAlarm:MetricAlarm` on one metric. */
export const metricAlarm = crudRow({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    lacks: [
        "evaluateLowSampleCountPercentiles",
        "evaluationCriteria",
        "evaluationInterval",
        "metricQueries",
        "thresholdMetricId",
        "warmUpConfiguration",
    ],
    required: ["comparisonOperator", "evaluationPeriods"],
    ineffective: {
        datapointsToAlarm: "Kept and read back; all data of the window counts as one point.",
        dimensions: "Kept and read back; the metric's data counts whatever it is about.",
        treatMissingData: "Kept and read back; without data an alarm stays as it is.",
    },
    autoName: { property: "name", maxLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    id: "name",
    arn: "arn:{partition}:cloudwatch:{region}:{accountId}:alarm:{name}",
    key: { AlarmName: "name", AlarmNames: "name" },
    // CloudWatch replaces an alarm as a whole, but for its tags.
    put: [cloudWatch.PutMetricAlarmCommand],
    read: [cloudWatch.DescribeAlarmsCommand, "MetricAlarms.0"],
    delete: [cloudWatch.DeleteAlarmsCommand],
    tags: resourceTags(cloudWatch, cloudWatch.ListTagsForResourceCommand),
});
