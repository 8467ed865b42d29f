import { DescribeAlarmsCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { exerciseRow } from "../../testing/exercise";
import { cloudwatchRows } from ".";
import { snsRows } from "../sns";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ROWS = [...cloudwatchRows, ...snsRows];

describe("the rows of CloudWatch", function () {
    this.timeout(120_000);

    const seen = async (clients: Clients, name: string) => {
        const { MetricAlarms } = await clients.cloudWatch().send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
        const [found] = MetricAlarms ?? [];
        if (found === undefined) return undefined;
        const tags = new ListTagsForResourceCommand({ ResourceARN: found.AlarmArn });
        return {
            metric: [found.Namespace, found.MetricName, found.Statistic, found.Dimensions],
            decides: [found.ComparisonOperator, found.Threshold, found.Period, found.EvaluationPeriods],
            points: [found.DatapointsToAlarm, found.TreatMissingData],
            tells: [found.ActionsEnabled, found.AlarmActions?.length, found.OKActions?.length, found.AlarmDescription],
            tags: (await clients.cloudWatch().send(tags)).Tags,
        };
    };

    it("make an alarm on one metric", () =>
        exerciseRow(ROWS, {
            type: ALARM,
            inputs: async (make) => {
                const topic = (await make("aws:sns/topic:Topic", {})).id;
                return {
                    namespace: "AWS/Lambda",
                    metricName: "Errors",
                    dimensions: { FunctionName: "place-order" },
                    statistic: "Sum",
                    period: 60,
                    evaluationPeriods: 15,
                    datapointsToAlarm: 3,
                    comparisonOperator: "GreaterThanThreshold",
                    threshold: 0.5,
                    treatMissingData: "notBreaching",
                    alarmDescription: "Read the log & act.",
                    alarmActions: [topic],
                    okActions: [topic],
                    tags: { owner: "orders", stage: "test" },
                };
            },
            readBack: seen,
            shows: {
                metric: ["AWS/Lambda", "Errors", "Sum", [{ Name: "FunctionName", Value: "place-order" }]],
                decides: ["GreaterThanThreshold", 0.5, 60, 15],
                points: [3, "notBreaching"],
                tells: [true, 1, 1, "Read the log & act."],
                tags: [
                    { Key: "owner", Value: "orders" },
                    { Key: "stage", Value: "test" },
                ],
            },
            update: {
                inputs: {
                    dimensions: { FunctionName: "read-order" },
                    threshold: 0,
                    evaluationPeriods: 1,
                    datapointsToAlarm: undefined,
                    treatMissingData: undefined,
                    alarmDescription: undefined,
                    actionsEnabled: false,
                    okActions: undefined,
                    tags: { owner: "lake" },
                },
                shows: {
                    metric: ["AWS/Lambda", "Errors", "Sum", [{ Name: "FunctionName", Value: "read-order" }]],
                    decides: ["GreaterThanThreshold", 0, 60, 1],
                    points: [undefined, "missing"],
                    tells: [false, 1, 0, ""],
                    tags: [{ Key: "owner", Value: "lake" }],
                },
            },
            replaceOn: { name: "another" },
            outputs: ({ id, state }) => {
                assert.equal(id, state.name);
                assert.equal(state.arn, `arn:aws:cloudwatch:eu-west-1:000000000000:alarm:${id}`);
            },
        }));

    it("make an alarm on a percentile", () =>
        exerciseRow(ROWS, {
            type: ALARM,
            inputs: {
                namespace: "AWS/ApiGateway",
                metricName: "Latency",
                dimensions: { ApiName: "orders", Stage: "v1" },
                extendedStatistic: "p99",
                period: 60,
                evaluationPeriods: 1,
                comparisonOperator: "GreaterThanThreshold",
                threshold: 1500,
            },
            readBack: async (clients, name) => {
                const request = new DescribeAlarmsCommand({ AlarmNames: [name] });
                const { MetricAlarms } = await clients.cloudWatch().send(request);
                return MetricAlarms?.[0]?.ExtendedStatistic;
            },
            shows: "p99",
        }));
});
