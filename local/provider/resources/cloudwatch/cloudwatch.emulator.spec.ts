import * as cloudWatch from "@aws-sdk/client-cloudwatch";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const alarm = [cloudWatch.DescribeAlarmsCommand, "MetricAlarms.0"] as const;

describeRows("the rows of CloudWatch", {
    "make an alarm on one metric": {
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
                actionsEnabled: true,
                tags: { owner: "orders", stage: "test" },
                alarmActions: [topic],
                okActions: [topic],
            };
        },
        looks: [alarm, cloudWatch.ListTagsForResourceCommand],
        update: {
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
        outputs: ({ id, state }) => {
            assert.equal(id, state.name);
            assert.equal(state.arn, `arn:aws:cloudwatch:eu-west-1:000000000000:alarm:${id}`);
        },
    },
    "make an alarm on a percentile": {
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
        looks: [alarm],
    },
});
