import type * as aws from "@pulumi/aws";
import { tells } from "../../aws/cloudwatch/alarms";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const ALARM_TYPE = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_TYPE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** An alarm that tells nobody is a picture. One that a composite alarm listens to needs no action of its own. */
export const cloudwatchAlarmActing = defineRule({
    id: "cloudwatch-alarm-acting",
    displayName: "CloudWatch alarms have an action",
    description: "CloudWatch alarms have actions that are not switched off, of their own or of a composite alarm.",
    severity: "medium",
    level: "advisory",
    tags: ["cloudwatch", "alarms"],
    frameworks: [securityHub("CloudWatch.15"), securityHub("CloudWatch.17"), wellArchitected("OPS08-BP04")],
    remediationSteps: "Set alarmActions: [topicArn], and leave actionsEnabled out.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
    examples: ["aws.cloudwatch.MetricAlarm orders-throttled", "FunctionAlarms"],
    types: [ALARM_TYPE, COMPOSITE_TYPE],
    resource({ type, name, props }: ResourceView<aws.cloudwatch.MetricAlarmArgs>, judge) {
        judge.decide("actionsEnabled", () =>
            props.actionsEnabled === false ? `The actions of alarm '${name}' are switched off.` : undefined,
        );
        if (type !== COMPOSITE_TYPE) return;
        judge.decide("alarmActions", () =>
            (props.alarmActions?.length ?? 0) === 0 ? `Alarm '${name}' has no action.` : undefined,
        );
    },
    stack(stack, judgeOf) {
        for (const alarm of stack.ofType(ALARM_TYPE)) {
            const judge = judgeOf(alarm);
            judge.decide("alarmActions", () => {
                const told =
                    (alarm.props.alarmActions?.length ?? 0) > 0 || judge.read("alarmActions", tells(stack, alarm));
                return told === false ? `Alarm '${alarm.name}' has no action.` : undefined;
            });
        }
    },
    remediate({ props }: ResourceView<aws.cloudwatch.MetricAlarmArgs>) {
        if (props.actionsEnabled === false) props.actionsEnabled = true;
    },
});
