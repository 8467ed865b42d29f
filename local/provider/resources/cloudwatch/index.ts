import {
    DeleteAlarmsCommand,
    DescribeAlarmsCommand,
    ListTagsForResourceCommand,
    PutMetricAlarmCommand,
    TagResourceCommand,
    UntagResourceCommand,
    type MetricAlarm,
    type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import type { Clients } from "../../clients";
import { ifExists, tagChanges, tagList, tagMap } from "../../live";
import { defineRow, type Props, type ResourceRow } from "../../row";
import { fromAws, pick, toAws } from "../../wire";

/** Arguments of an alarm that CloudWatch has under the same name, but for the case of the first letter. */
const SAME = [
    "actionsEnabled",
    "alarmActions",
    "alarmDescription",
    "comparisonOperator",
    "datapointsToAlarm",
    "evaluationPeriods",
    "extendedStatistic",
    "insufficientDataActions",
    "metricName",
    "namespace",
    "okActions",
    "period",
    "statistic",
    "threshold",
    "treatMissingData",
    "unit",
];
const SPECIAL = { okActions: "OKActions" };

/** `aws:cloudwatch/metricAlarm:MetricAlarm` on one metric. */
const metricAlarm = defineRow({
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
    replaceOn: ["name"],
    autoName: { property: "name", maxLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    simulate: ({ partition, region, accountId }, { name }) => ({
        id: name,
        outputs: { arn: `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}` },
    }),
    live: {
        async create(context, inputs) {
            await put(context.clients, inputs, { Tags: tagList(inputs.tags) });
            return metricAlarm.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const cloudWatch = clients.cloudWatch();
            const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [id] }));
            const [found] = MetricAlarms;
            if (found === undefined) return undefined;
            const { Tags } = await cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: found.AlarmArn }));
            return { ...argumentsOf(found), name: id, arn: found.AlarmArn, tags: tagMap(Tags) };
        },
        async update({ clients }, _id, inputs, old) {
            const cloudWatch = clients.cloudWatch();
            await put(clients, inputs);
            const { removed: TagKeys, set } = tagChanges(old.tags, inputs.tags);
            const ResourceARN: string = old.arn;
            if (TagKeys.length > 0) await cloudWatch.send(new UntagResourceCommand({ ResourceARN, TagKeys }));
            await cloudWatch.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) }));
            return {};
        },
        async delete({ clients }, id) {
            await ifExists(clients.cloudWatch().send(new DeleteAlarmsCommand({ AlarmNames: [id] })));
        },
    },
});

/** CloudWatch replaces an alarm as a whole, but for its tags. */
async function put(clients: Clients, inputs: Props, more: Partial<PutMetricAlarmCommandInput> = {}): Promise<void> {
    const Dimensions = Object.entries(inputs.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value: String(Value) }));
    const request = { AlarmName: inputs.name, Dimensions, ...toAws(pick(inputs, SAME), SPECIAL), ...more };
    await clients.cloudWatch().send(new PutMetricAlarmCommand(request));
}

function argumentsOf(found: MetricAlarm): Props {
    const { Dimensions = [], ...others } = found;
    const isTold = ([, value]: [string, unknown]) => value !== "" && !(Array.isArray(value) && value.length === 0);
    return {
        ...Object.fromEntries(Object.entries(pick(fromAws(others, SPECIAL), SAME)).filter(isTold)),
        ...(Dimensions.length === 0
            ? {}
            : { dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])) }),
    };
}

/** The rows of CloudWatch but for its logs. */
export const cloudwatchRows: readonly ResourceRow[] = [metricAlarm];
