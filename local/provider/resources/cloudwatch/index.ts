import {
    DeleteAlarmsCommand,
    DescribeAlarmsCommand,
    ListTagsForResourceCommand,
    PutMetricAlarmCommand,
    TagResourceCommand,
    UntagResourceCommand,
    type Dimension,
} from "@aws-sdk/client-cloudwatch";
import { crudRow } from "../../crudRow";
import type { ResourceRow } from "../../row";

/** `aws:cloudwatch/metricAlarm:MetricAlarm` on one metric. */
const metricAlarm = crudRow({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    client: ({ cloudWatch }) => cloudWatch(),
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
    replaceOn: ["name"],
    autoName: { property: "name", maxLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    id: "name",
    arn: "arn:{partition}:cloudwatch:{region}:{accountId}:alarm:{name}",
    key: { AlarmName: "name", AlarmNames: "name" },
    // CloudWatch replaces an alarm as a whole, but for its tags.
    put: [PutMetricAlarmCommand],
    read: [DescribeAlarmsCommand, "MetricAlarms.0"],
    delete: [DeleteAlarmsCommand],
    tags: { set: TagResourceCommand, remove: UntagResourceCommand, list: ListTagsForResourceCommand },
    wire: {
        dimensions: {
            to: (map: Record<string, string>) => Object.entries(map).map(([name, value]) => ({ name, value })),
            from: (list: Dimension[]) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])),
        },
    },
});

/** The rows of CloudWatch but for its logs. */
export const cloudwatchRows: readonly ResourceRow[] = [metricAlarm];
