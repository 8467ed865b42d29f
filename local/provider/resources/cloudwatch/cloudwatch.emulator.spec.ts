import { DescribeAlarmsCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { exerciseRow } from "../../testing/exercise";
import { mirrored } from "../../testing/mirrored";
import { cloudwatchRows } from ".";
import { snsRows } from "../sns";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ROWS = [...cloudwatchRows, ...snsRows];

describe("the rows of CloudWatch", function () {
    this.timeout(120_000);

    const cloudWatch = (clients: Clients) => clients.cloudWatch();
    const alarm = ({ MetricAlarms: [found] }: any) =>
        found && {
            ...found,
            Dimensions: Object.fromEntries(found.Dimensions.map((each: any) => [each.Name, each.Value])),
        };

    it("make an alarm on one metric", () => {
        const subject = {
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
        };
        return exerciseRow(ROWS, {
            type: ALARM,
            inputs: async (make) => {
                const topic = (await make("aws:sns/topic:Topic", {})).id;
                return { ...subject, alarmActions: [topic], okActions: [topic] };
            },
            ...mirrored(
                {
                    of: [...Object.keys(subject), "alarmActions", "okActions"],
                    unset: { alarmDescription: "", okActions: [] },
                },
                [cloudWatch, DescribeAlarmsCommand, (name) => ({ AlarmNames: [name] }), alarm],
                [cloudWatch, ListTagsForResourceCommand, (_name, { arn: ResourceARN }) => ({ ResourceARN })],
            ),
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
            },
            replaceOn: { name: "another" },
            outputs: ({ id, state }) => {
                assert.equal(id, state.name);
                assert.equal(state.arn, `arn:aws:cloudwatch:eu-west-1:000000000000:alarm:${id}`);
            },
        });
    });

    it("make an alarm on a percentile", () => {
        const inputs = {
            namespace: "AWS/ApiGateway",
            metricName: "Latency",
            dimensions: { ApiName: "orders", Stage: "v1" },
            extendedStatistic: "p99",
            period: 60,
            evaluationPeriods: 1,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 1500,
        };
        return exerciseRow(ROWS, {
            type: ALARM,
            inputs,
            ...mirrored({ of: Object.keys(inputs) }, [
                cloudWatch,
                DescribeAlarmsCommand,
                (name) => ({ AlarmNames: [name] }),
                alarm,
            ]),
        });
    });
});
