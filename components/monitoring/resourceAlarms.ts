import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** Minutes that an alarm looks back: also how long it stays on after the last problem. */
const WINDOW_MINUTES = 15;

/** Whom alarms tell, and how soon. */
export interface Alerting {
    /** ARN of the topic that is told of a problem, and of its end. */
    readonly topicArn: pulumi.Input<string>;
    /** Minutes with the problem, of the last 15, after which the topic is told: 1 to 15. @default 1 */
    readonly afterMinutes?: number;
    /** The last word on each child. @default - none */
    readonly transform?: {
        /** Each alarm: `<name>-<problem>`. */
        readonly alarms?: Transform<aws.cloudwatch.MetricAlarmArgs>;
    };
}

/** One alarm: on when the metric is beyond the threshold in enough periods. */
export interface Alarm {
    /** End of the alarm's name: what is wrong. */
    readonly problem: string;
    /** How {@link problem} was called before: an alarm that is deployed keeps its identity, and its name on AWS. */
    readonly formerly?: string;
    readonly metricName: string;
    /** The period's value; `p99` and the like are percentiles. */
    readonly statistic: "Average" | "Maximum" | "Sum" | "p99";
    readonly threshold: pulumi.Input<number>;
    /** On which side of the threshold the problem is. @default "above" */
    readonly problemIs?: "above" | "below";
    /** What it means, and what to do. */
    readonly description: string;
    /**
     * What a period without data means.
     *
     * @default "notBreaching" - services write no data when nothing happens
     */
    readonly missingData?: "notBreaching" | "ignore";
    /** Minutes that make one value: as often as the service writes some. @default 1 */
    readonly periodMinutes?: 1 | 5;
    /** Minutes with the problem after which it tells. @default - {@link Alerting.afterMinutes} */
    readonly afterMinutes?: number;
    /** Minutes that the alarm looks back. @default 15 */
    readonly windowMinutes?: number;
}

/** What the metrics of the alarms are about. */
export interface Subject {
    readonly namespace: string;
    readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Alarms on metrics of one resource. Each tells the topic when it goes on and when it goes off.
 *
 * Creates: `<name>-<problem>` (alarm) for each.
 */
export abstract class ResourceAlarms extends pulumi.ComponentResource {
    /** @param kind name of the class: the last part of its type */
    constructor(
        kind: string,
        name: string,
        { topicArn, afterMinutes = 1, transform }: Alerting,
        subject: Subject,
        alarms: readonly Alarm[],
        opts?: pulumi.ComponentResourceOptions,
    ) {
        requireWhole(`${kind} '${name}'`, "afterMinutes", afterMinutes, 1, WINDOW_MINUTES);
        super(`platform:monitoring:${kind}`, name, {}, opts);
        for (const alarm of alarms) {
            const { statistic, periodMinutes = 1, windowMinutes = WINDOW_MINUTES } = alarm;
            new aws.cloudwatch.MetricAlarm(
                ...transformed(
                    transform?.alarms,
                    `${name}-${alarm.problem}`,
                    {
                        ...subject,
                        metricName: alarm.metricName,
                        ...(statistic === "p99" ? { extendedStatistic: statistic } : { statistic }),
                        period: periodMinutes * 60,
                        evaluationPeriods: windowMinutes / periodMinutes,
                        datapointsToAlarm: Math.ceil((alarm.afterMinutes ?? afterMinutes) / periodMinutes),
                        comparisonOperator: alarm.problemIs === "below" ? "LessThanThreshold" : "GreaterThanThreshold",
                        threshold: alarm.threshold,
                        treatMissingData: alarm.missingData ?? "notBreaching",
                        alarmDescription: alarm.description,
                        alarmActions: [topicArn],
                        okActions: [topicArn],
                    },
                    {
                        parent: this,
                        ...(alarm.formerly === undefined ? {} : { aliases: [{ name: `${name}-${alarm.formerly}` }] }),
                    },
                ),
            );
        }
        this.registerOutputs({});
    }
}
